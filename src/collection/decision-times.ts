/** How long decisions take at the desk, with and without a suggestion in sight. */
import { database } from './database';
import type { ProjectId } from './records';

export interface DecisionTime {
  /** Median, in milliseconds. */
  median: number;
  /** Decisions it was taken from. */
  n: number;
}

/** Longer than this somebody was called away, in milliseconds. */
const longest = 120_000;

/** Null where no decision of the kind was timed. Reads the whole log: not for `watch`. */
export async function decisionTimes(
  projectId: ProjectId,
): Promise<{ alone: DecisionTime | null; helped: DecisionTime | null }> {
  const [alone, helped]: [number[], number[]] = [[], []];
  for (const event of await database.decisions.where({ projectId }).toArray()) {
    if (event.kind !== 'answer' || event.tookMs === null || event.tookMs > longest) continue;
    (event.suggestion?.shown ? helped : alone).push(event.tookMs);
  }
  return { alone: timeOf(alone), helped: timeOf(helped) };
}

function timeOf(times: number[]): DecisionTime | null {
  const sorted = times.sort((a, b) => a - b);
  const n = sorted.length;
  if (n === 0) return null;
  const [low, high] = [sorted[(n - 1) >> 1] ?? 0, sorted[n >> 1] ?? 0];
  return { median: (low + high) / 2, n };
}
