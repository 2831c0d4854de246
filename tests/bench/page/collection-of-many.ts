/**
 * A collection of a hundred thousand made in a minute: rows written in bulk, as an import would have
 * left them, with small pictures and features drawn from a seed.
 */
import { bundledBackbone } from '../../../src/collection/backbone-catalogue';
import { database } from '../../../src/collection/database';
import { decide } from '../../../src/collection/decisions';
import { addFeatures } from '../../../src/collection/features';
import { recordFor } from '../../../src/collection/item-records';
import { createLabel } from '../../../src/collection/labels';
import { createProject } from '../../../src/collection/projects';
import type { Item, ItemId, LabelId, Project } from '../../../src/collection/records';
import { draw, roleFor } from '../../../src/collection/roles';
import { drawPictures } from './pictures';
import { seededNormal, seededRandom } from './random';

export interface CollectionOfMany {
  items: number;
  labels: number;
  decided: number;
  dims: number;
  /** Pictures embedded at once: as many rows has a block of features. */
  blockRows: number;
}

const slice = 2000;
const makers = 400;

export async function buildCollectionOfMany(wanted: CollectionOfMany): Promise<string> {
  const project = await createProject({
    name: `${wanted.items} pictures with records`,
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
  const itemIds = await addRows(project, wanted.items);
  await embed(project, itemIds, wanted);
  for (let start = 0; start < wanted.decided; start += slice) {
    const entries = itemIds
      .slice(start, Math.min(start + slice, wanted.decided))
      .map((itemId, at) => {
        const labelId = labelIds[(start + at) % wanted.labels];
        if (labelId === undefined) throw new Error('There are no labels.');
        const answer = { kind: 'labels' as const, labelIds: [labelId] };
        return { itemId, answer, suggestion: null, tookMs: null };
      });
    await decide(project.id, entries, { source: 'grid' });
  }
  return project.id;
}

async function addRows(project: Project, count: number): Promise<ItemId[]> {
  const pictures = await drawPictures(24, 320, 240);
  const small = await Promise.all(
    (await drawPictures(24, 160, 120)).map((picture) => picture.arrayBuffer()),
  );
  const { items, itemRecords, thumbnails, workingCopies } = database;
  const { id: projectId } = project;
  const all: ItemId[] = [];
  let benchmark = 0;
  for (let start = 0; start < count; start += slice) {
    const rows = Array.from({ length: Math.min(slice, count - start) }, (_, offset) => {
      const row = itemRow(project, start + offset, benchmark);
      if (row.role === 'benchmark') benchmark += 1;
      return row;
    });
    await database.transaction('rw', [items, itemRecords, thumbnails, workingCopies], async () => {
      const ids = await items.bulkAdd(rows, { allKeys: true });
      await itemRecords.bulkAdd(
        ids.map((id, at) =>
          recordFor({ id, projectId }, { source: '', remote: null, fields: fieldsOf(start + at) }),
        ),
      );
      await thumbnails.bulkAdd(
        ids.map((itemId) => {
          const bytes = small[itemId % small.length];
          if (bytes === undefined) throw new Error('No thumbnails were drawn.');
          return { itemId, projectId, bytes, type: 'image/jpeg' };
        }),
      );
      await workingCopies.bulkAdd(
        ids.map((itemId) => {
          const blob = pictures[itemId % pictures.length];
          if (blob === undefined) throw new Error('No pictures were drawn.');
          return { itemId, projectId, blob };
        }),
      );
      all.push(...ids);
    });
  }
  return all;
}

function itemRow(
  { id: projectId, seed }: Project,
  index: number,
  benchmark: number,
): Omit<Item, 'id'> {
  const sha256 = index.toString(16).padStart(64, '0');
  return {
    projectId,
    name: `picture ${index}.jpg`,
    folder: `box ${index % 300}`,
    sha256,
    ...{ bytes: 20_000, type: 'image/jpeg', width: 320, height: 240 },
    importedAt: 1,
    group: sha256,
    role: roleFor(draw(seed, sha256).role, benchmark),
    order: draw(seed, sha256).order,
    state: 'open',
    standing: null,
    restricted: false,
    note: index % 1000 === 7 ? 'worm holes' : '',
    handle: null,
  };
}

function fieldsOf(index: number) {
  return [
    { name: 'Title', value: `Chair with arms, number ${index}` },
    { name: 'Creator', value: `Workshop ${index % makers}` },
    { name: 'Date', value: `${1700 + (index % 250)}` },
    { name: 'Identifier', value: `VM-${1900 + (index % 90)}-${index}` },
    { name: 'Rights', value: 'https://creativecommons.org/publicdomain/zero/1.0/' },
  ];
}

/** Clouds around one centre a kind, wide enough to overlap. */
async function embed(project: Project, itemIds: ItemId[], wanted: CollectionOfMany): Promise<void> {
  const { labels, dims, blockRows } = wanted;
  const normal = seededNormal(seededRandom(2));
  // A few thousand numbers drawn once and read from many places: drawing them all takes a minute.
  const noise = Float32Array.from({ length: 65_536 + dims }, normal);
  const random = seededRandom(3);
  const centres = Array.from({ length: labels }, () => Float32Array.from({ length: dims }, normal));
  for (let start = 0; start < itemIds.length; start += blockRows) {
    const ids = Uint32Array.from(itemIds.slice(start, start + blockRows));
    const vectors = new Float32Array(ids.length * dims);
    for (let at = 0; at < ids.length; at += 1) {
      const centre = centres[(start + at) % labels];
      const from = Math.floor(random() * 65_536);
      for (let column = 0; column < dims; column += 1)
        vectors[at * dims + column] = 0.25 * (centre?.[column] ?? 0) + (noise[from + column] ?? 0);
    }
    await addFeatures(project.id, bundledBackbone, dims, ids, vectors);
  }
}
