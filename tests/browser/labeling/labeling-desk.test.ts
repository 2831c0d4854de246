import { afterEach, describe, expect, test, vi } from 'vitest';
import { agreement, decide, decisionCount, history } from '../../../src/collection/decisions';
import { getItem } from '../../../src/collection/items';
import type { Item, LabelId } from '../../../src/collection/records';
import { LabelingDesk } from '../../../src/labeling/labeling-desk.svelte';
import { database } from '../../../src/collection/database';
import { machineWith, makeCollection, predict, type SmallCollection } from './small-collection';

const desks: LabelingDesk[] = [];

async function openDesk(collection: SmallCollection, machine = machineWith()) {
  const desk = new LabelingDesk(collection.project, machine);
  desks.push(desk);
  await desk.open();
  return desk;
}

function lying(desk: LabelingDesk): Item {
  if (desk.current === null) throw new Error('The desk is empty.');
  return desk.current.item;
}

function idOf(collection: SmallCollection, name: string): LabelId {
  const label = collection.labels.find((each) => each.name === name);
  if (label === undefined) throw new Error(`There is no label ${name}.`);
  return label.id;
}

/** Decides with the first label until an item of this role lies on the desk. */
async function reach(desk: LabelingDesk, collection: SmallCollection, role: Item['role']) {
  for (let turn = 0; turn < 40 && lying(desk).role !== role; turn += 1) {
    desk.choose(idOf(collection, 'Fern'));
    await desk.settled();
    await expect.poll(() => desk.current).not.toBeNull();
  }
  expect(lying(desk).role).toBe(role);
}

afterEach(() => {
  vi.restoreAllMocks();
  for (const desk of desks.splice(0)) desk.close();
});

describe('deciding', () => {
  test('shows the next picture, decoded, before the decision is confirmed', async () => {
    const collection = await makeCollection();
    const desk = await openDesk(collection);
    const first = lying(desk);
    desk.choose(idOf(collection, 'Moss'));
    expect(lying(desk).id).not.toBe(first.id);
    expect(desk.current?.picture?.image?.complete).toBe(true);
    expect(desk.rows.decided).toBe(0);

    await desk.settled();
    expect(desk.rows.decided).toBe(1);
    const stored = await getItem(first.id);
    expect(stored?.standing?.answer).toEqual({
      kind: 'labels',
      labelIds: [idOf(collection, 'Moss')],
    });
    const [event] = await history(first.id);
    expect(event).toMatchObject({ source: 'desk', by: 'Ada', suggestion: null });
  });

  test('keeps four pictures or more ready and never asks one twice', async () => {
    const collection = await makeCollection();
    const desk = await openDesk(collection);
    const seen = new Set<number>();
    for (let turn = 0; turn < 12; turn += 1) {
      expect(seen.has(lying(desk).id)).toBe(false);
      seen.add(lying(desk).id);
      desk.choose(idOf(collection, 'Fern'));
      await desk.settled();
      await expect.poll(() => desk.trail.upcoming.length).toBeGreaterThanOrEqual(4);
    }
    expect(await decisionCount(collection.project.id)).toBe(12);
  });

  test('survives a hammering: every key becomes one decision on its own picture', async () => {
    const collection = await makeCollection({ pictures: 12 });
    const desk = await openDesk(collection);
    for (let turn = 0; turn < 60 && (await decisionCount(collection.project.id)) < 12; turn += 1) {
      for (let key = 0; key < 4; key += 1) desk.choose(idOf(collection, 'Fern'));
      await desk.settled();
      await expect.poll(() => desk.current !== null || desk.rows.decided === 12).toBe(true);
    }
    expect(await database.decisions.where({ projectId: collection.project.id }).count()).toBe(12);
  });

  test('"none of these" and "cannot tell" are answers; a skipped picture comes back at the end', async () => {
    const collection = await makeCollection({ pictures: 3 });
    const desk = await openDesk(collection);
    const first = lying(desk);
    desk.answerWith('skipped');
    desk.answerWith('none');
    desk.answerWith('cannot-tell');
    await desk.settled();
    await expect.poll(() => desk.current?.item.id).toBe(first.id);
    expect(desk.rows.decided).toBe(2);
    desk.choose(idOf(collection, 'Fern'));
    await desk.settled();
    await expect.poll(() => desk.counts?.decided).toBe(3);
    expect(desk.current).toBeNull();
  });

  test('a write that fails brings the picture back, says why and counts nothing', async () => {
    const collection = await makeCollection();
    const desk = await openDesk(collection);
    const first = lying(desk);
    const full = new DOMException('No room.', 'QuotaExceededError');
    vi.spyOn(database.decisions, 'bulkAdd').mockImplementationOnce(() => {
      throw full;
    });
    desk.choose(idOf(collection, 'Moss'));
    expect(lying(desk).id).not.toBe(first.id);
    await desk.settled();
    expect(lying(desk).id).toBe(first.id);
    expect(desk.current?.answer).toBeNull();
    expect(desk.problem?.kind).toBe('quota-exceeded');
    expect(desk.rows.decided).toBe(0);

    desk.choose(idOf(collection, 'Moss'));
    await desk.settled();
    expect(desk.problem).toBeNull();
    expect(desk.rows.decided).toBe(1);
  });

  test('an earlier decision is corrected by going back, and the desk returns to where it was', async () => {
    const collection = await makeCollection();
    const desk = await openDesk(collection);
    const first = lying(desk);
    desk.choose(idOf(collection, 'Fern'));
    desk.choose(idOf(collection, 'Fern'));
    await desk.settled();
    const waiting = lying(desk);
    desk.move(-1);
    desk.move(-1);
    expect(lying(desk).id).toBe(first.id);
    desk.choose(idOf(collection, 'Orchid'));
    expect(lying(desk).id).toBe(waiting.id);
    await desk.settled();
    expect(desk.rows.decided).toBe(2);
    const stored = await getItem(first.id);
    expect(stored?.standing?.answer).toMatchObject({ labelIds: [idOf(collection, 'Orchid')] });
    expect(await history(first.id)).toHaveLength(2);
  });
});

