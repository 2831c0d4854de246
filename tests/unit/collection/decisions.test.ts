import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { database } from '../../../src/collection/database';
import {
  agreement,
  answersOf,
  decide,
  decisionCount,
  history,
  lastAct,
  latestDecisionId,
  undo,
} from '../../../src/collection/decisions';
import { getItem, getItems, itemIds } from '../../../src/collection/items';
import { decidedByFolder } from '../../../src/collection/item-records';
import { mergeLabels } from '../../../src/collection/labels';
import type { ActId, Answer, ItemId } from '../../../src/collection/records';
import { eachOnAnEmptyDatabase } from './empty-database';
import { addLabels, addPictures, answer, as, begin, granted, suggesting } from './stage';

eachOnAnEmptyDatabase();

async function stage(count = 6) {
  const project = await begin();
  const all = await addPictures(project.id, count);
  const [map, plan] = await addLabels(project.id, 'Map', 'Plan');
  return { id: project.id, all, map: map!, plan: plan! };
}

async function standings(itemIds: readonly ItemId[]) {
  return (await getItems(itemIds)).map(({ state, standing }) => ({ state, standing }));
}

describe('a decision', () => {
  it('is appended with who, when, what was suggested and how long it took', async () => {
    const { id, all, map, plan } = await stage();
    const before = Date.now();
    const entry = { itemId: all[0]!, answer: as(map), suggestion: suggesting(plan), tookMs: 1234 };
    const { actId, decisionIds } = await decide(id, [entry], { source: 'desk' });
    const item = await getItem(all[0]!);
    expect(await history(all[0]!)).toEqual([
      {
        id: decisionIds[0],
        projectId: id,
        itemId: all[0],
        actId,
        at: item?.standing?.at,
        by: 'Ada',
        role: item?.role,
        kind: 'answer',
        source: 'desk',
        answer: as(map),
        suggestion: suggesting(plan),
        tookMs: 1234,
      },
    ]);
    expect(item?.standing?.at).toBeGreaterThanOrEqual(before);
  });

  it('moves the standing with it, whatever the answer', async () => {
    const { id, all, map } = await stage();
    const answers: Answer[] = [
      as(map),
      { kind: 'none' },
      { kind: 'cannot-tell' },
      { kind: 'skipped' },
    ];
    for (const [index, given] of answers.entries()) await answer(id, all[index]!, given);
    expect((await standings(all)).map(({ state }) => state)).toEqual([
      'decided',
      'decided',
      'decided',
      'skipped',
      'open',
      'open',
    ]);
    expect((await answersOf(id)).map((row) => [row.itemId, row.answer])).toEqual(
      [0, 1, 2].map((index) => [all[index], answers[index]]),
    );
    expect(await decisionCount(id)).toBe(3);
  });

  it('replaces what stood, and keeps it in the history', async () => {
    const { id, all, map, plan } = await stage();
    await answer(id, all[0]!, as(map));
    await answer(id, all[0]!, as(plan));
    expect((await getItem(all[0]!))?.standing?.answer).toEqual(as(plan));
    expect(await history(all[0]!)).toHaveLength(2);
    expect(await decisionCount(id)).toBe(1);
  });

  it('is all of its act or nothing of it', async () => {
    const { id, all, map } = await stage();
    const other = await stage();
    await expect(answer(id, [all[0]!, other.all[0]!], as(map))).rejects.toThrow('not part of');
    expect(await database.decisions.count()).toBe(0);
    expect((await getItem(all[0]!))?.state).toBe('open');
  });

  it('is refused when the project is gone', async () => {
    const { id, all, map } = await stage();
    await database.projects.delete(id);
    await expect(answer(id, all[0]!, as(map))).rejects.toThrow('deleted');
  });
});

