/** Data checks: what may be wrong with the pictures and decisions before anything is trained. */
import type { DataChecks } from '../../collection/assessment-records';
import { getItems, itemIds as listItemIds } from '../../collection/items';
import type { Item, LabelId } from '../../collection/records';
import { yieldToEventLoop } from '../../model/yield-to-event-loop';
import { findNearDuplicates } from '../../pictures/near-duplicates';
import { randomNumbers } from '../../statistics/random';
import type { AssessmentInputs } from './assessment-inputs';
import type { BaselineFeatures } from './baseline-features';
import { shiftBetweenBatches } from './shift-between-batches';

/** Shorter sides below this, in pixels, show a network next to nothing. */
const tinySide = 64;
/** Spread of brightness (0–1) below which a picture is blank. */
const blankSpread = 0.01;
/** More pairs than a person would ever go through. */
const mostPairs = 500;
type Tell = (done: number, total: number) => void;

export async function assessData(
  inputs: AssessmentInputs,
  baseline: BaselineFeatures,
  tell: Tell,
  signal: AbortSignal,
): Promise<DataChecks> {
  const items = await getItems(await listItemIds(inputs.project.id));
  const broken = new Set(
    items.filter((item) => !showsSomething(item, baseline)).map(({ id }) => id),
  );
  const sound = items.filter(({ id }) => !broken.has(id));
  return {
    items: items.length,
    labels: labelCounts(inputs),
    unreadable: [...broken],
    tiny: items.filter((item) => Math.min(item.width, item.height) < tinySide).map(({ id }) => id),
    pairs: await nearPairs(inputs, sound, baseline, tell, signal),
    straddling: straddlingGroups(items),
    shift: shiftBetweenBatches(inputs.project.seed, sound, inputs.table, baseline, signal),
    verdicts: [],
  };
}

function showsSomething({ id }: Item, baseline: BaselineFeatures): boolean {
  const print = baseline.printOf(id);
  if (!print?.isReadable) return false;
  const mean = print.patch.reduce((sum, value) => sum + value, 0) / print.patch.length;
  const variance =
    print.patch.reduce((sum, value) => sum + (value - mean) ** 2, 0) / print.patch.length;
  return Math.sqrt(variance) >= blankSpread;
}

function labelCounts({ truth }: AssessmentInputs): DataChecks['labels'] {
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
  { project, table, truth }: AssessmentInputs,
  items: readonly Item[],
  baseline: BaselineFeatures,
  tell: Tell,
  signal: AbortSignal,
): Promise<DataChecks['pairs']> {
  const seen = items.flatMap((item) => {
    const print = baseline.printOf(item.id);
    if (print === null) return [];
    const row = table.rowOf(item.id);
    const { dims, unitVectors } = table;
    const features = row === undefined ? null : unitVectors.subarray(row * dims, (row + 1) * dims);
    return [{ item, hash: print.hash, patch: print.patch, features }];
  });
  const random = randomNumbers(project.seed, 0xdd);
  const pairs = await findNearDuplicates(seen, random, async (done, total) => {
    signal.throwIfAborted();
    tell(done, total);
    await yieldToEventLoop();
  });
  const labelsOf = new Map(truth.rows.map(({ itemId, labelIds }) => [itemId, String(labelIds)]));
  return pairs.slice(0, mostPairs).map(({ one, other, likeness }) => {
    const [first, second] = [seen[one]!.item, seen[other]!.item];
    const [said, saidToo] = [labelsOf.get(first.id), labelsOf.get(second.id)];
    return {
      itemIds: [first.id, second.id],
      likeness,
      inTwoRoles: first.role !== second.role,
      isContradicted: said !== undefined && saidToo !== undefined && said !== saidToo,
    };
  });
}

function straddlingGroups(items: readonly Item[]): DataChecks['straddling'] {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(item.group, [...(groups.get(item.group) ?? []), item]);
  return [...groups]
    .filter(([, members]) => new Set(members.map(({ role }) => role)).size > 1)
    .map(([group, members]) => ({ group, itemIds: members.map(({ id }) => id) }));
}
