/** The order in which the model would ask the pool, kept in memory between two refreshes. */
import { database } from './database';
import type { ProjectId } from './records';

let kept: { stamp: string; order: Uint32Array } | null = null;

/**
 * Undecided pool items as of the latest predictions, most worth asking first; empty before there are
 * any. The predictions of ten thousand items are megabytes, and the queue asks after each decision:
 * so the row is read only when the key of its index says that it is another one.
 */
export async function poolOrder(projectId: ProjectId): Promise<Uint32Array> {
  const stamp = await predictionsStamp(projectId);
  if (stamp === null) return new Uint32Array();
  if (kept?.stamp !== stamp) {
    const row = await database.predictions.get(projectId);
    if (row === undefined) return new Uint32Array();
    kept = { stamp, order: row.poolOrder };
  }
  return kept.order;
}

/** Another text for every other row of predictions, told without reading it; null where there is none. */
export async function predictionsStamp(projectId: ProjectId): Promise<string | null> {
  const keys = await database.predictions
    .where('[projectId+runId+version+at]')
    .between([projectId], [projectId, []])
    .keys();
  return keys.length === 0 ? null : JSON.stringify(keys);
}