test('what was decided on an earlier visit is within reach of the arrows', async () => {
  const collection = await makeCollection();
  const before = await openDesk(collection);
  const asked: number[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    asked.push(lying(before).id);
    before.choose(idOf(collection, 'Fern'));
  }
  await before.undo();
  before.close();
  const desk = await openDesk(collection);
  const waiting = lying(desk).id;
  expect(desk.trail.entries.slice(0, 2).map((entry) => entry.item.id)).toEqual(asked.slice(0, 2));
  desk.move(-1);
  expect(lying(desk).id).toBe(asked[1]);
  expect(desk.current?.answer).toMatchObject({ labelIds: [idOf(collection, 'Fern')] });
  desk.choose(idOf(collection, 'Moss'));
  expect(lying(desk).id).toBe(waiting);
  await desk.settled();
  expect(desk.rows.decided).toBe(2);
});

describe('undo', () => {
  test('takes back the latest decision and returns to its picture, again and again', async () => {
    const collection = await makeCollection();
    const desk = await openDesk(collection);
    const asked: number[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      asked.push(lying(desk).id);
      desk.choose(idOf(collection, 'Fern'));
    }
    const waiting = lying(desk).id;
    await desk.undo();
    expect(lying(desk).id).toBe(asked[2]);
    await desk.undo();
    expect(lying(desk).id).toBe(asked[1]);
    expect(desk.rows.decided).toBe(1);

    desk.choose(idOf(collection, 'Moss'));
    expect(lying(desk).id).toBe(asked[2]);
    desk.choose(idOf(collection, 'Moss'));
    expect(lying(desk).id).toBe(waiting);
    await desk.settled();
    expect(desk.rows.decided).toBe(3);
  });

  test('a key pressed right after undo decides the picture that comes back', async () => {
    const collection = await makeCollection();
    const desk = await openDesk(collection);
    const first = lying(desk);
    desk.choose(idOf(collection, 'Fern'));
    const undone = desk.undo();
    desk.choose(idOf(collection, 'Orchid'));
    await undone;
    await desk.settled();
    const stored = await getItem(first.id);
    expect(stored?.standing?.answer).toMatchObject({ labelIds: [idOf(collection, 'Orchid')] });
    expect(desk.rows.decided).toBe(1);
  });

  test('works after the page was closed and opened again', async () => {
    const collection = await makeCollection();
    const before = await openDesk(collection);
    const first = lying(before);
    before.choose(idOf(collection, 'Fern'));
    await before.settled();
    before.close();
    const desk = await openDesk(collection);
    await desk.undo();
    expect(lying(desk).id).toBe(first.id);
    expect(desk.current?.picture?.image).not.toBeNull();
    expect(desk.notice).toContain(first.name);
    await desk.undo();
    expect(desk.notice).toBe('There is nothing to undo.');
  });

  test('a skipped picture is asked again here and not a second time at the end', async () => {
    const collection = await makeCollection({ pictures: 2 });
    const desk = await openDesk(collection);
    const first = lying(desk);
    desk.answerWith('skipped');
    await desk.settled();
    await expect.poll(() => desk.trail.upcoming).toHaveLength(1);
    await desk.undo();
    expect(lying(desk).id).toBe(first.id);
    desk.choose(idOf(collection, 'Fern'));
    desk.choose(idOf(collection, 'Fern'));
    await desk.settled();
    await expect.poll(() => desk.counts?.decided).toBe(2);
    expect(desk.current).toBeNull();
  });
});

