/** The end of a search: the best trial, and what it is worth on pictures no trial was chosen by. */
import { saveBackbone } from '../../collection/backbones';
import type { SearchId } from '../../collection/records';
import type { Run } from '../../collection/training-records';
import { updateRun } from '../../collection/runs';
import { endSearch, getSearch, runsOfSearch } from '../../collection/searches';
import type { Search } from '../../collection/trust-records';
import { failure, success, type Outcome } from '../../outcome';
import { bestBefore, standings } from '../../statistics/successive-halving';
import { backboneArtifacts } from '../backbones/engine';
import { layNetworkBench, trainTrial } from './network-trials';
import { fitToDecisions, predictAll, scoreBenchmark } from '../learning/fit-and-predict';
import { layBench, type SearchBench } from './search-bench';
import type { Engines } from '../backbones/engine';
import { tunedNetwork } from '../fine-tuning/tuned-network';

/**
 * Names the winner and asks the benchmark about it, for the first and only time. Fails with
 * 'no-finalist' when no trial came through, and as fitting and training do.
 */
export async function concludeSearch(
  engines: Engines,
  bench: SearchBench,
  id: SearchId,
  signal: AbortSignal,
): Promise<Outcome<void>> {
  const search = await getSearch(id);
  if (!search) return failure('not-found', 'the search is gone');
  if (search.finishedAt !== null) return failure('aborted', 'given up in another tab');
  const best = standings(search.trials, search.plan).finalists[0] ?? anyResult(search);
  const run = best === null ? undefined : (await runsOfSearch(search))[best];
  if (best === null || !run) return failure('no-finalist');
  const ready =
    run.recipe.kind === 'head'
      ? success(bench)
      : await keepNetwork(engines, bench, search, run, search.trials[best]!.losses.length, signal);
  if (!ready.ok) return ready;
  const { project, set, table } = ready.value;
  const head = await fitToDecisions(project, set, table, run.recipe, undefined, signal);
  if (!head.ok) return head;
  const answers = await predictAll(head.value, table);
  const scored = scoreBenchmark(project, set, set.labelIds, table, answers);
  await updateRun(run.id, {
    evaluation: scored?.evaluation ?? null,
    evaluatedLabels: scored?.labelIds ?? [],
  });
  await endSearch(id, { status: 'done', winner: run.id });
  return success(undefined);
}

/** Where the time was too short for a finalist: who got furthest. */
function anyResult({ trials, plan }: Search): number | null {
  return bestBefore(trials, plan, plan.rounds + 1);
}

/** The winner's best epoch becomes a backbone of this collection, and looks at the decided pictures. */
async function keepNetwork(
  { embedder, tuner }: Engines,
  bench: SearchBench,
  search: Search,
  run: Run,
  epochs: number,
  signal: AbortSignal,
): Promise<Outcome<SearchBench>> {
  const device = await tuner.start();
  if (!device.ok) return device;
  const artifacts = await backboneArtifacts(search.backbone);
  if (!artifacts.ok) return artifacts;
  const network = await layNetworkBench(bench, artifacts.value, search.seed, signal);
  if (!network.ok) return network;
  const tuned = await trainTrial(network.value, run, search.seed, epochs, { signal });
  if (!tuned.ok) return tuned;
  const made = await tunedNetwork(run, search.backbone, tuned.value);
  await saveBackbone(made);
  await updateRun(run.id, { backbone: made.hash });
  return layBench(embedder, bench.project, bench.snapshot, made.hash, signal);
}
