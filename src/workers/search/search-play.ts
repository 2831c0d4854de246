/** The trials of a search, one unit of effort after another, until all is played or the time is spent. */
import type { SearchId } from '../../collection/records';
import {
  beginTrial,
  endTrials,
  getSearch,
  noteTrial,
  runsOfSearch,
} from '../../collection/searches';
import type { Search } from '../../collection/trust-records';
import { updateRun } from '../../collection/runs';
import { failure, success, type Outcome } from '../../outcome';
import { standings, wholeEffort } from '../../statistics/successive-halving';
import { version as appVersion } from '../../../package.json';
import type { DeviceReport, SearchProgress } from '../protocol/trainer';
import { backboneArtifacts, describeDevice } from '../backbones/engine';
import { scoreOnPart } from './head-trials';
import { layNetworkBench, trainTrial, type NetworkBench } from './network-trials';
import { partsOfPool, type SearchBench } from './search-bench';
import { nextRecipe } from './search-space';
import type { Engines } from '../backbones/engine';

/** One unit of effort or more for a trial; true when the search should see what comes next. */
type Effort = (search: Search, trial: number, upTo: number, clock: Clock) => Promise<Outcome<void>>;

/** Computing time: what was spent before this worker took over, and since. */
class Clock {
  readonly #began = performance.now();

  constructor(private readonly search: Search) {}

  get spentMs(): number {
    return this.search.spentMs + performance.now() - this.#began;
  }

  /** The usual settings always get their whole effort: without them there is nothing to compare with. */
  isOver({ trials, plan }: Search): boolean {
    const usual = trials[0]?.losses ?? [];
    const isUsualDone = usual.length >= (plan.rungs.at(-1) ?? 0) || usual.includes(Infinity);
    return isUsualDone && this.spentMs >= this.search.budgetMinutes * 60_000;
  }
}

/**
 * Plays until nothing is left or the budget is spent; each time it waits until what it reports has been
 * heard, so that who stops it at what was heard does not find it over. Fails with 'aborted' and what a
 * trial cannot get over.
 */
export async function playSearch(
  engines: Engines,
  bench: SearchBench,
  id: SearchId,
  report: (progress: SearchProgress) => void | Promise<void>,
  signal: AbortSignal,
): Promise<Outcome<void>> {
  const began = await getSearch(id);
  if (!began) return failure('not-found', 'the search is gone');
  const tell = (progress: SearchProgress) => void report(progress);
  const prepared = await prepareEffort(engines, bench, began, tell, signal);
  if (!prepared.ok) return prepared;
  const { device, effort } = prepared.value;
  const clock = new Clock(began);
  for (;;) {
    const search = await getSearch(id);
    if (!search) return failure('not-found', 'the search is gone');
    if (search.finishedAt !== null) return failure('aborted', 'given up in another tab');
    const { next, out, finalists } = standings(search.trials, search.plan);
    const over = [...out, ...finalists.slice(1)].map((trial) => search.trials[trial]!.runId);
    await endTrials(over);
    await report(progressOf(search, clock, device));
    if (signal.aborted) return failure('aborted');
    if (next === null || clock.isOver(search)) return success(undefined);
    if (next.kind === 'begin') {
      const recipes = (await runsOfSearch(search)).map(({ recipe }) => recipe);
      await beginTrial(search, next.round, {
        recipe: nextRecipe(search, next.round, recipes, bench.set.pool.rows.length),
        ...{ seed: search.seed, startedFrom: search.backbone, snapshotId: search.snapshotId },
        ...{ device: describeDevice(device), appVersion },
      });
      continue;
    }
    const done = await effort(search, next.trial, next.upTo, clock);
    if (!done.ok) return done;
  }
}

function progressOf(search: Search, clock: Clock, device: DeviceReport): SearchProgress {
  const whole = wholeEffort(search.plan);
  return {
    searchId: search.id,
    trials: { done: search.trials.length, total: whole.trials },
    units: {
      done: search.trials.reduce((sum, { losses }) => sum + losses.length, 0),
      total: whole.units,
    },
    spentMs: clock.spentMs,
    device,
  };
}

