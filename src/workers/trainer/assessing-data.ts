/** Data checks: what may be wrong with the pictures and decisions before anything is trained. */
import type { DataChecks, ShiftFinding } from '../../collection/assessment-records';
import { getItems, itemIds as listItemIds } from '../../collection/items';
import type { Item, ItemId, LabelId } from '../../collection/records';
import { breathe } from '../../model/breathe';
import { normalise } from '../../model/neighbours';
import { findNearDuplicates } from '../../pictures/near-duplicates';
import { holm } from '../../statistics/holm';
import { randomNumbers, shuffled } from '../../statistics/random';
import { compareSamples } from '../../statistics/two-samples';
import type { Ground } from './ground';
import type { Looks } from './looking';

/** Shorter sides below this, in pixels, show a network next to nothing. */
const tinySide = 64;
/** Spread of brightness (0–1) below which a picture is all of one tone. */
const blankSpread = 0.01;
/** More pairs than a person would ever go through. */
const mostPairs = 500;
/** A pause this long, in milliseconds, ends a batch of imports. */
const batchPause = 2 * 60_000;
/** Pictures of a batch, and before it, that a comparison needs and takes at most. */
const sample = { least: 20, most: 250 };
const examplesShown = 6;

type Tell = (done: number, total: number) => void;

export async function assessData(
  ground: Ground,
  looks: Looks,
  tell: Tell,
  signal: AbortSignal,
): Promise<DataChecks> {
  const items = await getItems(await listItemIds(ground.project.id));
  const broken = new Set(items.filter((item) => !showsSomething(item, looks)).map(({ id }) => id));
  const sound = items.filter(({ id }) => !broken.has(id));
  return {
    items: items.length,
    labels: labelCounts(ground),
    unreadable: [...broken],
    tiny: items.filter((item) => Math.min(item.width, item.height) < tinySide).map(({ id }) => id),
    pairs: await nearPairs(ground, sound, looks, tell, signal),
    straddling: straddlingGroups(items),
    shift: shiftBetweenBatches(ground, sound, looks, signal),
    verdicts: [],
  };
}

function showsSomething({ id }: Item, looks: Looks): boolean {
  const print = looks.printOf(id);
  if (!print?.isReadable) return false;
  const mean = print.patch.reduce((sum, value) => sum + value, 0) / print.patch.length;
  const variance =
    print.patch.reduce((sum, value) => sum + (value - mean) ** 2, 0) / print.patch.length;
  return Math.sqrt(variance) >= blankSpread;
}

function labelCounts({ truth }: Ground): DataChecks['labels'] {
  const count = (labelId: LabelId, inBenchmark: boolean) =>
    truth.rows.filter(
      ({ role, labelIds }) =>
        labelIds.includes(labelId) && (inBenchmark ? role === 'benchmark' : role === 'pool'),
    ).length;
  return truth.labelIds.map((labelId) => ({
    labelId,
    examples: count(labelId, false),
    inBenchmark: count(labelId, true),
  }));
}

async function nearPairs(
  { project, table }: Ground,
  items: readonly Item[],
  looks: Looks,
  tell: Tell,
  signal: AbortSignal,
): Promise<DataChecks['pairs']> {
  const seen = items.flatMap(({ id }) => {
    const print = looks.printOf(id);
    if (print === null) return [];
    const row = table.rowOf(id);
    const { dims, unitVectors } = table;
    const features = row === undefined ? null : unitVectors.subarray(row * dims, (row + 1) * dims);
    return [{ id, hash: print.hash, patch: print.patch, features }];
  });
  const random = randomNumbers(project.seed, 0xdd);
  const pairs = await findNearDuplicates(seen, random, async (done, total) => {
    signal.throwIfAborted();
    tell(done, total);
    await breathe();
  });
  return pairs.slice(0, mostPairs).map(({ one, other, likeness }) => ({
    itemIds: [seen[one]!.id, seen[other]!.id],
    likeness,
  }));
}

function straddlingGroups(items: readonly Item[]): DataChecks['straddling'] {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(item.group, [...(groups.get(item.group) ?? []), item]);
  return [...groups]
    .filter(([, members]) => new Set(members.map(({ role }) => role)).size > 1)
    .map(([group, members]) => ({ group, itemIds: members.map(({ id }) => id) }));
}

/** Each batch beside all that came before it. */
function shiftBetweenBatches(
  { project, table }: Ground,
  items: readonly Item[],
  looks: Looks,
  signal: AbortSignal,
): ShiftFinding[] {
  const known = items.filter(
    ({ id }) => table.rowOf(id) !== undefined && looks.colours.rowOf(id) !== undefined,
  );
  const findings = batchesOf(known).flatMap(({ batch, before }, at) => {
    signal.throwIfAborted();
    if (Math.min(batch.length, before.length) < sample.least) return [];
    const random = randomNumbers(project.seed, 0x5f, at);
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
