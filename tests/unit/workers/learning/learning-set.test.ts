import { describe, expect, it } from 'vitest';
import type { ItemId, LabelId, Role } from '../../../../src/collection/records';
import type { SnapshotRow } from '../../../../src/collection/training-records';
import { laySet } from '../../../../src/workers/learning/learning-set';

const map = 'map' as LabelId;
const letter = 'letter' as LabelId;
const score = 'score' as LabelId;

let nextItem = 1;
function row(role: Role, ...labelIds: LabelId[]): SnapshotRow {
  return { itemId: nextItem++ as ItemId, role, labelIds };
}

/** Everything is embedded, in row number = item id. */
const embedded = { rowOf: (itemId: ItemId) => itemId as number };

const enough = () => [row('pool', map), row('pool', map), row('pool', letter), row('pool', letter)];

describe('laying decisions against features', () => {
  it('waits until two labels have two pool examples each', () => {
    const labelIds = [map, letter];
    expect(laySet({ labelIds, rows: enough().slice(0, 3) }, embedded)).toBeNull();
    expect(laySet({ labelIds, rows: enough() }, embedded)?.labelIds).toEqual([map, letter]);
  });

  it('does not count examples of check and benchmark items', () => {
    const rows = [...enough().slice(0, 2), row('check', letter), row('benchmark', letter)];
    expect(laySet({ labelIds: [map, letter], rows }, embedded)).toBeNull();
  });

  it('leaves out what has not been embedded yet', () => {
    expect(
      laySet({ labelIds: [map, letter], rows: enough() }, { rowOf: () => undefined }),
    ).toBeNull();
  });

  it('scores a benchmark label the head has never seen, instead of forgetting its pictures', () => {
    const rows = [...enough(), row('benchmark', score), row('benchmark', map)];
    const set = laySet({ labelIds: [score, map, letter], rows }, embedded);
    expect(set?.labelIds).toEqual([map, letter]);
    expect(set?.evaluated).toEqual([map, letter, score]);
    expect(Array.from(set?.benchmark.targets ?? [])).toEqual([0, 0, 1, 1, 0, 0]);
  });

  it('leaves out check items whose label the head cannot give', () => {
    const rows = [...enough(), row('check', score), row('check', map)];
    const set = laySet({ labelIds: [map, letter, score], rows }, embedded);
    expect(set?.check.rows).toHaveLength(1);
  });

  it('keeps "none of these" as a picture without labels', () => {
    const rows = [...enough(), row('pool')];
    const set = laySet({ labelIds: [map, letter], rows }, embedded);
    expect(set?.pool.rows).toHaveLength(5);
    expect(Array.from(set?.pool.targets.slice(8) ?? [])).toEqual([0, 0]);
  });

  it('gives several tags of one picture a one each', () => {
    const rows = [...enough(), row('pool', map, letter)];
    const set = laySet({ labelIds: [map, letter], rows }, embedded);
    expect(Array.from(set?.pool.targets.slice(8) ?? [])).toEqual([1, 1]);
  });
});
