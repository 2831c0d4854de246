import { describe, expect, it } from 'vitest';
import type { DataChecks, NearPair } from '../../../src/collection/assessment-records';
import type { ActId, ItemId, Label, LabelId } from '../../../src/collection/records';
import { checkFindings, gravestFinding, openPairs } from '../../../src/messages/check-words';

const labels = ['Map', 'Letter'].map((name) => ({ id: name as LabelId, name }) as Label);
const sound: DataChecks = {
  ...{ items: 60, unreadable: [], tiny: [], pairs: [], straddling: [], shift: [], verdicts: [] },
  labels: labels.map(({ id }) => ({ labelId: id, examples: 30, inBenchmark: 5 })),
};
const pair = (one: number, other: number, wishes: Partial<NearPair> = {}): NearPair => ({
  itemIds: [one as ItemId, other as ItemId],
  ...{ likeness: 0.95, inTwoRoles: false, isContradicted: false },
  ...wishes,
});
const finding = (checks: DataChecks, check: string) =>
  checkFindings(checks, labels).find((one) => one.check === check)!;

describe('what the checks say', () => {
  it('says of each check that it is fine where nothing is found', () => {
    expect(checkFindings(sound, labels).map(({ weight }) => weight)).toEqual(Array(6).fill('fine'));
    expect(gravestFinding(sound, labels)).toBeNull();
  });

  it('names labels with too few examples, the rarest first', () => {
    const few: DataChecks = {
      ...sound,
      labels: [
        { labelId: labels[0]!.id, examples: 8, inBenchmark: 0 },
        { labelId: labels[1]!.id, examples: 2, inBenchmark: 0 },
      ],
    };
    expect(finding(few, 'examples')).toMatchObject({ weight: 'grave' });
    expect(finding(few, 'examples').found).toContain('“Letter” (2), “Map” (8)');
  });

  it('speaks of balance from ten times as many examples on', () => {
    const uneven = (rare: number): DataChecks => ({
      ...sound,
      labels: [
        { labelId: labels[0]!.id, examples: 120, inBenchmark: 0 },
        { labelId: labels[1]!.id, examples: rare, inBenchmark: 0 },
      ],
    });
    expect(finding(uneven(12), 'balance').weight).toBe('notable');
    expect(finding(uneven(13), 'balance').weight).toBe('fine');
  });

  it('takes one thing on both sides for grave, twice on one side for notable', () => {
    const across = { ...sound, pairs: [pair(1, 2, { inTwoRoles: true })] };
    expect(gravestFinding(across, labels)).toMatchObject({ check: 'leakage', weight: 'grave' });
    expect(finding({ ...sound, pairs: [pair(1, 2)] }, 'leakage').weight).toBe('notable');
  });

  it('takes contradicting labels of one thing for grave', () => {
    const clash = { ...sound, pairs: [pair(1, 2, { isContradicted: true })] };
    expect(finding(clash, 'contradiction').weight).toBe('grave');
  });

  it('speaks of a shift below the corrected p-value, not above', () => {
    const shifted = (p: number): DataChecks => ({
      ...sound,
      shift: [{ at: 1e12, n: 40, against: 100, p, examples: [], before: [] }],
    });
    expect(finding(shifted(0.005), 'shift').found).toContain('40');
    expect(finding(shifted(0.005), 'shift').weight).toBe('notable');
    expect(finding(shifted(0.2), 'shift').weight).toBe('fine');
  });

  it('puts the gravest first', () => {
    const bad = { ...sound, tiny: [7 as ItemId], pairs: [pair(1, 2, { inTwoRoles: true })] };
    expect(
      checkFindings(bad, labels)
        .map(({ check }) => check)
        .slice(0, 2),
    ).toEqual(['leakage', 'pictures']);
  });
});

describe('pairs that wait for a word', () => {
  it('come contradicting first, then across roles, then by likeness', () => {
    const pairs = [
      pair(1, 2, { likeness: 0.99 }),
      pair(3, 4, { inTwoRoles: true }),
      pair(5, 6, { isContradicted: true }),
    ];
    expect(openPairs({ ...sound, pairs }).map(({ itemIds }) => itemIds[0])).toEqual([5, 3, 1]);
  });

  it('wait no longer once something was said', () => {
    const said = {
      ...{ actId: 'act' as ActId, at: 1, by: 'Ada', says: 'different' as const, before: [] },
      itemIds: [1 as ItemId, 2 as ItemId] as const,
    };
    expect(openPairs({ ...sound, pairs: [pair(1, 2)], verdicts: [said] })).toEqual([]);
  });
});
