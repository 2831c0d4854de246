/** Frozen rows as pixels and targets, for a loop that reads a picture by its number. */
import type { ItemId, LabelId } from '../../collection/records';
import type { SnapshotRow } from '../../collection/training-records';
import type { ExampleSource } from '../../model/fine-tune-request';
import { withinReach } from '../originals/within-reach';
import { networkView } from '../backbones/network-view';

/** The rows whose pictures can be had now. */
export async function reachedRows(rows: readonly SnapshotRow[]): Promise<SnapshotRow[]> {
  const reached = await withinReach(rows.map(({ itemId }) => itemId));
  return rows.filter(({ itemId }) => reached.has(itemId));
}

/** Pixels of some rows, made when first asked for and kept: a few thousand small squares fit in memory. */
export function exampleSource(
  rows: readonly SnapshotRow[],
  labelIds: readonly LabelId[],
  side: number,
): ExampleSource {
  const known = rows.filter((row) => row.labelIds.every((labelId) => labelIds.includes(labelId)));
  const targets = new Uint8Array(known.length * labelIds.length);
  known.forEach((row, index) => {
    for (const labelId of row.labelIds) {
      targets[index * labelIds.length + labelIds.indexOf(labelId)] = 1;
    }
  });
  const pixels = new Map<number, Promise<Uint8Array>>();
  return {
    count: known.length,
    targets,
    pixels(index) {
      const made = pixels.get(index) ?? pixelsOf(known[index]?.itemId, side);
      pixels.set(index, made);
      return made;
    },
  };
}

async function pixelsOf(itemId: ItemId | undefined, side: number): Promise<Uint8Array> {
  if (itemId === undefined) throw new RangeError('There is no such example.');
  const view = await networkView(itemId, side);
  if (!view.ok)
    throw new Error(`The picture of item ${itemId} cannot be read: ${view.problem.kind}`);
  return view.value;
}