describe('undo', () => {
  it('restores exactly what stood before, one act after the other', async () => {
    const { id, all, map, plan } = await stage();
    const states = [await standings(all)];
    const acts: ActId[] = [];
    const steps: [ItemId[], Answer][] = [
      [[all[0]!], as(map)],
      [[all[0]!, all[1]!, all[2]!], as(plan)],
      [[all[1]!], { kind: 'skipped' }],
      [[all[1]!, all[3]!], { kind: 'cannot-tell' }],
    ];
    for (const [items, given] of steps) {
      acts.push(await answer(id, items, given));
      states.push(await standings(all));
    }
    while (acts.length > 0) {
      expect(await standings(all)).toEqual(states.pop());
      expect((await lastAct(id))?.actId).toBe(acts.at(-1));
      await undo(id, acts.pop()!);
    }
    expect(await standings(all)).toEqual(states[0]);
    expect(await lastAct(id)).toBeNull();
  });

  it('appends, and deletes nothing', async () => {
    const { id, all, map } = await stage();
    const act = await answer(id, [all[0]!, all[1]!], as(map));
    const before = await history(all[0]!);
    expect(await undo(id, act)).toEqual([all[0], all[1]]);
    expect(await history(all[0]!)).toEqual([
      ...before,
      expect.objectContaining({ kind: 'undo', undoes: act, by: 'Ada' }),
    ]);
  });

  it('of an act taken back already does nothing', async () => {
    const { id, all, map } = await stage();
    const act = await answer(id, all[0]!, as(map));
    await undo(id, act);
    const latest = await latestDecisionId(id);
    expect(await undo(id, act)).toEqual([]);
    expect(await undo(id, 'never was' as ActId)).toEqual([]);
    expect(await latestDecisionId(id)).toBe(latest);
  });

  it('of an older act leaves newer answers standing', async () => {
    const { id, all, map, plan } = await stage();
    const older = await answer(id, [all[0]!, all[1]!], as(map));
    await answer(id, all[0]!, as(plan));
    await undo(id, older);
    expect((await getItem(all[0]!))?.standing?.answer).toEqual(as(plan));
    expect((await getItem(all[1]!))?.state).toBe('open');
  });

  it('of an undo brings the act back', async () => {
    const { id, all, map } = await stage();
    const act = await answer(id, all[0]!, as(map));
    const stood = await standings(all);
    await undo(id, act);
    const undone = (await history(all[0]!)).at(-1);
    await undo(id, undone!.actId);
    expect(await standings(all)).toEqual(stood);
  });

  it('of a grid of a thousand restores each of them', async () => {
    const { id, all, map, plan } = await stage(1000);
    await answer(id, all.slice(0, 500), as(plan));
    const before = await standings(all);
    const act = await answer(id, all, as(map));
    expect((await lastAct(id))?.itemIds).toEqual(all);
    expect(await undo(id, act)).toHaveLength(1000);
    expect(await standings(all)).toEqual(before);
  });

  it('agrees with a replay of the log after any mix of acts and undos', async () => {
    const { id, all, map, plan } = await stage(5);
    const next = seededRandom(11);
    const model: { actId: ActId; undone: boolean; answers: Map<ItemId, Answer> }[] = [];
    const choices: Answer[] = [as(map), as(plan), { kind: 'skipped' }, { kind: 'none' }];
    for (let step = 0; step < 120; step += 1) {
      const standing = model.filter((act) => !act.undone);
      if (next() < 0.4 && standing.length > 0) {
        const act = standing[Math.floor(next() * standing.length)]!;
        act.undone = true;
        await undo(id, act.actId);
      } else {
        const items = all.filter(() => next() < 0.5);
        const given = choices[Math.floor(next() * choices.length)]!;
        if (items.length === 0) continue;
        const actId = await answer(id, items, given);
        model.push({ actId, undone: false, answers: new Map(items.map((item) => [item, given])) });
      }
      const expected = all.map((item) =>
        model.findLast((act) => !act.undone && act.answers.has(item))?.answers.get(item),
      );
      const rows = await getItems(all);
      expect(rows.map((row) => row.standing?.answer)).toEqual(expected);
      expect((await lastAct(id))?.actId).toBe(model.findLast((act) => !act.undone)?.actId);
    }
  });
});

describe('the last act', () => {
  it('is not one of an import', async () => {
    const project = await begin();
    const [map] = await addLabels(project.id, 'Map');
    await addPictures(project.id, 3, { attachments: decidedByFolder(map) });
    expect(await lastAct(project.id)).toBeNull();
  });

  it('is found behind any number of acts that were taken back', async () => {
    const { id, all, map, plan } = await stage(90);
    const first = await answer(id, all[0]!, as(map));
    const bulk = await answer(id, all, as(plan));
    await undo(id, bulk);
    expect(await lastAct(id)).toMatchObject({ actId: first, source: 'desk', itemIds: [all[0]] });
  });

  it('is the project’s own', async () => {
    const { id, all, map } = await stage();
    const other = await stage();
    const own = await answer(id, all[0]!, as(map));
    await answer(other.id, other.all[0]!, as(other.map));
    expect((await lastAct(id))?.actId).toBe(own);
  });
});

