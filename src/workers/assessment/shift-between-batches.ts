/** Whether what came in later looks unlike what was there before: a model learned on one fails on the other. */
import type { ShiftFinding } from '../../collection/assessment-records';
import type { Item, ItemId } from '../../collection/records';
import { normalise } from '../../model/neighbours';
import { holm } from '../../statistics/holm';
import { randomNumbers, shuffled } from '../../statistics/random';
import { compareSamples } from '../../statistics/two-samples';
import type { FeatureTable } from '../backbones/feature-table';
import type { BaselineFeatures } from './baseline-features';

/** A pause this long, in milliseconds, ends a batch of imports. */
const batchPause = 2 * 60_000;
/** Pictures of a batch, and before it, that a comparison needs and takes at most. */
const sample = { least: 20, most: 250 };
const examplesShown = 6;

/** Each batch beside all that came before it. */
export function shiftBetweenBatches(
  seed: number,
  items: readonly Item[],
  table: FeatureTable,
  looks: BaselineFeatures,
  signal: AbortSignal,
): ShiftFinding[] {
  const known = items.filter(
    ({ id }) => table.rowOf(id) !== undefined && looks.colours.rowOf(id) !== undefined,
  );
  const findings = batchesOf(known).flatMap(({ batch, before }, at) => {
    signal.throwIfAborted();
    if (Math.min(batch.length, before.length) < sample.least) return [];
    const random = randomNumbers(seed, 0x5f, at);
    const [own, earlier] = [some(batch, random), some(before, random)];
    const rows = [...own, ...earlier].map(({ id }) => id);
    const features = table.gather(rows.map((id) => table.rowOf(id) ?? 0));
    const colours = looks.colours.gather(rows.map((id) => looks.colours.rowOf(id) ?? 0));
    const { p, witness } = compareSamples({
      views: [
        { rows: normalise(features, table.dims), dims: table.dims },
        { rows: colours, dims: looks.colours.dims },
      ],
      first: own.length,
      random,
    });
    const strangest = (from: number, to: number): ItemId[] =>
      rows
        .map((id, row) => ({ id, strange: witness[row] ?? 0 }))
        .slice(from, to)
        .sort((a, b) => b.strange - a.strange)
        .slice(0, examplesShown)
        .map(({ id }) => id);
    return [
      {
        at: batch[0]?.importedAt ?? 0,
        ...{ n: batch.length, against: before.length, p },
        examples: strangest(0, own.length),
        before: strangest(own.length, rows.length),
      },
    ];
  });
  const corrected = holm(findings.map(({ p }) => p));
  return findings.map((finding, at) => ({ ...finding, p: corrected[at] ?? finding.p }));
}

function batchesOf(items: readonly Item[]): { batch: Item[]; before: Item[] }[] {
  const inOrder = items.toSorted((a, b) => a.importedAt - b.importedAt || a.id - b.id);
  const starts = inOrder.flatMap((item, at) => {
    const former = inOrder[at - 1];
    return former && item.importedAt - former.importedAt > batchPause ? [at] : [];
  });
  return starts.map((start, at) => ({
    batch: inOrder.slice(start, starts[at + 1]),
    before: inOrder.slice(0, start),
  }));
}

function some(items: readonly Item[], random: () => number): Item[] {
  if (items.length <= sample.most) return [...items];
  const order = shuffled(items.length, random).subarray(0, sample.most);
  return Array.from(order, (at) => items[at]).filter((item) => item !== undefined);
}
