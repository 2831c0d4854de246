import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { database } from '../../../src/collection/database';
import { history, lastAct, undo } from '../../../src/collection/decisions';
import { getItem, getItems } from '../../../src/collection/items';
import {
  activeLabels,
  changeLabel,
  createLabel,
  lastLabelEdit,
  listLabels,
  mergeLabels,
  resolveLabel,
  restoreLabel,
  retireLabel,
  splitLabel,
  undoLabelEdit,
} from '../../../src/collection/labels';
import { currentTruth } from '../../../src/collection/snapshots';
import type { LabelId, ProjectId } from '../../../src/collection/records';
import { eachOnAnEmptyDatabase } from './empty-database';
import { addLabels, addPictures, answer, as, begin, granted } from './stage';

eachOnAnEmptyDatabase();

async function stage() {
  const project = await begin();
  const all = await addPictures(project.id, 6);
  const [map, plan, view] = await addLabels(project.id, 'Map', 'Plan', 'View');
  return { id: project.id, all, map: map!, plan: plan!, view: view! };
}

async function names(projectId: ProjectId): Promise<string[]> {
  return activeLabels(await listLabels(projectId)).map((label) => label.name);
}

/** Everything an undo could get wrong. */
async function everything(projectId: ProjectId) {
  const items = await database.items.where({ projectId }).toArray();
  return { labels: await listLabels(projectId), standings: items.map((item) => item.standing) };
}

describe('creating a label', () => {
  it('puts it at the end, its name tidied', async () => {
    const { id } = await stage();
    const label = granted(await createLabel(id, { name: '  Birds’  eye\tview ', key: 'b' }));
    expect(label).toMatchObject({ name: 'Birds’ eye view', key: 'b', position: 3, uri: '' });
    expect(await names(id)).toEqual(['Map', 'Plan', 'View', 'Birds’ eye view']);
  });

  it('refuses a blank name, and the name or key of an offered label', async () => {
    const { id, map } = await stage();
    granted(await changeLabel(map, { key: 'm' }));
    const kindOf = async (words: { name: string; key?: string }) => {
      const outcome = await createLabel(id, words);
      return outcome.ok ? 'created' : outcome.problem.kind;
    };
    expect(await kindOf({ name: ' \n ' })).toBe('blank-name');
    expect(await kindOf({ name: ' mAP' })).toBe('duplicate');
    expect(await kindOf({ name: 'Mosaic', key: 'm' })).toBe('duplicate');
    granted(await retireLabel(map));
    expect(await kindOf({ name: 'map' })).toBe('created');
  });

  it('is not held back by another project’s labels', async () => {
    await stage();
    expect(await names((await stage()).id)).toEqual(['Map', 'Plan', 'View']);
  });

  it('by two tabs at once under one name makes one label', async () => {
    const { id } = await stage();
    const both = await Promise.all([
      createLabel(id, { name: 'Chart' }),
      createLabel(id, { name: 'chart' }),
    ]);
    expect(both.map((outcome) => outcome.ok)).toEqual([true, false]);
  });
});

describe('changing a label', () => {
  it('keeps its decisions and lets it keep its own name', async () => {
    const { id, all, map } = await stage();
    await answer(id, all[0]!, as(map));
    granted(await changeLabel(map, { name: 'MAP', description: 'Drawn to scale.' }));
    expect((await listLabels(id))[0]).toMatchObject({
      name: 'MAP',
      description: 'Drawn to scale.',
    });
    expect((await currentTruth(id)).rows).toHaveLength(1);
    expect(await changeLabel(map, { name: 'plan' })).toMatchObject({ ok: false });
    expect(await changeLabel('gone' as LabelId, {})).toMatchObject({
      problem: { kind: 'not-found' },
    });
  });
});

