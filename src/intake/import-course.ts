/** What is the same for every import, whether its pictures come from files or from servers. */
import type { ProblemKind } from '../outcome';
import type { Progress } from '../workers/protocol/calls';
import type { ImportCounts } from './import-counts.svelte';

/** After one of these, the next picture would only fail in the same way. */
export function isHopeless(kind: ProblemKind): boolean {
  return kind === 'quota-exceeded' || kind === 'database-unavailable' || kind === 'not-found';
}

/** How far it is. `begunAt` as `performance.now` tells it; an estimate after `paceKnownAfter` seconds. */
export function progressOf(
  { done, total }: Pick<ImportCounts, 'done' | 'total'>,
  begunAt: number,
  paceKnownAfter: number,
): Progress {
  const elapsed = (performance.now() - begunAt) / 1000;
  const isPaceKnown = done > 0 && elapsed > paceKnownAfter;
  return { done, total, secondsLeft: isPaceKnown ? (elapsed / done) * (total - done) : null };
}
