/** Looking the whole collection over: baselines, learning curve, cross-validation, data checks. */
import { putAssessment } from '../../collection/assessments';
import type { AssessmentResults } from '../../collection/assessment-records';
import type { ProjectId } from '../../collection/records';
import type { FindingKind } from '../../collection/trust-records';
import { failure, success, type Outcome } from '../../outcome';
import type { Progress } from '../protocol/calls';
import { assessBaselines } from './assess-baselines';
import { assessCurve } from './assess-curve';
import { assessData } from './assess-data';
import { assessFolds } from './assess-folds';
import type { Engine } from '../backbones/engine';
import { gatherAssessmentInputs, type AssessmentInputs } from './assessment-inputs';
import { baselineFeatures, type BaselineFeatures } from './baseline-features';

type Tell = (done: number, total: number) => void | Promise<void>;

/**
 * Makes these findings, keeps each as soon as it is there, and returns when all are. Works on the
 * pictures that have been embedded so far. Fails with 'not-found', 'no-backend', 'aborted' …
 */
export async function assess(
  engine: Engine,
  projectId: ProjectId,
  kinds: readonly FindingKind[],
  report: (progress: Progress) => void | Promise<void>,
  signal: AbortSignal,
): Promise<Outcome<void>> {
  const device = await engine.start();
  if (!device.ok) return device;
  const tell = stages(kinds.length + 1, report);
  try {
    const inputs = await gatherAssessmentInputs(projectId);
    if (!inputs.ok) return inputs;
    const baseline = await baselineFeatures(projectId, tell(0), signal);
    for (const [at, kind] of kinds.entries()) {
      const kept = await assessOne(kind, inputs.value, baseline, engine, tell(at + 1), signal);
      if (!kept.ok) return kept;
    }
    return success(undefined);
  } catch (error) {
    if (signal.aborted) return failure('aborted');
    throw error;
  }
}

async function assessOne(
  kind: FindingKind,
  inputs: AssessmentInputs,
  baseline: BaselineFeatures,
  engine: Engine,
  tell: Tell,
  signal: AbortSignal,
): Promise<Outcome<void>> {
  await tell(0, 1);
  signal.throwIfAborted();
  const goOn = (done: number, total: number) => void tell(done, total);
  const keep = async <Kind extends FindingKind>(
    which: Kind,
    made: Outcome<AssessmentResults[Kind]>,
  ): Promise<Outcome<void>> => {
    if (!made.ok) return made;
    await putAssessment(inputs.project.id, which, inputs.learnedUpTo, made.value);
    return success(undefined);
  };
  switch (kind) {
    case 'baselines':
      return keep(kind, await assessBaselines(inputs, baseline, engine, signal));
    case 'learning-curve':
      return keep(kind, await assessCurve(inputs, goOn, signal));
    case 'cross-validation':
      return keep(kind, await assessFolds(inputs, goOn, signal));
    case 'data-checks':
      return keep(kind, success(await assessData(inputs, baseline, goOn, signal)));
  }
}

/** Progress over stages that nobody knows the length of: each counts the same, in hundredths. */
function stages(
  count: number,
  report: (progress: Progress) => void | Promise<void>,
): (stage: number) => Tell {
  return (stage) => (done, total) => {
    const share = total === 0 ? 0 : done / total;
    const hundredths = Math.round((100 * (stage + share)) / count);
    return report({ done: hundredths, total: 100, secondsLeft: null });
  };
}
