/** What every assessment stands on: the decisions laid against features, and the run in service. */
import { latestDecisionId } from '../../collection/decisions';
import { getProject } from '../../collection/projects';
import type { DecisionId, Project, ProjectId } from '../../collection/records';
import type { Run } from '../../collection/training-records';
import { getRun } from '../../collection/runs';
import { currentTruth, type Truth } from '../../collection/snapshots';
import { failure, success, type Outcome } from '../../outcome';
import { FeatureTable } from '../backbones/feature-table';
import { laySet, type LearningSet } from '../learning/learning-set';

export interface AssessmentInputs {
  readonly project: Project;
  readonly serving: Run | null;
  readonly table: FeatureTable;
  readonly truth: Truth;
  /** Null while there is too little to learn from. */
  readonly set: LearningSet | null;
  readonly learnedUpTo: DecisionId;
}

export async function gatherAssessmentInputs(
  projectId: ProjectId,
): Promise<Outcome<AssessmentInputs>> {
  const project = await getProject(projectId);
  if (!project) return failure('not-found', 'the collection is gone');
  const serving = project.servingRun ? ((await getRun(project.servingRun)) ?? null) : null;
  const learnedUpTo = await latestDecisionId(projectId);
  const table = await FeatureTable.read(projectId, serving?.backbone ?? project.backbone);
  const truth = await currentTruth(projectId);
  const set = laySet(truth, table);
  return success({ project, serving, table, truth, set, learnedUpTo });
}
