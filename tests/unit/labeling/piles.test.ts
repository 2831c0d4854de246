import { expect, test } from 'vitest';
import type { ItemId, ProjectId, RunId } from '../../../src/collection/records';
import type { Predictions } from '../../../src/collection/training-records';
import { downTo, sortIntoPiles } from '../../../src/labeling/piles';
import { Suggester } from '../../../src/labeling/suggestion';
import { label } from './labels';

const fern = label('Fern');
const moss = label('Moss');

test('undecided items lie on the pile of their first choice, surest first', async () => {
  const rows = [
    [0.9, 0.1],
    [0.2, 0.8],
    [0.6, 0.4],
    [0.97, 0.03],
  ];
  const predictions: Predictions = {
    projectId: 'project' as ProjectId,
    runId: 'run' as RunId,
    runNumber: 1,
    version: 1,
    at: 0,
    learnedUpTo: 0,
    task: 'single',
    labelIds: [fern.id, moss.id],
    floor: 0.3,
    itemIds: Uint32Array.of(1, 2, 3, 4),
    probabilities: Float32Array.from(rows.flat()),
    poolOrder: new Uint32Array(),
  };
  const undecided = new Set([1, 2, 4] as ItemId[]);
  const piles = await sortIntoPiles(new Suggester(predictions, [fern, moss]), undecided);
  expect(piles.get(fern.id)?.map((candidate) => candidate.itemId)).toEqual([4, 1]);
  expect(piles.get(moss.id)?.map((candidate) => candidate.itemId)).toEqual([2]);
  const ferns = piles.get(fern.id) ?? [];
  expect(downTo(ferns, 0.95).map((candidate) => candidate.itemId)).toEqual([4]);
  expect(downTo(ferns, 0.5)).toHaveLength(2);
  expect(downTo(ferns, 0.99)).toHaveLength(0);
});
