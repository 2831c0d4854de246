/** Answers to a small benchmark, as a run would have given them. */
import type { LabelId, ProjectId, RunId, Task } from '../../../src/collection/records';
import type { Measurement } from '../../../src/collection/trust-records';
import { answersOf, type Answers } from '../../../src/review/benchmark-answers';

/** One picture: what it is, and the probability of each label. */
export interface Answered {
  is: number[];
  says: number[];
  /** Before temperature scaling; the same unless said otherwise. */
  said?: number[];
}

export function measurementOf(rows: readonly Answered[], classes: number): Measurement {
  const benchmark = {
    itemIds: Uint32Array.from(rows, (_, row) => row + 1),
    probabilities: Float32Array.from(rows.flatMap(({ says }) => says)),
    uncalibrated: Float32Array.from(rows.flatMap(({ says, said }) => said ?? says)),
    targets: Uint8Array.from(
      rows.flatMap(({ is }) => Array.from({ length: classes }, (_, at) => Number(is.includes(at)))),
    ),
  };
  return {
    ...{ runId: 'run' as RunId, projectId: 'p' as ProjectId, version: 1, at: 1, learnedFrom: 9 },
    labelIds: ['fern', 'moss', 'orchid'].slice(0, classes) as LabelId[],
    benchmark,
    check: { ...benchmark, itemIds: new Uint32Array() },
  };
}

export function answered(rows: readonly Answered[], classes: number, task: Task): Answers {
  const answers = answersOf(measurementOf(rows, classes), task);
  if (answers === null) throw new Error('Nothing was answered.');
  return answers;
}