async function prepareEffort(
  { embedder, tuner }: Engines,
  bench: SearchBench,
  search: Search,
  report: (progress: SearchProgress) => void,
  signal: AbortSignal,
): Promise<Outcome<{ device: DeviceReport; effort: Effort }>> {
  const device = await (search.scope === 'head' ? embedder : tuner).start();
  if (!device.ok) return device;
  if (search.scope === 'head') {
    const parts = search.plan.rungs.at(-1) ?? 1;
    const partOf = await partsOfPool(bench, parts, search.seed);
    return success({ device: device.value, effort: onParts(bench, partOf, signal) });
  }
  const artifacts = await backboneArtifacts(search.backbone);
  if (!artifacts.ok) return artifacts;
  const network = await layNetworkBench(bench, artifacts.value, search.seed, signal);
  if (!network.ok) return network;
  const effort = inEpochs(network.value, device.value, report, signal);
  return success({ device: device.value, effort });
}

/** One part of the pool more. */
function onParts(bench: SearchBench, partOf: Uint8Array, signal: AbortSignal): Effort {
  return async (search, trial, _upTo, clock) => {
    const before = search.trials[trial]!;
    const run = (await runsOfSearch(search))[trial];
    if (!run) return failure('not-found', 'the trial is gone');
    const scored = await scoreOnPart(bench, run.recipe, partOf, before.losses.length, signal);
    if (!scored.ok) return scored;
    const { loss, accuracy } = scored.value;
    const after = {
      ...before,
      losses: [...before.losses, loss],
      accuracies: [...before.accuracies, accuracy],
    };
    await noteTrial(search.id, after, clock.spentMs);
    return success(undefined);
  };
}

/** Epochs up to the end of the heat; fewer where the time is spent before. */
function inEpochs(
  bench: NetworkBench,
  device: DeviceReport,
  report: (progress: SearchProgress) => void,
  signal: AbortSignal,
): Effort {
  return async (search, trial, upTo, clock) => {
    const run = (await runsOfSearch(search))[trial];
    if (!run) return failure('not-found', 'the trial is gone');
    let current = search.trials[trial]!;
    const timeUp = new AbortController();
    const tuned = await trainTrial(bench, run, search.seed, upTo, {
      signal: AbortSignal.any([signal, timeUp.signal]),
      onStep: () => report(progressOf(withTrial(search, trial, current), clock, device)),
      async onEpoch(metrics, state) {
        current = {
          ...current,
          losses: [...current.losses, metrics.checkLoss ?? metrics.loss],
          accuracies: [...current.accuracies, metrics.checkAccuracy ?? metrics.accuracy],
        };
        const { id: runId, projectId } = run;
        const checkpoint = { runId, projectId, epoch: metrics.epoch, state };
        await noteTrial(search.id, current, clock.spentMs, { checkpoint, metrics });
        if (clock.isOver(withTrial(search, trial, current))) timeUp.abort();
      },
    });
    if (!tuned.ok && tuned.problem.kind === 'aborted' && !signal.aborted) return success(undefined);
    const broke = tuned.ok ? tuned.value.ended : tuned.problem.kind;
    if (broke === 'not-a-number' || broke === 'exploding-loss') {
      const losses = [...current.losses, Infinity];
      await noteTrial(
        search.id,
        { ...current, losses, accuracies: [...current.accuracies, 0] },
        clock.spentMs,
      );
      await updateRun(run.id, { problem: { kind: broke } });
      await endTrials([run.id], 'failed');
      return success(undefined);
    }
    return tuned.ok ? success(undefined) : tuned;
  };
}

function withTrial(search: Search, trial: number, current: Search['trials'][number]): Search {
  return { ...search, trials: search.trials.map((one, at) => (at === trial ? current : one)) };
}
