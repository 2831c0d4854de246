import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { database } from '../../../src/collection/database';
import {
  addFeatures,
  dropFeatures,
  featureBlocks,
  missingFeatures,
  packFeatures,
  readFeatures,
} from '../../../src/collection/features';
import type { BackboneHash } from '../../../src/collection/records';
import { eachOnAnEmptyDatabase } from './empty-database';
import { addPictures, backbone, begin } from './stage';

eachOnAnEmptyDatabase();

const other = 'c'.repeat(64) as BackboneHash;

describe('features', () => {
  it('come back as one matrix, ids ascending, each once', async () => {
    const { id } = await begin();
    await addFeatures(id, backbone, 2, Uint32Array.of(5, 3), Float32Array.of(50, 51, 30, 31));
    await addFeatures(id, backbone, 2, Uint32Array.of(1, 3), Float32Array.of(10, 11, 32, 33));
    expect(await readFeatures(id, backbone)).toEqual({
      itemIds: Uint32Array.of(1, 3, 5),
      dims: 2,
      vectors: Float32Array.of(10, 11, 32, 33, 50, 51),
    });
  });

  it('are kept by project and backbone', async () => {
    const [one, two] = [await begin(), await begin()];
    await addFeatures(one.id, backbone, 1, Uint32Array.of(1), Float32Array.of(1));
    for (const [project, hash] of [
      [one.id, other],
      [two.id, backbone],
    ] as const) {
      expect((await readFeatures(project, hash)).itemIds).toHaveLength(0);
    }
    await addFeatures(one.id, other, 3, Uint32Array.of(1), Float32Array.of(1, 2, 3));
    await dropFeatures(one.id, backbone);
    expect((await readFeatures(one.id, backbone)).itemIds).toHaveLength(0);
    expect((await readFeatures(one.id, other)).dims).toBe(3);
  });

  it('are missing for items not embedded under that backbone', async () => {
    const { id } = await begin();
    const all = await addPictures(id, 5);
    expect(await missingFeatures(id, backbone)).toEqual(all);
    const some = Uint32Array.of(all[1]!, all[3]!);
    await addFeatures(id, backbone, 1, some, new Float32Array(2));
    expect(await missingFeatures(id, backbone)).toEqual([all[0], all[2], all[4]]);
    expect(await missingFeatures(id, other)).toEqual(all);
    await addFeatures(id, backbone, 1, Uint32Array.of(all[0]!), new Float32Array(1));
    expect(await missingFeatures(id, backbone)).toEqual([all[2], all[4]]);
    await dropFeatures(id, backbone);
    expect(await missingFeatures(id, backbone)).toEqual(all);
  });

  it('in many small blocks are joined into large ones, and nothing else changes', async () => {
    const { id } = await begin();
    for (let block = 0; block < 30; block += 1) {
      const itemIds = Uint32Array.of(2 * block + 1, 2 * block + 2);
      await addFeatures(id, backbone, 1, itemIds, Float32Array.of(block, block + 0.5));
    }
    const before = await readFeatures(id, backbone);
    while (await packFeatures(id, backbone, { rows: 20, least: 4 }));
    expect(await database.features.count()).toBe(3);
    expect(await readFeatures(id, backbone)).toEqual(before);
    expect(await missingFeatures(id, backbone)).toEqual([]);
    expect(await packFeatures(id, backbone, { rows: 20, least: 4 })).toBe(false);
  });

  it('joined while somebody reads them are all read', async () => {
    const { id } = await begin();
    for (let block = 1; block <= 20; block += 1)
      await addFeatures(id, backbone, 1, Uint32Array.of(block), Float32Array.of(block));
    await readFeatures(id, backbone);
    const read = new Set<number>();
    for await (const { itemIds } of featureBlocks(id, backbone)) {
      for (const itemId of itemIds) read.add(itemId);
      await packFeatures(id, backbone, { rows: 20, least: 4 });
    }
    expect([...read].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
  });

  it('are stored without the buffer they were a part of', async () => {
    const { id } = await begin();
    const large = new Float32Array(1000);
    await addFeatures(id, backbone, 2, Uint32Array.of(1), large.subarray(4, 6));
    const [block] = await database.features.toArray();
    expect(block?.vectors.buffer.byteLength).toBe(4);
  });

  it('are kept in half precision, and what is computed with is what comes back', async () => {
    const { id } = await begin();
    const vectors = Float32Array.of(1 / 3, 1e-9, 1e6, NaN);
    const kept = await addFeatures(id, backbone, 4, Uint32Array.of(1), vectors);
    expect(kept).toEqual(Float32Array.of(0.333251953125, 0, 65504, NaN));
    expect((await readFeatures(id, backbone)).vectors).toEqual(kept);
    const [block] = await database.features.toArray();
    expect(block?.vectors).toBeInstanceOf(Uint16Array);
  });

  it('of before half precision are read as they are, and joined with none but their like', async () => {
    const { id } = await begin();
    const third = Float32Array.of(1 / 3);
    for (let block = 0; block < 10; block += 1) {
      const itemIds = Uint32Array.of(2 * block + 1);
      const old = { projectId: id, backbone, dims: 1, itemIds, vectors: third.slice() };
      await database.features.add(old);
      await addFeatures(id, backbone, 1, Uint32Array.of(2 * block + 2), third);
    }
    const before = await readFeatures(id, backbone);
    expect(before.vectors.subarray(0, 2)).toEqual(Float32Array.of(1 / 3, 0.333251953125));
    while (await packFeatures(id, backbone, { rows: 20, least: 4 }));
    const blocks = await database.features.toArray();
    expect(blocks.map(({ vectors }) => vectors.constructor.name).sort()).toEqual([
      'Float32Array',
      'Uint16Array',
    ]);
    expect(await readFeatures(id, backbone)).toEqual(before);
  });

  it('of many blocks are read in their order, whatever they weigh', async () => {
    const { id } = await begin();
    // Two of them are what is read at once.
    const dims = 2_000_000;
    for (let item = 1; item <= 6; item += 1) {
      const itemIds = Uint32Array.of(item);
      const vectors = new Uint16Array(dims);
      await database.features.add({ projectId: id, backbone, dims, itemIds, vectors });
    }
    const read: number[] = [];
    for await (const { itemIds, blocks } of featureBlocks(id, backbone)) {
      read.push(...itemIds);
      expect(blocks).toBe(6);
    }
    expect(read).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('of a wrong length are refused, and for a project that is gone not kept', async () => {
    const { id } = await begin();
    const one = Uint32Array.of(1);
    await expect(addFeatures(id, backbone, 2, one, new Float32Array(3))).rejects.toThrow(
      RangeError,
    );
    await database.projects.delete(id);
    await addFeatures(id, backbone, 2, one, new Float32Array(2));
    expect(await database.features.count()).toBe(0);
  });
});
