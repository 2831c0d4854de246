import type { ProjectId } from '../../../../src/collection/records';

/**
 * Resolves when no background learner is at work for a project any more. One that is closed ends what it is at,
 * and writes it: before that, rows may change between two looks at them.
 */
export async function backgroundLearnerGone(projectId: ProjectId): Promise<void> {
  await navigator.locks.request(`vitrine-companion-${projectId}`, () => undefined);
}
