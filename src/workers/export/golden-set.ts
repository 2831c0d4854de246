/** The pictures every finished file is asked about, with what the model here answers. */
import { itemIds } from '../../collection/items';
import type { ItemId, LabelId, ProjectId } from '../../collection/records';
import type { StoredHead } from '../../collection/training-records';
import { currentTruth } from '../../collection/snapshots';
import type { Embedder } from '../../model/embedder';
import { predict } from '../../model/head';
import { failure, success, type Outcome } from '../../outcome';
import { networkView } from '../backbones/network-view';

/** Pictures compared at most. */
const most = 200;
const batchSize = 16;

export interface GoldenPicture {
  readonly itemId: ItemId;
  /** As `networkView` gives them. */
  readonly pixels: Uint8Array;
  /** Probabilities, in the order of the head's labels. */
  readonly answer: Float32Array;
}

export interface Serving {
  readonly backbone: Embedder;
  readonly stored: StoredHead;
}

/** Up to 200 pictures spread over the collection. Fails with 'aborted'; rejects with DeviceLost. */
export async function goldenSet(
  projectId: ProjectId,
  { backbone, stored }: Serving,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<Outcome<GoldenPicture[]>> {
  const all = await itemIds(projectId);
  const count = Math.min(most, all.length);
  const chosen = all.filter((_, index) => isChosen(index, count, all.length));
  const pictures: GoldenPicture[] = [];
  for (let start = 0; start < chosen.length; start += batchSize) {
    if (signal.aborted) return failure('aborted');
    onProgress(start, chosen.length);
    const seen = await viewsOf(chosen.slice(start, start + batchSize), backbone.inputSize);
    if (seen.length === 0) continue;
    const { classes } = stored.head;
    const features = await backbone.embed(seen.map(({ pixels }) => pixels));
    const answers = await predict(stored.head, features, seen.length);
    seen.forEach((view, row) => {
      pictures.push({ ...view, answer: answers.slice(row * classes, (row + 1) * classes) });
    });
  }
  return success(pictures);
}

/** Picks `count` of `total`, evenly spread. */
function isChosen(index: number, count: number, total: number): boolean {
  return Math.floor((index * count) / total) !== Math.floor(((index - 1) * count) / total);
}

async function viewsOf(
  ids: readonly ItemId[],
  side: number,
): Promise<{ itemId: ItemId; pixels: Uint8Array }[]> {
  const views = await Promise.all(
    ids.map(async (itemId) => ({ itemId, view: await networkView(itemId, side) })),
  );
  return views.flatMap(({ itemId, view }) => (view.ok ? [{ itemId, pixels: view.value }] : []));
}

/** The decided benchmark, as a finished file is asked about it. */
export interface BenchmarkPictures {
  readonly pixels: Uint8Array[];
  /** n × the head's labels, 0 or 1. */
  readonly targets: Uint8Array;
  /** Further pictures whose labels the head has never learned: it cannot be right about them. */
  readonly beyond: number;
}

export async function benchmarkPictures(
  projectId: ProjectId,
  labelIds: readonly LabelId[],
  side: number,
): Promise<BenchmarkPictures> {
  const rows = (await currentTruth(projectId)).rows.filter(({ role }) => role === 'benchmark');
  const known = rows.filter((row) => row.labelIds.every((labelId) => labelIds.includes(labelId)));
  const pixels: Uint8Array[] = [];
  const targets: number[] = [];
  for (const row of known) {
    const [view] = await viewsOf([row.itemId], side);
    if (!view) continue;
    pixels.push(view.pixels);
    targets.push(...labelIds.map((labelId) => (row.labelIds.includes(labelId) ? 1 : 0)));
  }
  return { pixels, targets: Uint8Array.from(targets), beyond: rows.length - known.length };
}