describe('merging', () => {
  it('makes decisions for one label count for the other, without touching them', async () => {
    const { id, all, map, plan, view } = await stage();
    await answer(id, all[0]!, as(plan));
    await answer(id, all[1]!, as(map));
    granted(await mergeLabels(plan, map));
    granted(await mergeLabels(map, view));
    const labels = await listLabels(id);
    expect(resolveLabel(labels, plan)).toBe(view);
    expect((await getItem(all[0]!))?.standing?.answer).toEqual(as(plan));
    expect((await currentTruth(id)).rows.map((row) => row.labelIds)).toEqual([[view], [view]]);
    expect(await names(id)).toEqual(['View']);
  });

  it('refuses itself, circles, and labels that are not offered', async () => {
    const { id, map, plan, view } = await stage();
    granted(await mergeLabels(plan, map));
    granted(await retireLabel(view));
    const other = await stage();
    for (const [from, into] of [
      [map, map],
      [map, plan],
      [plan, view],
      [map, view],
      [map, other.map],
    ] as const) {
      expect(await mergeLabels(from, into)).toMatchObject({ problem: { kind: 'not-found' } });
    }
    expect(await names(id)).toEqual(['Map']);
  });
});

describe('splitting', () => {
  it('answers the chosen items anew in one act and keeps their other tags', async () => {
    const { id, all, map, plan } = await stage();
    await answer(id, all.slice(0, 3), as(map));
    await answer(id, all[3]!, as(map, plan));
    await answer(id, all[4]!, as(plan));
    const chosen = [all[1]!, all[3]!, all[4]!, all[5]!];
    const { actId, label } = granted(await splitLabel(map, { name: 'Sea chart' }, chosen));
    const answers = (await getItems(all)).map((item) => item.standing?.answer);
    expect(answers).toEqual([
      as(map),
      as(label.id),
      as(map),
      as(plan, label.id),
      as(plan),
      undefined,
    ]);
    expect((await history(all[1]!)).at(-1)).toMatchObject({ source: 'split', actId });
  });

  it('takes along what was merged into the label', async () => {
    const { id, all, map, plan } = await stage();
    await answer(id, all[0]!, as(plan));
    granted(await mergeLabels(plan, map));
    const { label } = granted(await splitLabel(map, { name: 'Sea chart' }, all));
    expect((await getItem(all[0]!))?.standing?.answer).toEqual(as(label.id));
  });

  it('under a taken name changes nothing', async () => {
    const { id, all, map } = await stage();
    await answer(id, all[0]!, as(map));
    const before = await everything(id);
    expect(await splitLabel(map, { name: 'plan' }, all)).toMatchObject({
      problem: { kind: 'duplicate' },
    });
    expect(await everything(id)).toEqual(before);
  });

  it('is taken back by the desk’s undo too, its label with it', async () => {
    const { id, all, map } = await stage();
    await answer(id, all[0]!, as(map));
    const before = await getItems(all);
    const { actId } = granted(await splitLabel(map, { name: 'Sea chart' }, all));
    expect((await lastAct(id))?.actId).toBe(actId);
    await undo(id, actId);
    expect(await getItems(all)).toEqual(before);
    expect(await names(id)).toEqual(['Map', 'Plan', 'View']);
    expect((await lastLabelEdit(id))?.kind).toBe('create');
  });
});

describe('retiring and restoring', () => {
  it('keeps the decisions, out of the way and back', async () => {
    const { id, all, map } = await stage();
    await answer(id, all[0]!, as(map));
    granted(await retireLabel(map));
    expect(await names(id)).toEqual(['Plan', 'View']);
    expect((await currentTruth(id)).rows).toEqual([]);
    granted(await restoreLabel(map));
    expect((await currentTruth(id)).rows.map((row) => row.labelIds)).toEqual([[map]]);
  });

  it('restores a merged label as itself', async () => {
    const { id, all, map, plan } = await stage();
    await answer(id, all[0]!, as(plan));
    granted(await mergeLabels(plan, map));
    granted(await restoreLabel(plan));
    expect((await currentTruth(id)).rows.map((row) => row.labelIds)).toEqual([[plan]]);
  });

  it('refuses a name that was given away, and what has nothing to restore', async () => {
    const { id, map } = await stage();
    expect(await restoreLabel(map)).toMatchObject({ problem: { kind: 'not-found' } });
    granted(await retireLabel(map));
    expect(await retireLabel(map)).toMatchObject({ problem: { kind: 'not-found' } });
    await addLabels(id, 'map');
    expect(await restoreLabel(map)).toMatchObject({ problem: { kind: 'duplicate' } });
  });
});

