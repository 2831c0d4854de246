/**
 * A large project made without an import: through the same functions that an import uses, so that its
 * rows are what the app expects, with pictures and features drawn from a seed.
 */
import { bundledBackbone, bundledEntry } from '../../../src/collection/backbone-catalogue';
import { decide } from '../../../src/collection/decisions';
import { addFeatures } from '../../../src/collection/features';
import { addItems, type NewItem } from '../../../src/collection/items';
import { createLabel } from '../../../src/collection/labels';
import { createProject } from '../../../src/collection/projects';
import type { ItemId, LabelId, ProjectId } from '../../../src/collection/records';
import { toPixels } from '../../../src/model/preprocess';
import { drawPictures } from './pictures';
import { seededNormal, seededRandom } from './random';

export interface SyntheticProject {
  items: number;
  labels: number;
  /** Answered before it is opened. */
  decided: number;
  /** Of the features it is given; 0 for none. */
  dims: number;
  /** Whether what the network is shown waits beside each picture, as an import leaves it. */
  hasViews?: boolean;
}

const batch = 250;

export async function buildProject(wanted: SyntheticProject): Promise<string> {
  const project = await createProject({
    name: `${wanted.items} pictures`,
    task: 'single',
    backbone: bundledBackbone,
    seed: 1,
  });
  const labelIds: LabelId[] = [];
  for (let index = 0; index < wanted.labels; index += 1) {
    const label = await createLabel(project.id, { name: `Kind ${index + 1}` });
    if (!label.ok) throw new Error(label.problem.kind);
    labelIds.push(label.value.id);
  }
  const itemIds: ItemId[] = [];
  const pictures = await drawPictures(24, 1024, 768);
  const thumbnails = await Promise.all(
    (await drawPictures(24, 256, 192)).map((picture) => picture.arrayBuffer()),
  );
  const side = bundledEntry.inputSize;
  const views = wanted.hasViews
    ? await Promise.all(
        pictures.map(async (picture) => ({ side, pixels: await toPixels(picture, side) })),
      )
    : [];
  for (let start = 0; start < wanted.items; start += batch) {
    const incoming = Array.from({ length: Math.min(batch, wanted.items - start) }, (_, offset) =>
      row(start + offset, pictures, thumbnails, views),
    );
    const added = await addItems(project.id, incoming);
    if (!added.ok) throw new Error(added.problem.kind);
    for (const id of added.value) if (typeof id === 'number') itemIds.push(id);
  }
  if (wanted.dims > 0) await embed(project.id, itemIds, wanted);
  const entries = itemIds.slice(0, wanted.decided).map((itemId, index) => ({
    itemId,
    answer: { kind: 'labels' as const, labelIds: [labelIds[kindOf(index, wanted)] as LabelId] },
    suggestion: null,
    tookMs: null,
  }));
  if (entries.length > 0) await decide(project.id, entries, { source: 'grid' });
  return project.id;
}

function kindOf(index: number, { labels }: SyntheticProject): number {
  return index % labels;
}

function row(
  index: number,
  pictures: Blob[],
  thumbnails: ArrayBuffer[],
  views: NonNullable<NewItem['view']>[],
): NewItem {
  const working = pictures[index % pictures.length];
  const bytes = thumbnails[index % thumbnails.length];
  if (working === undefined || bytes === undefined) throw new Error('No pictures were drawn.');
  return {
    name: `picture ${index}.jpg`,
    folder: '',
    sha256: index.toString(16).padStart(64, '0'),
    bytes: working.size,
    type: 'image/jpeg',
    width: 1024,
    height: 768,
    handle: null,
    working,
    thumbnail: { bytes, type: 'image/jpeg' },
    view: views[index % pictures.length],
    attachments: null,
  };
}

/** Clouds around one centre a kind, wide enough to overlap. */
async function embed(
  projectId: ProjectId,
  itemIds: ItemId[],
  wanted: SyntheticProject,
): Promise<void> {
  const normal = seededNormal(seededRandom(2));
  const centres = Array.from({ length: wanted.labels }, () =>
    Float32Array.from({ length: wanted.dims }, normal),
  );
  for (let start = 0; start < itemIds.length; start += batch) {
    const ids = Uint32Array.from(itemIds.slice(start, start + batch));
    const vectors = new Float32Array(ids.length * wanted.dims);
    for (let at = 0; at < ids.length; at += 1) {
      const centre = centres[kindOf(start + at, wanted)];
      for (let column = 0; column < wanted.dims; column += 1)
        vectors[at * wanted.dims + column] = 0.25 * (centre?.[column] ?? 0) + normal();
    }
    await addFeatures(projectId, bundledBackbone, wanted.dims, ids, vectors);
  }
}
