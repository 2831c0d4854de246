/** A head's answers, kept item by item where the truth is known and it never learned from it. */
import type { LabelId } from '../../collection/records';
import type { StoredHead } from '../../collection/training-records';
import type { AnsweredItems, Measurement } from '../../collection/trust-records';
import { probabilitiesOf } from '../../model/answers';
import { logits } from '../../model/head';
import type { FeatureTable } from '../backbones/feature-table';
import type { Examples, LearningSet } from './learning-set';
import { spread } from './fit-and-predict';

/**
 * What the head answers on benchmark and check items, before and after temperature scaling.
 *
 * @param probabilities Calibrated, row by row of the table × stored.labelIds.
 */
export async function measure(
  set: LearningSet,
  stored: StoredHead,
  table: FeatureTable,
  probabilities: Float32Array,
): Promise<Measurement> {
  const { head, labelIds, runId, projectId, version } = stored;
  const rows = [...set.benchmark.rows, ...set.check.rows];
  const raw = await logits(head, table.gather(rows), rows.length);
  const uncalibrated = probabilitiesOf(raw, labelIds.length, head.kind);
  const answered = (examples: Examples, known: readonly LabelId[], from: number): AnsweredItems => {
    const own = examples.rows.map((_, index) => index);
    return {
      itemIds: Uint32Array.from(examples.itemIds),
      probabilities: spread(probabilities, labelIds, set.evaluated, examples.rows),
      uncalibrated: spread(
        uncalibrated,
        labelIds,
        set.evaluated,
        own.map((index) => from + index),
      ),
      targets: spread(examples.targets, known, set.evaluated, own),
    };
  };
  return {
    ...{ runId, projectId, version, at: Date.now() },
    ...{ learnedFrom: set.pool.rows.length, labelIds: set.evaluated },
    benchmark: answered(set.benchmark, set.evaluated, 0),
    check: answered(set.check, set.labelIds, set.benchmark.rows.length),
  };
}
