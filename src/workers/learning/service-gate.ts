/** The service gate, with the rows of the collection laid before it. */
import type { LabelId, Metric, Project } from '../../collection/records';
import type { GateVerdict } from '../../collection/training-records';
import { serviceGate, type GateFloor } from '../../model/gate';
import type { BenchmarkResult } from './fit-and-predict';

/** Null when the new run may serve at once; otherwise why it is held back. */
export function verdictOn(
  project: Project,
  after: BenchmarkResult | null,
  before: BenchmarkResult | null,
): GateVerdict | null {
  if (!after) return null;
  const floors = (project.criteria?.floors ?? []).flatMap((floor) => {
    const metric = indexed(floor.metric, after.labelIds);
    return metric ? [{ floor, gate: { metric, atLeast: floor.atLeast } }] : [];
  });
  const shared = before ? [...after.right.keys()].filter((itemId) => before.right.has(itemId)) : [];
  const answers = (result: BenchmarkResult) =>
    Uint8Array.from(shared, (itemId) => result.right.get(itemId) ?? 0);
  const verdict = serviceGate({
    before: before && answers(before),
    after: before ? answers(after) : Uint8Array.from(after.right.values()),
    evaluation: after.evaluation,
    serving: before?.evaluation ?? null,
    floors: floors.map(({ gate }) => gate),
  });
  if (!verdict) return null;
  if (verdict.reason === 'worse') {
    return { reason: 'worse', n: verdict.n, p: verdict.p, floor: null };
  }
  const broken = floors[verdict.index];
  return {
    reason: 'floor',
    n: verdict.n,
    p: null,
    floor: broken ? { ...broken.floor, was: verdict.was } : null,
  };
}

/** The gate counts classes where the collection names labels; null for a label nobody scored. */
function indexed(metric: Metric, labelIds: readonly LabelId[]): GateFloor['metric'] | null {
  if (metric.kind === 'accuracy' || metric.kind === 'macro-f1') return metric;
  const label = labelIds.indexOf(metric.labelId);
  return label < 0 ? null : { kind: metric.kind, label };
}
