/** How a finished run comes to serve, or is held at the gate. */
import { database } from './database';
import type { StoredHead } from './records';
import type { RunPatch } from './runs';

/**
 * Keeps the head of a run that has been brought to the gate. It serves from now on unless `change.held`
 * says why not. All of it or nothing; nothing when the project was deleted meanwhile.
 */
export async function settleRun(head: StoredHead, change: RunPatch): Promise<void> {
  const { projects, runs, heads } = database;
  await database.transaction('rw', [projects, runs, heads], async () => {
    if ((await projects.get(head.projectId)) === undefined) return;
    await heads.put(head);
    await runs.update(head.runId, change);
    if (change.held) return;
    const service = { servingRun: head.runId, backbone: head.backbone };
    await projects.update(head.projectId, service);
  });
}
