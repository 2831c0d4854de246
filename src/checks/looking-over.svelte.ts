/** Looks the collection over. */
import type { ProjectId } from '../collection/records';
import type { FindingKind } from '../collection/trust-records';
import { TrainerTask } from '../workers/trainer-task.svelte';

export class LookingOver extends TrainerTask {
  look(projectId: ProjectId, kinds: readonly FindingKind[]): Promise<void> {
    return this.run((api, job, report) => api.assess(job, projectId, kinds, report));
  }
}
