import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '../../../src/collection/database';
import { getItems, itemIds, workingCopy } from '../../../src/collection/items';
import type { Item } from '../../../src/collection/records';
import type { ImportCounts } from '../../../src/intake/import-counts.svelte';
import { begin } from '../../unit/collection/stage';
import { encoded, halves } from '../pictures/files';
import { badPictures, type BadKind } from './bad-pictures';
import { incoming, queueOver, wholeItems } from './queues';

/** All kinds come in together, each with a good picture beside it; then each is asked what became of it. */
let counts: ImportCounts;
let items: Item[];
const given = new Map<string, string[]>();

const good = (kind: BadKind) => `good one beside ${kind.name}.jpg`;

beforeAll(async () => {
  await database.delete();
  await database.open();
  const project = await begin();
  const { queue } = queueOver(project.id);
  const files = [];
  for (const [at, kind] of badPictures.entries()) {
    const made = [await kind.make()].flat();
    given.set(
      kind.name,
      made.map(({ name }) => name),
    );
    files.push(...made.map((file) => incoming(file, kind.name)));
    files.push(incoming(await encoded(good(kind), { paint: halves(at + 1) }), kind.name));
  }
  await queue.add(files, null);
  if (queue.counts === null) throw new Error('nothing was imported');
  counts = queue.counts;
  items = await getItems(await itemIds(project.id));
});

describe('a bad picture ends in a reason or whole, and its neighbour comes in', () => {
  it.each(badPictures.map((kind) => [kind.name, kind] as const))('%s', async (_, kind) => {
    const names = given.get(kind.name) ?? [];
    const here = items.filter(({ folder }) => folder === kind.name);
    expect(here.map(({ name }) => name)).toContain(good(kind));

    const refused = counts.refused.filter(({ folder }) => folder === kind.name);
    const cameIn = here.filter(({ name }) => name !== good(kind));
    const twins = counts.twins.filter(({ folder }) => folder === kind.name);
    for (const name of names) {
      const answers = [...refused, ...cameIn, ...twins].filter((one) => one.name.startsWith(name));
      expect(answers.length, name).toBeGreaterThan(0);
    }
    for (const { name, problem } of refused)
      expect(kind.refused, `${name}: ${problem.detail ?? ''}`).toContain(problem.kind);
    if (!kind.mayComeIn) expect(cameIn.map(({ name }) => name)).toEqual([]);
    for (const { id, name } of cameIn) {
      const copy = await workingCopy(id);
      const picture = await createImageBitmap(copy ?? new Blob());
      expect(picture.width * picture.height, name).toBeGreaterThan(0);
    }
  });
});

it('counts in are counts out and counts reported, and every item is whole', async () => {
  expect(counts.done).toBe(counts.total);
  expect(counts.added).toBe(items.length);
  expect(await wholeItems()).toBe(items.length);
  expect(badPictures.length).toBeGreaterThanOrEqual(60);
});
