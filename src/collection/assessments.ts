/** Assessments: what was found when the whole collection was looked over, and whether it still holds. */
import { latestDecisionId } from './standing-answers';
import type { AssessmentResults } from './assessment-records';
import { database } from './database';
import type { DecisionId, ProjectId } from './records';
import type { Assessment, AssessmentKind } from './trust-records';

export interface KnownAssessment<Kind extends AssessmentKind> {
  readonly at: number;
  readonly result: AssessmentResults[Kind];
  /** Decisions have been made, or pictures have come in, since. */
  readonly isOutdated: boolean;
}

/**
 * Keeps a finding in place of the one before. What a person said about pairs is not a finding: it is
 * carried over. Nothing is kept when the project was deleted meanwhile.
 */
export async function putAssessment<Kind extends AssessmentKind>(
  projectId: ProjectId,
  kind: Kind,
  learnedUpTo: DecisionId,
  result: AssessmentResults[Kind],
): Promise<void> {
  await database.transaction('rw', [database.projects, database.assessments], async () => {
    if ((await database.projects.get(projectId)) === undefined) return;
    const said = (await getAssessment(projectId, 'data-checks'))?.result.verdicts ?? [];
    const kept = 'verdicts' in result ? { ...result, verdicts: said } : result;
    await database.assessments.put({ projectId, kind, at: Date.now(), learnedUpTo, result: kept });
  });
}

export async function getAssessment<Kind extends AssessmentKind>(
  projectId: ProjectId,
  kind: Kind,
): Promise<Assessment<Kind> | undefined> {
  return (await database.assessments.get([projectId, kind])) as Assessment<Kind> | undefined;
}

/** For `watch`: the finding with whether it still holds; null where nobody has looked yet. */
export async function knownAssessment<Kind extends AssessmentKind>(
  projectId: ProjectId,
  kind: Kind,
): Promise<KnownAssessment<Kind> | null> {
  const [row, latest, items] = await Promise.all([
    getAssessment(projectId, kind),
    latestDecisionId(projectId),
    database.items.where({ projectId }).count(),
  ]);
  if (row === undefined) return null;
  const { at, learnedUpTo, result } = row;
  const hasMoreItems = 'items' in result && result.items !== items;
  return { at, result, isOutdated: learnedUpTo < latest || hasMoreItems };
}
