import { describe, expect, it } from 'vitest';
import {
  bestBefore,
  standings,
  trialScore,
  wholeEffort,
  type HalvingPlan,
  type TrialSoFar,
} from '../../../src/statistics/successive-halving';

const plan: HalvingPlan = { rounds: 2, width: 4, rungs: [1, 2, 4], score: 'mean' };

interface Played {
  trials: TrialSoFar[];
  moves: string[];
}

/** Plays a search whose every trial has one true loss. */
function play(lossOf: (trial: number) => number, moves = Infinity): Played {
  const trials: { round: number; losses: number[] }[] = [];
  const log: string[] = [];
  while (log.length < moves) {
    const { next } = standings(trials, plan);
    if (next === null) break;
    if (next.kind === 'begin') {
      trials.push({ round: next.round, losses: [] });
      log.push(`begin ${next.round}`);
    } else {
      trials[next.trial]!.losses.push(lossOf(next.trial));
      log.push(`${next.trial}`);
    }
  }
  return { trials, moves: log };
}

const truth = [5, 4, 3, 2, 6, 1, 8, 9, 7];

describe('successive halving', () => {
  it('gives the usual settings the whole effort first, then plays each round in heats', () => {
    const { moves } = play((trial) => truth[trial]!);
    expect(moves.slice(0, 5)).toEqual(['begin 0', '0', '0', '0', '0']);
    // Four begin with one unit each; the better two go on, the best to the end.
    const first = ['begin 1', '1', 'begin 1', '2', 'begin 1', '3', 'begin 1', '4'];
    expect(moves.slice(5, 13)).toEqual(first);
    expect(moves.slice(13, 17)).toEqual(['2', '3', '3', '3']);
  });

  it('finds the best, and says who lost a heat', () => {
    const { trials } = play((trial) => truth[trial]!);
    const { next, out, finalists } = standings(trials, plan);
    expect(next).toBeNull();
    expect(finalists).toEqual([5, 3, 0]);
    expect([...out].sort()).toEqual([1, 2, 4, 6, 7, 8]);
  });

  it('goes on after an interruption at any point as if nothing had happened', () => {
    const whole = play((trial) => truth[trial]!);
    for (let stop = 0; stop < whole.moves.length; stop++) {
      const { trials } = play((trial) => truth[trial]!, stop);
      const { next } = standings(trials, plan);
      const expected = whole.moves[stop]!;
      if (next?.kind === 'begin') expect(expected).toBe(`begin ${next.round}`);
      else expect(expected).toBe(`${next?.trial}`);
    }
  });

  it('drops a trial that broke down, and never calls it best', () => {
    const { trials } = play((trial) => (trial === 5 ? Infinity : truth[trial]!));
    const { finalists, out } = standings(trials, plan);
    expect(out.has(5)).toBe(true);
    expect(finalists[0]).toBe(3);
    expect(trials[5]!.losses).toEqual([Infinity]);
  });

  it('can end without anyone who got through', () => {
    const { trials } = play(() => Infinity);
    expect(standings(trials, plan)).toMatchObject({ next: null, finalists: [] });
  });

  it('counts beforehand what it will take', () => {
    const { trials, moves } = play((trial) => truth[trial]!);
    const units = moves.filter((move) => !move.startsWith('begin')).length;
    expect(wholeEffort(plan)).toEqual({ trials: trials.length, units });
  });
});

describe('what a trial is worth', () => {
  it('is the mean of its losses, or the lowest', () => {
    expect(trialScore([1, 3], 'mean')).toBe(2);
    expect(trialScore([3, 1, 2], 'lowest')).toBe(1);
  });

  it('is nothing before it has begun and after it broke down', () => {
    expect(trialScore([], 'mean')).toBe(Infinity);
    expect(trialScore([1, NaN], 'lowest')).toBe(Infinity);
  });
});

describe('the best to look near', () => {
  it('is the one with the most effort, and then the lowest loss, of earlier rounds', () => {
    const trials = [
      { round: 0, losses: [4, 4] },
      { round: 1, losses: [1] },
      { round: 1, losses: [3, 3] },
      { round: 2, losses: [0, 0] },
    ];
    expect(bestBefore(trials, plan, 2)).toBe(2);
    expect(bestBefore(trials, plan, 1)).toBe(0);
    expect(bestBefore([], plan, 1)).toBeNull();
  });
});
