import { describe, expect, test } from 'vitest';
import type { Item, ItemId, LabelId, ProjectId, RunId } from '../../../src/collection/records';
import type { Predictions } from '../../../src/collection/training-records';
import { rowOf, Suggester, suggestionSeen } from '../../../src/labeling/suggestion';
import { label } from './labels';

const fern = label('Fern');
const moss = label('Moss');
const sedge = label('Sedge');

function predictions(rows: number[][], patch: Partial<Predictions> = {}): Predictions {
  return {
    projectId: 'project' as ProjectId,
    runId: 'run' as RunId,
    runNumber: 2,
    version: 5,
    at: 1000,
    learnedUpTo: 0,
    task: 'single',
    labelIds: [fern.id, moss.id, sedge.id],
    floor: 0.5,
    itemIds: Uint32Array.from(rows, (_, index) => (index + 1) * 10),
    probabilities: Float32Array.from(rows.flat()),
    poolOrder: new Uint32Array(),
    ...patch,
  };
}

const item = (id: number) => id as ItemId;

test('a row is found by its item, and missing items are missed', () => {
  const ids = Uint32Array.of(2, 5, 9, 14);
  expect([2, 5, 9, 14].map((id) => rowOf(ids, item(id)))).toEqual([0, 1, 2, 3]);
  expect([1, 6, 20].map((id) => rowOf(ids, item(id)))).toEqual([null, null, null]);
  expect(rowOf(new Uint32Array(), item(1))).toBeNull();
});

describe('one label a picture', () => {
  const labels = [fern, moss, sedge];

  test('the first choice, how sure, and what else it might be', () => {
    const suggester = new Suggester(predictions([[0.2, 0.7, 0.1]]), labels);
    expect(suggester.suggest(item(10))).toMatchObject({
      labelIds: [moss.id],
      knows: true,
      second: { labelId: fern.id },
      runNumber: 2,
      version: 5,
    });
  });

  test('under the floor it does not know', () => {
    const suggester = new Suggester(predictions([[0.4, 0.35, 0.25]]), labels);
    expect(suggester.suggest(item(10))?.knows).toBe(false);
  });

  test('an item the model has not seen has no suggestion', () => {
    expect(new Suggester(predictions([[0.4, 0.3, 0.3]]), labels).suggest(item(11))).toBeNull();
  });

  test("a merged label's share goes to the one it became", () => {
    const merged = { ...fern, mergedInto: sedge.id };
    const suggester = new Suggester(predictions([[0.3, 0.4, 0.3]]), [merged, moss, sedge]);
    const suggestion = suggester.suggest(item(10));
    expect(suggestion?.labelIds).toEqual([sedge.id]);
    expect(suggestion?.confidence).toBeCloseTo(0.6);
    expect(suggester.firstChoice(0).labelId).toBe(sedge.id);
  });

  test('a retired label is not suggested', () => {
    const retired = { ...moss, retiredAt: 1 };
    const suggester = new Suggester(predictions([[0.2, 0.7, 0.1]]), [fern, retired, sedge]);
    expect(suggester.suggest(item(10))?.labelIds).toEqual([fern.id]);
  });

  test('without any label left there is nothing to suggest', () => {
    const retired = [fern, moss, sedge].map((each) => ({ ...each, retiredAt: 1 }));
    expect(new Suggester(predictions([[0.2, 0.7, 0.1]]), retired).suggest(item(10))).toBeNull();
  });
});

describe('tags', () => {
  const tags = (row: number[]) =>
    new Suggester(predictions([row], { task: 'tags' }), [fern, moss, sedge]).suggest(item(10));

  test('every tag from even odds on, surest first', () => {
    const suggestion = tags([0.6, 0.2, 0.9]);
    expect(suggestion).toMatchObject({ labelIds: [sedge.id, fern.id], knows: true });
    expect(suggestion?.confidences).toEqual([expect.closeTo(0.9), expect.closeTo(0.6)]);
  });

  test('none over the threshold is not knowing', () => {
    expect(tags([0.4, 0.2, 0.1])).toMatchObject({ labelIds: [], knows: false });
  });
});

describe('what is kept with a decision', () => {
  const suggestion = new Suggester(predictions([[0.2, 0.7, 0.1]]), [fern, moss, sedge]).suggest(
    item(10),
  );
  const asked = (role: Item['role']) => ({ role }) as Item;

  test('run, version, labels, confidence, and whether it was shown', () => {
    expect(suggestionSeen(asked('pool'), suggestion)).toMatchObject({
      runId: 'run',
      version: 5,
      labelIds: ['moss' as LabelId],
      shown: true,
    });
  });

  test('nothing for a benchmark picture, nothing without a suggestion', () => {
    expect(suggestionSeen(asked('benchmark'), suggestion)).toBeNull();
    expect(suggestionSeen(asked('check'), null)).toBeNull();
  });
});
