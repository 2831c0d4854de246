/**
 * A search over settings, from its first trial to its honest estimate. What comes next follows from the
 * losses in its row alone (see statistics/successive-halving), so it can be stopped or killed anywhere.
 */
import { getProject } from '../../collection/projects';
import type { ProjectId, SearchId } from '../../collection/records';
import { createSearch, endSearch, getSearch, holdSearch } from '../../collection/searches';
import { freezeSnapshot, getSnapshot } from '../../collection/snapshots';
import { guardQuota } from '../../collection/storage';
import type { Search } from '../../collection/trust-records';
import { unlessLost } from '../../model/device-loss';
import { failure, success, type Outcome } from '../../outcome';
import { searchPlans } from '../protocol/search-plans';
import type { SearchProgress, SearchWishes } from '../protocol/trainer';
import type { Engine, Engines } from '../backbones/engine';
import { concludeSearch } from './search-conclusion';
import { layBench, type SearchBench } from './search-bench';
import { playSearch } from './search-play';

/** Held while a search computes: one that says it is running and holds no lock was interrupted. */
export function searchLock(projectId: ProjectId): string {
  return `vitrine-search-${projectId}`;
}

/** `conclude`: no more trials, the best so far is the winner. */
type Beginning = SearchWishes | { readonly resume: SearchId; readonly conclude: boolean };

export async function searchSettings(
  engines: Engines,
  beginning: Beginning,
  report: (progress: SearchProgress) => void,
  signal: AbortSignal,
): Promise<Outcome<SearchId>> {
  const earlier = 'resume' in beginning ? await getSearch(beginning.resume) : undefined;
  if ('resume' in beginning && !earlier) return failure('not-found', 'the search is gone');
  const projectId = 'resume' in beginning ? earlier?.projectId : beginning.projectId;
  if (!projectId) return failure('not-found', 'the collection is gone');
  return navigator.locks.request(searchLock(projectId), { ifAvailable: true }, async (lock) => {
    if (!lock) return failure('aborted', 'another search of this collection is under way');
    return searchLocked(engines, projectId, beginning, earlier, report, signal);
  });
}

async function searchLocked(
  engines: Engines,
  projectId: ProjectId,
  beginning: Beginning,
  earlier: Search | undefined,
  report: (progress: SearchProgress) => void,
  signal: AbortSignal,
): Promise<Outcome<SearchId>> {
  const bench = await prepare(engines, projectId, earlier, signal);
  if (!bench.ok) return bench;
  const search = earlier ?? (await begin(bench.value, beginning as SearchWishes));
  await holdSearch(search.id, 'running');
  const conclude = 'resume' in beginning && beginning.conclude;
  const work = async (): Promise<Outcome<void>> => {
    const played = conclude
      ? success(undefined)
      : await playSearch(engines, bench.value, search.id, report, signal);
    return played.ok ? concludeSearch(engines, bench.value, search.id, signal) : played;
  };
  const used = search.scope === 'head' ? [engines.embedder] : [engines.embedder, engines.tuner];
  const ended = await unlessHindered(used, search.id, work);
  return ended.ok ? success(search.id) : ended;
}

/** The frozen pictures: as they stand now, or as the search began with them. */
async function prepare(
  { embedder }: Engines,
  projectId: ProjectId,
  earlier: Search | undefined,
  signal: AbortSignal,
): Promise<Outcome<SearchBench>> {
  const device = await embedder.start();
  if (!device.ok) return device;
  const project = await getProject(projectId);
  if (!project) return failure('not-found', 'the collection is gone');
  const snapshot = earlier
    ? await getSnapshot(earlier.snapshotId)
    : await freezeSnapshot(project.id);
  if (!snapshot) return failure('not-found', 'the data this search began with is gone');
  return layBench(embedder, project, snapshot, earlier?.backbone ?? project.backbone, signal);
}

function begin({ project, snapshot, table }: SearchBench, wishes: SearchWishes): Promise<Search> {
  const { scope, budgetMinutes, seed } = wishes;
  return createSearch(project.id, {
    ...{ scope, budgetMinutes, seed, plan: wishes.plan ?? searchPlans[scope] },
    ...{ snapshotId: snapshot.id, backbone: table.backbone },
  });
}

/** A device that is lost this often while one search runs will be lost again. */
const mostLosses = 3;

/** Whatever hinders it, a search is only held: it goes on from its row, at once or when asked to. */
async function unlessHindered(
  engines: readonly Engine[],
  id: SearchId,
  work: () => Promise<Outcome<void>>,
): Promise<Outcome<void>> {
  const outcome = await despiteLosses(engines, work);
  if (outcome.ok) return outcome;
  const { problem } = outcome;
  if (problem.kind === 'no-finalist') await endSearch(id, { status: 'failed', problem });
  else await holdSearch(id, 'paused', problem.kind === 'aborted' ? null : problem);
  return outcome;
}

async function despiteLosses(
  engines: readonly Engine[],
  work: () => Promise<Outcome<void>>,
  lossesLeft = mostLosses,
): Promise<Outcome<void>> {
  const guarded = await guardQuota(() => unlessLost(work));
  const outcome = guarded.ok ? guarded.value : guarded;
  if (outcome.ok || outcome.problem.kind !== 'gpu-lost' || lossesLeft === 0) return outcome;
  for (const engine of engines) {
    const recovered = await engine.recover();
    if (!recovered.ok) return recovered;
  }
  return despiteLosses(engines, work, lossesLeft - 1);
}