describe('suggestions', () => {
  test('come with confidence, run and version, and are kept with the decision', async () => {
    const collection = await makeCollection();
    await predict(collection, () => [0.1, 0.82, 0.08], { version: 3 });
    const desk = await openDesk(collection);
    await expect.poll(() => desk.current?.suggestion).not.toBeNull();
    expect(desk.current?.suggestion).toMatchObject({
      labelIds: [idOf(collection, 'Moss')],
      runNumber: 7,
      version: 3,
      knows: true,
    });
    expect(desk.current?.suggestion?.confidence).toBeCloseTo(0.82);
    const first = lying(desk);
    desk.accept();
    await desk.settled();
    const [event] = await history(first.id);
    expect(event).toMatchObject({
      answer: { kind: 'labels', labelIds: [idOf(collection, 'Moss')] },
      suggestion: { version: 3, labelIds: [idOf(collection, 'Moss')], shown: true },
    });
  });

  test('under its floor the model does not know, and Enter accepts nothing', async () => {
    const collection = await makeCollection();
    await predict(collection, () => [0.3, 0.36, 0.34], { floor: 0.5 });
    const desk = await openDesk(collection);
    await expect.poll(() => desk.current?.suggestion?.knows).toBe(false);
    const first = lying(desk);
    desk.accept();
    await desk.settled();
    expect(lying(desk).id).toBe(first.id);
    expect(desk.rows.decided).toBe(0);
  });

  test('a benchmark picture comes blind: no suggestion, no likeness, none recorded', async () => {
    const collection = await makeCollection({ pictures: 40 });
    await predict(collection, () => [0.9, 0.06, 0.04]);
    const asked: number[] = [];
    const desk = await openDesk(
      collection,
      machineWith(async (itemId) => {
        asked.push(itemId);
        return [];
      }),
    );
    await expect.poll(() => desk.rows.suggester).not.toBeNull();
    await reach(desk, collection, 'benchmark');
    const blind = lying(desk);
    expect(desk.current?.suggestion).toBeNull();
    desk.accept();
    expect(lying(desk).id).toBe(blind.id);
    desk.choose(idOf(collection, 'Fern'));
    await desk.settled();
    const [event] = await history(blind.id);
    expect(event).toMatchObject({ role: 'benchmark', suggestion: null });
    expect(asked).not.toContain(blind.id);
  });

  test('a refresh never changes what is proposed for the picture under the eyes, only for the next', async () => {
    const collection = await makeCollection();
    await predict(collection, () => [0.1, 0.82, 0.08], { version: 1 });
    const desk = await openDesk(collection);
    await expect.poll(() => desk.current?.suggestion?.version).toBe(1);
    await predict(collection, () => [0.8, 0.1, 0.1], { version: 2 });
    await expect.poll(() => desk.rows.suggester?.predictions.version).toBe(2);
    expect(desk.current?.suggestion?.version).toBe(1);
    desk.accept();
    expect(desk.current?.suggestion?.version).toBe(2);
  });

  test('agreement counts the check pictures, and those alone', async () => {
    const collection = await makeCollection({ pictures: 40 });
    await predict(collection, () => [0.9, 0.06, 0.04]);
    const desk = await openDesk(collection);
    await expect.poll(() => desk.rows.suggester).not.toBeNull();
    await reach(desk, collection, 'check');
    desk.choose(idOf(collection, 'Moss'));
    await desk.settled();
    await reach(desk, collection, 'check');
    desk.choose(idOf(collection, 'Fern'));
    await desk.settled();
    expect(await agreement(collection.project.id)).toEqual({ agreed: 1, of: 2 });
    await expect.poll(() => desk.rows.agreement).toEqual({ agreed: 1, of: 2 });
  });

  test('the nearest decided pictures are looked up ahead of time', async () => {
    const collection = await makeCollection();
    await predict(collection, () => [0.9, 0.06, 0.04]);
    const [decided] = collection.items;
    if (decided === undefined) throw new Error('There are no pictures.');
    const answer = { kind: 'labels' as const, labelIds: [idOf(collection, 'Fern')] };
    await decide(
      collection.project.id,
      [{ itemId: decided.id, answer, suggestion: null, tookMs: null }],
      { source: 'desk' },
    );
    const machine = machineWith(async () => [{ itemId: decided.id, similarity: 0.9 }]);
    const desk = await openDesk(collection, machine);
    const next = () => desk.trail.upcoming.find((entry) => entry.item.role !== 'benchmark');
    await expect
      .poll(() => next()?.likeness?.likes[0])
      .toMatchObject({ itemId: decided.id, answer });
  });
});