describe('the latest decision id', () => {
  it('is 0 at first and grows with every decision and every undo', async () => {
    const { id, all, map } = await stage();
    const seen: number[] = [await latestDecisionId(id)];
    const act = await answer(id, all[0]!, as(map));
    seen.push(await latestDecisionId(id));
    await undo(id, act);
    seen.push(await latestDecisionId(id));
    expect(seen[0]).toBe(0);
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
  });
});

describe('the answers that stand', () => {
  it('follow every act and undo, large and small, whatever other projects do', async () => {
    const { id, all, map, plan } = await stage(900);
    const other = await stage(30);
    const fromRows = async () =>
      (await database.items.where({ projectId: id, state: 'decided' }).toArray())
        .map((item) => ({ itemId: item.id, role: item.role, answer: item.standing?.answer }))
        .sort((a, b) => a.itemId - b.itemId);
    const check = async () => expect(await answersOf(id)).toEqual(await fromRows());

    await check();
    const first = await answer(id, [all[3]!, all[1]!], as(map));
    await check();
    await answer(other.id, other.all, as(other.plan));
    await check();
    const grid = await answer(id, all.slice(0, 700), as(plan));
    await check();
    await answer(id, all[2]!, { kind: 'skipped' });
    await check();
    await undo(id, grid);
    await check();
    await undo(id, first);
    await check();
    expect(await answersOf(id)).toEqual([]);
  });
});

describe('agreement', () => {
  async function stageChecks() {
    const staged = await stage(200);
    const checks = await itemIds(staged.id, { role: 'check' });
    const pool = await itemIds(staged.id, { role: 'pool' });
    return { ...staged, checks, pool };
  }

  it('counts check items decided at the desk that had a suggestion', async () => {
    const { id, map, plan, checks, pool } = await stageChecks();
    await answer(id, checks[0]!, as(map), suggesting(map));
    await answer(id, checks[1]!, as(map), suggesting(plan));
    await answer(id, checks[2]!, as(map));
    await answer(id, checks[3]!, { kind: 'skipped' }, suggesting(map));
    await answer(id, checks[4]!, { kind: 'none' }, suggesting(map));
    await answer(id, pool[0]!, as(map), suggesting(map));
    expect(await agreement(id)).toEqual({ agreed: 1, of: 3 });
  });

  it('forgets what was taken back and counts an item once', async () => {
    const { id, map, plan, checks } = await stageChecks();
    await answer(id, checks[0]!, as(map), suggesting(plan));
    await answer(id, checks[0]!, as(map), suggesting(map));
    const act = await answer(id, checks[1]!, as(plan), suggesting(map));
    expect(await agreement(id)).toEqual({ agreed: 1, of: 2 });
    await undo(id, act);
    expect(await agreement(id)).toEqual({ agreed: 1, of: 1 });
  });

  it('compares after merges, and tags as sets', async () => {
    const { id, map, plan, checks } = await stageChecks();
    await answer(id, checks[0]!, as(map), suggesting(plan));
    await answer(id, checks[1]!, as(plan, map), suggesting(map, plan));
    await answer(id, checks[2]!, { kind: 'none' }, suggesting());
    expect(await agreement(id)).toEqual({ agreed: 2, of: 3 });
    granted(await mergeLabels(plan, map));
    expect(await agreement(id)).toEqual({ agreed: 3, of: 3 });
  });

  it('looks back no further than asked', async () => {
    const { id, map, plan, checks } = await stageChecks();
    for (const check of checks.slice(0, 4)) await answer(id, check, as(map), suggesting(plan));
    for (const check of checks.slice(4, 7)) await answer(id, check, as(map), suggesting(map));
    expect(await agreement(id, 3)).toEqual({ agreed: 3, of: 3 });
    expect(await agreement(id, 5)).toEqual({ agreed: 3, of: 5 });
  });
});

function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
