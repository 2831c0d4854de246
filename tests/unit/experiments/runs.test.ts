import { describe, expect, it } from 'vitest';
import type { Label, LabelId, RunId, SearchId } from '../../../src/collection/records';
import { courseOf } from '../../../src/experiments/course';
import { readGoals } from '../../../src/experiments/goals';
import { overlayRows, overlaySentence } from '../../../src/experiments/overlay';
import { comparedIn, comparisonAddress } from '../../../src/experiments/run-address';
import { differences } from '../../../src/experiments/run-facts';
import { choicesOf, everyRun, filterRuns } from '../../../src/experiments/run-filter';
import { aRun, epoch, evaluation, fineTuneSettings } from './a-run';

const deeper = { kind: 'fine-tune' as const, settings: fineTuneSettings };

describe('the list of runs', () => {
  const runs = [
    aRun(1, { note: 'The very first.' }),
    aRun(2, { recipe: deeper, tags: ['for the report'], pinned: true }),
    aRun(3, { recipe: deeper, status: 'failed', searchId: 's' as SearchId }),
    aRun(4, { recreates: 'run-1' as RunId }),
  ];
  const numbers = (change: Partial<typeof everyRun>) =>
    filterRuns(runs, { ...everyRun, ...change }, 'run-1' as RunId).map(({ number }) => number);

  it('shows pinned runs first, then the newest', () => {
    expect(numbers({})).toEqual([2, 4, 3, 1]);
  });

  it('finds runs by words in their note, tags or recipe, in whatever case', () => {
    expect(numbers({ text: 'VERY first' })).toEqual([1]);
    expect(numbers({ text: 'report' })).toEqual([2]);
    expect(numbers({ text: 'deeper' })).toEqual([2, 3]);
    expect(numbers({ text: 'deeper nowhere' })).toEqual([]);
  });

  it('finds runs by kind, state and tag, and offers only what there is', () => {
    expect(numbers({ kind: 'head' })).toEqual([4, 1]);
    expect(numbers({ kind: 'trial' })).toEqual([3]);
    expect(numbers({ kind: 'recreation' })).toEqual([4]);
    expect(numbers({ state: 'in service' })).toEqual([1]);
    expect(numbers({ tag: 'for the report' })).toEqual([2]);
    expect(choicesOf(runs, 'run-1' as RunId)).toEqual({
      kinds: ['head', 'fine-tune', 'trial', 'recreation'],
      states: ['failed', 'finished', 'in service'],
      tags: ['for the report'],
    });
  });
});

describe('success criteria', () => {
  const labels = [
    { id: 'fern', name: 'Fern' },
    { id: 'moss', name: 'Moss' },
  ] as Label[];
  const run = {
    evaluation: evaluation(0.85),
    evaluatedLabels: ['fern', 'moss'] as LabelId[],
  };
  const recall = (labelId: string, atLeast: number) => ({
    metric: { kind: 'recall' as const, labelId: labelId as LabelId },
    atLeast,
  });

  it('are read against a run: what is raised, which floors are kept or broken', () => {
    const optimise = { kind: 'macro-f1' as const };
    expect(readGoals({ optimise, floors: [recall('fern', 0.6)] }, run, labels)).toMatchObject({
      areMet: true,
      short: 'macro-F1 80\u00a0%, minimums kept',
    });
    const broken = readGoals({ optimise, floors: [recall('fern', 0.9)] }, run, labels);
    expect(broken?.areMet).toBe(false);
    expect(broken?.sentences[1]).toBe(
      'Minimum: recall of “Fern” at 90\u00a0% or above: missed, at 70\u00a0%.',
    );
  });

  it('are undecided where the benchmark has no picture that could tell', () => {
    const optimise = { kind: 'accuracy' as const };
    expect(readGoals({ optimise, floors: [recall('moss', 0.9)] }, run, labels)?.areMet).toBeNull();
    const unmeasured = { evaluation: null, evaluatedLabels: [] };
    expect(readGoals({ optimise, floors: [] }, unmeasured, labels)?.short).toBe('not measured');
    expect(readGoals(null, run, labels)).toBeNull();
  });
});

describe('a comparison', () => {
  it('has an address that names each run once, the first being the one held against', () => {
    const address = comparisonAddress('p' as never, [5, 3]);
    expect(address).toBe('#/p/p/runs?compare=5,3');
    expect(comparedIn(address)).toEqual([5, 3]);
    expect(comparedIn('#/p/p/runs?compare=3,x,3,-1,2.5')).toEqual([3]);
    expect(comparedIn('#/p/p/runs')).toEqual([]);
  });

  it('lists only the settings that differ', () => {
    const known = { versions: [], backbones: [] };
    const one = aRun(1, { recipe: deeper });
    const other = aRun(2, {
      recipe: { kind: 'fine-tune', settings: { ...fineTuneSettings, learningRate: 0.01 } },
      device: 'webgpu',
    });
    expect(differences([one, other], known)).toEqual([
      { name: 'Learning rate', values: ['0.0005', '0.01'] },
      { name: 'Device', values: ['wasm', 'webgpu'] },
    ]);
    expect(differences([one, aRun(3)], known)).toContainEqual({
      name: 'Epochs at most',
      values: ['10', '–'],
    });
    expect(differences([one, one], known)).toEqual([]);
  });

  it('lays curves over each other, with a sentence and a table that say the same', () => {
    const runs = [
      aRun(3, { epochs: [epoch(1, 1, 1.2), epoch(2, 0.5, 0.61)] }),
      aRun(5, { epochs: [epoch(1, 0.8, null)] }),
    ];
    expect(overlaySentence(runs, 'Loss')).toBe(
      'Loss on the check pictures (dashed) after the last epoch: run 3 at 0.61, run 5 at 0.80 on the training pictures (lower is better).',
    );
    expect(overlayRows(runs, 'Loss')).toEqual([
      [1, '1.000', '1.200', '0.800', '–'],
      [2, '0.500', '0.610', '–', '–'],
    ]);
  });
});

describe('the course of a training', () => {
  it('is drawn from the check pictures where all epochs have them, else from training', () => {
    const checked = courseOf({ epochs: [epoch(1, 1, 1), epoch(2, 0.5, 0.4)] });
    expect(checked?.values).toEqual([0.5, 0.8]);
    expect(checked?.sentence).toContain('check pictures: from 50\u00a0% to 80\u00a0%');
    expect(courseOf({ epochs: [epoch(1, 1, null), epoch(2, 0.5, null)] })?.values).toEqual([
      0.5, 0.75,
    ]);
    expect(courseOf({ epochs: [epoch(1, 1, 1)] })).toBeNull();
  });
});
