import { describe, expect, it } from 'vitest';
import type { Decision, ItemId, Label, LabelId } from '../../../src/collection/records';
import type { SnapshotRow } from '../../../src/collection/training-records';
import { authorWords, labelChangeWords } from '../../../src/messages/version-diff-words';
import { obstacleWords, planWords, sameWords } from '../../../src/messages/restore-words';
import { diffVersions } from '../../../src/experiments/version-diff';
import { contentWords, versionName } from '../../../src/messages/data-version-words';

const [map, plan, view] = ['map', 'plan', 'view'] as LabelId[] as [LabelId, LabelId, LabelId];
const labels = [
  { id: map, name: 'Map' },
  { id: plan, name: 'Plan' },
] as Label[];

const row = (itemId: number, labelId: LabelId, role: SnapshotRow['role'] = 'pool') => ({
  ...{ itemId: itemId as ItemId, role, labelIds: [labelId] },
});

const event = (id: number, wishes: Partial<Decision> = {}) =>
  ({
    ...{ id, kind: 'answer', source: 'desk', by: 'Ada', at: Date.UTC(2026, 10, 21, 10) },
    ...wishes,
  }) as Decision;

describe('two versions', () => {
  it('differ in what is called otherwise, gone or added, and in roles', () => {
    const diff = diffVersions(
      { rows: [row(1, map), row(2, map), row(3, map)], labelIds: [map, plan] },
      { rows: [row(1, plan), row(3, map, 'check'), row(4, plan)], labelIds: [plan, view] },
    );
    expect(diff.differences).toEqual([
      { itemId: 1, kind: 'relabelled', before: [map], after: [plan] },
      { itemId: 2, kind: 'removed', before: [map], after: null },
      { itemId: 4, kind: 'added', before: null, after: [plan] },
    ]);
    expect(diff).toMatchObject({ moved: 1, labelsAdded: [view], labelsRemoved: [map] });
    expect(labelChangeWords(diff, labels)).toBe(
      'New labels: “a deleted label”. Retired labels: “Map”.',
    );
  });

  it('say who made a change and when, or that no decision did', () => {
    expect(authorWords(event(1), event(5))).toMatch(/^Ada, 21 Nov 2026, .*, one by one\.$/);
    expect(authorWords(undefined, event(5, { by: '' }))).toContain('Someone without a name');
    const taken = { id: 9, kind: 'undo', by: 'Ada', at: 0 } as Decision;
    expect(authorWords(event(1), taken)).toContain('by undoing a decision');
    expect(authorWords(event(5), event(5))).toBe('By editing the labels, not by a decision.');
  });
});

describe('a version in words', () => {
  it('is called by its name, or by when it was frozen', () => {
    expect(versionName({ name: 'First', at: 0 })).toBe('“First”');
    expect(versionName({ name: '', at: Date.UTC(2026, 10, 21, 10) })).toContain('21 Nov 2026');
    expect(contentWords({ roles: { pool: 90, check: 12, benchmark: 18 } })).toBe(
      '120 pictures: 90 to learn, 12 to adjust, 18 to test',
    );
  });
});

describe('restoring in words', () => {
  const plan = { entries: [], obstacles: [] };

  it('says what it does to how many pictures', () => {
    expect(planWords({ ...plan, answered: 2, askedAgain: 1 })).toBe(
      '2 pictures get the answer of that version back; 1 picture decided since is reset to undecided.',
    );
    expect(planWords({ ...plan, answered: 1, askedAgain: 0 })).toBe(
      '1 picture gets the answer of that version back.',
    );
    expect(planWords({ ...plan, answered: 0, askedAgain: 0 })).toContain('Nothing has to change');
  });

  it('says clearly what cannot come back', () => {
    const retired = { kind: 'retired' as const, labelId: map, pictures: 3 };
    expect(obstacleWords(retired, labels)).toContain(
      '“Map” has been retired since: 3 pictures of it cannot be restored',
    );
    const merged = { kind: 'merged' as const, labelId: map, into: 'plan' as LabelId, pictures: 1 };
    expect(obstacleWords(merged, labels)).toContain('1 picture comes back as that');
    expect(sameWords(true, [])).toContain('exactly');
    expect(sameWords(false, [])).toContain('names of labels');
    expect(sameWords(false, [retired])).toContain('as far as possible');
  });
});
