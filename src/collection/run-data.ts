/** Which decisions are in a run, for those who ask which data made it. */
import { database } from './database';
import type { ProjectId } from './records';

/** For each `upTo`, how many entries of the log of decisions had been made by then, what was taken back included. */
export async function entriesUpTo(
  projectId: ProjectId,
  upTo: readonly number[],
): Promise<Map<number, number>> {
  const keys: number[] = await database.decisions.where({ projectId }).primaryKeys();
  keys.sort((a, b) => a - b);
  return new Map([...new Set(upTo)].map((limit) => [limit, countUpTo(keys, limit)]));
}

/** @param keys Ascending. */
function countUpTo(keys: readonly number[], limit: number): number {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] ?? Infinity) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