describe('tags', () => {
  test('the proposal is ticked beforehand; ticks are changed, then confirmed', async () => {
    const collection = await makeCollection({ task: 'tags' });
    await predict(collection, () => [0.9, 0.7, 0.1]);
    const desk = await openDesk(collection);
    const [fern, moss, orchid] = collection.labels.map((label) => label.id);
    await expect.poll(() => desk.current?.tags).toEqual([fern, moss]);
    const first = lying(desk);
    desk.choose(idOf(collection, 'Moss'));
    desk.choose(idOf(collection, 'Orchid'));
    expect(lying(desk).id).toBe(first.id);
    desk.accept();
    await desk.settled();
    const stored = await getItem(first.id);
    expect(stored?.standing?.answer).toEqual({ kind: 'labels', labelIds: [fern, orchid] });
    const [event] = await history(first.id);
    expect(event).toMatchObject({ suggestion: { labelIds: [fern, moss] } });
  });

  test('nothing ticked is not an answer; none of these is', async () => {
    const collection = await makeCollection({ task: 'tags' });
    const desk = await openDesk(collection);
    const first = lying(desk);
    desk.accept();
    expect(lying(desk).id).toBe(first.id);
    expect(desk.notice).toContain('none of these');
    desk.answerWith('none');
    await desk.settled();
    expect((await getItem(first.id))?.standing?.answer).toEqual({ kind: 'none' });
  });
});

describe('beside other tabs', () => {
  test('what was decided elsewhere is not asked here, and is counted', async () => {
    const collection = await makeCollection();
    const here = await openDesk(collection);
    const there = await openDesk(collection);
    expect(lying(there).id).toBe(lying(here).id);
    const first = lying(here);
    const later = here.trail.upcoming[1]?.item;
    here.choose(idOf(collection, 'Fern'));
    await here.settled();
    await expect.poll(() => there.current?.item.id ?? first.id).not.toBe(first.id);
    await expect.poll(() => there.rows.decided).toBe(1);

    const entry = there.trail.entries.find((each) => each.item.id === later?.id);
    if (entry === undefined) throw new Error('Both desks should ask for the same pictures.');
    there.show(entry);
    there.choose(idOf(collection, 'Moss'));
    await there.settled();
    await expect.poll(() => here.trail.find(entry.item.id)).toBeNull();
    await expect.poll(() => here.rows.decided).toBe(2);
  });

  test('pictures that arrive while the desk is empty are asked at once', async () => {
    const collection = await makeCollection({ pictures: 0 });
    const desk = await openDesk(collection);
    await expect.poll(() => desk.counts?.total).toBe(0);
    const { addPictures } = await import('./small-collection');
    await addPictures(collection.project, 2);
    await expect.poll(() => desk.current).not.toBeNull();
  });
});

test('the order of the pool follows the strategy', async () => {
  const collection = await makeCollection({ pictures: 40 });
  const predictions = await predict(collection, () => [0.4, 0.3, 0.3]);
  const desk = await openDesk(collection);
  const pool = () =>
    desk.trail.upcoming.filter((entry) => entry.item.role === 'pool').map((entry) => entry.item.id);
  expect(lying(desk).id).toBe(predictions.poolOrder[0]);
  const uncertain = pool();
  await desk.setStrategy('random');
  expect(lying(desk).id).toBe(predictions.poolOrder[0]);
  expect(pool()).not.toEqual(uncertain);
});