describe('undoing label edits', () => {
  it('restores exactly what stood before, edit by edit, back to no labels', async () => {
    const project = await begin();
    const id = project.id;
    const all = await addPictures(id, 4);
    const states = [await everything(id)];
    const [map, plan] = await addLabels(id, 'Map', 'Plan');
    await database.labelEdits.where({ projectId: id }).count();
    const afterCreation = await everything(id);
    await answer(id, all.slice(0, 3), as(map!));
    await answer(id, all[3]!, as(plan!));
    states.push(await everything(id));
    const edits = [
      () => changeLabel(map!, { name: 'Chart', key: 'c' }),
      () => mergeLabels(plan!, map!),
      () => retireLabel(map!),
      () => restoreLabel(map!),
      () => restoreLabel(plan!),
    ];
    for (const make of edits) {
      granted<unknown>(await make());
      states.push(await everything(id));
    }
    for (const kind of ['restore', 'restore', 'retire', 'merge', 'change']) {
      expect(await everything(id)).toEqual(states.pop());
      expect((await lastLabelEdit(id))?.kind).toBe(kind);
      expect(await undoLabelEdit(id)).not.toBeNull();
    }
    expect(await everything(id)).toEqual(states.pop());
    expect((await listLabels(id)).map((label) => label.name)).toEqual(
      afterCreation.labels.map((label) => label.name),
    );
  });

  it('of a creation removes the label, or retires it once a decision speaks of it', async () => {
    const { id, all, view } = await stage();
    await addLabels(id, 'Misspelt');
    await undoLabelEdit(id);
    expect((await listLabels(id)).map((label) => label.name)).toEqual(['Map', 'Plan', 'View']);
    await answer(id, all[0]!, as(view));
    await undoLabelEdit(id);
    expect(await names(id)).toEqual(['Map', 'Plan']);
    expect((await listLabels(id)).map((label) => label.name)).toEqual(['Map', 'Plan', 'View']);
    expect((await getItem(all[0]!))?.standing?.answer).toEqual(as(view));
    granted(await restoreLabel(view));
    expect((await currentTruth(id)).rows.map((row) => row.labelIds)).toEqual([[view]]);
  });

  it('of a split gives the items their answers back', async () => {
    const { id, all, map } = await stage();
    await answer(id, all, as(map));
    const before = await everything(id);
    granted(await splitLabel(map, { name: 'Sea chart' }, all.slice(0, 4)));
    await undoLabelEdit(id);
    expect((await everything(id)).standings).toEqual(before.standings);
    expect(await names(id)).toEqual(['Map', 'Plan', 'View']);
    expect(await database.decisions.count()).toBe(6 + 4 + 4);
  });

  it('of a split, out of turn at the desk, leaves later edits of other labels alone', async () => {
    const { id, all, map, plan } = await stage();
    await answer(id, all, as(map));
    const { actId } = granted(await splitLabel(map, { name: 'Sea chart' }, [all[0]!]));
    granted(await changeLabel(plan, { name: 'Ground plan' }));
    await undo(id, actId);
    expect(await names(id)).toEqual(['Map', 'Ground plan', 'View']);
    await undoLabelEdit(id);
    expect(await names(id)).toEqual(['Map', 'Plan', 'View']);
  });

  it('answers null when there is nothing to take back', async () => {
    const project = await begin();
    expect(await undoLabelEdit(project.id)).toBeNull();
    expect(await lastLabelEdit(project.id)).toBeNull();
  });
});
