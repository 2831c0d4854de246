import { describe, expect, it } from 'vitest';
import type {
  BackboneHash,
  ProjectId,
  RunId,
  SearchId,
  SnapshotId,
} from '../../../src/collection/records';
import type { Search, SearchTrial } from '../../../src/collection/trust-records';
import {
  accuracyOf,
  budgetWords,
  comparableLoss,
  gainWords,
  honestWords,
  ownNumberWords,
  settingsWords,
  trialStates,
} from '../../../src/messages/search-words';
import { trialDots, trialRows, trialsSentence } from '../../../src/searching/trial-drawing';

function trial(name: string, round: number, losses: number[], accuracies = losses.map(() => 0.8)) {
  return { runId: name as RunId, round, losses, accuracies };
}

function search(trials: SearchTrial[], change: Partial<Search> = {}): Search {
  return {
    ...{ id: 's' as SearchId, projectId: 'p' as ProjectId, startedAt: 0, finishedAt: 1 },
    ...{ status: 'done', budgetMinutes: 10, seed: 1, scope: 'head', spentMs: 0, problem: null },
    plan: { rounds: 1, width: 3, rungs: [1, 2], score: 'mean' },
    ...{ snapshotId: '' as SnapshotId, backbone: '' as BackboneHash },
    ...{ trials, winner: null },
    ...change,
  };
}

const played = search(
  [
    trial('usual', 0, [0.5, 0.7]),
    trial('good', 1, [0.4, 0.4], [0.9, 0.8]),
    trial('bad', 1, [2]),
    trial('wild', 1, [Infinity]),
  ],
  { winner: 'good' as RunId },
);

describe('settings in words', () => {
  it('say what was tried', () => {
    const head = { kind: 'head' as const, settings: { l2: 0.012, balance: false, smoothing: 0.1 } };
    expect(settingsWords(head)).toMatch(/regularisation .L2. 0.012, labels not balanced, .*10\s%/);
    expect(
      settingsWords({
        kind: 'fine-tune',
        settings: {
          ...{ depth: 'all', learningRate: 0.001, batchSize: 8, augment: true },
          ...{ epochs: 8, patience: 8 },
        },
      }),
    ).toBe('all layers, learning rate 0.001, batch size 8, with augmentation');
  });
});

describe('the numbers of a search', () => {
  it('are told apart: the one that flatters itself and the one to believe', () => {
    expect(ownNumberWords(played, played.trials[1]!)).toMatch(/85\s% right.*best of 4.*luck/);
    const accuracy = { value: 0.78, low: 0.7, high: 0.85, n: 120 };
    const evaluation = {
      ...{ n: 120, accuracy, macroF1: accuracy, classes: [], confusion: [] },
      baselines: { majority: accuracy, neighbours: accuracy },
    };
    expect(honestWords({ evaluation })).toMatch(/no part in the search.*78\s%.*120 pictures/);
    expect(honestWords({ evaluation: null })).toMatch(/is missing/);
  });

  it('say whether looking was worth it, against the usual settings', () => {
    expect(gainWords(played, played.trials[1]!)).toMatch(/lower by 0.200 ± 0.100/);
    expect(gainWords(played, played.trials[1]!)).toMatch(/may be chance/);
    expect(gainWords(played, played.trials[0]!)).toMatch(/Nothing that was tried did better/);
  });

  it('take the accuracy of the best epoch where epochs are what counts', () => {
    const plan = { ...played.plan, score: 'lowest' as const };
    expect(accuracyOf(trial('a', 0, [0.5, 0.3, 0.4], [0.7, 0.9, 0.8]), { plan })).toBe(0.9);
    expect(accuracyOf(trial('a', 0, []), played)).toBeNull();
  });
});

describe('the trials of a search', () => {
  it('say what became of each', () => {
    const [usual, good, bad, wild] = trialStates(played);
    expect([usual, good, wild]).toEqual(['measured to the end', 'the best', 'diverged']);
    expect(bad).toMatch(/1 part/);
  });

  it('are drawn and listed, those that broke down without a number', () => {
    expect(trialDots(played).map(({ number, isWhole }) => [number, isWhole])).toEqual([
      [1, true],
      [2, true],
      [3, false],
    ]);
    expect(trialsSentence(played)).toMatch(/the lowest is 0.400, in trial 2/);
    const rows = trialRows(played, (runId) => ({ number: 7, settings: runId }));
    expect(rows.map((row) => row[0])).toEqual(['good', 'usual', 'bad', 'wild']);
    expect(rows.at(-1)?.[4]).toBe('–');
  });

  it('are compared with the usual settings on the parts both have seen', () => {
    // Half a nat more than the usual settings on the first part, which have 0.6 over both.
    const behind = trial('behind', 1, [1]);
    const both = search([played.trials[0]!, behind]);
    expect(comparableLoss(behind, both)).toBeCloseTo(0.6 + 0.5, 12);
    expect(comparableLoss(both.trials[0]!, both)).toBeCloseTo(0.6, 12);
    expect(comparableLoss(trial('none', 1, []), both)).toBe(Infinity);
  });

  it('say so when nothing has been measured to the end', () => {
    expect(trialsSentence(search([]))).toMatch(/Nothing has been measured/);
  });
});

it('counts the time it spent', () => {
  expect(budgetWords(20_000, 1)).toMatch(/^Less than 1 of 1\sminute spent$/);
  expect(budgetWords(190_000, 10)).toMatch(/^3 of 10\sminutes spent$/);
});
