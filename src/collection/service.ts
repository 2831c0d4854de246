/** How a finished run comes to serve, or is held at the gate, and how the serving one is kept fresh. */
import { database } from './database';
import type { ProjectId } from './records';
import type { Predictions, Run, StoredHead } from './training-records';
import { listRuns, type RunPatch } from './runs';
import type { Measurement } from './trust-records';

/** Runs that have learned and are not yet compared with the serving one, oldest first. */
export async function runsToServe(projectId: ProjectId): Promise<Run[]> {
  const runs = await listRuns(projectId);
  return runs.filter((run) => run.status === 'embedding').reverse();
}

/**
 * Publishes a refreshed head: the head, what changed of its run, what it answered where the truth is
 * known and what it thinks of every item, in one transaction, so that nobody sees one version's head
 * beside another's predictions. Where no run serves yet, this one does from now on. Throws when there
 * is no room; then the former version stays whole.
 */
export async function publishRefresh(
  head: StoredHead,
  change: RunPatch,
  measurement: Measurement,
  thoughts: Predictions,
): Promise<void> {
  const { projects, runs, heads, measurements, predictions } = database;
  const tables = [projects, runs, heads, measurements, predictions];
  await database.transaction('rw', tables, async () => {
    const project = await projects.get(head.projectId);
    if (project === undefined) return;
    await heads.put(head);
    await runs.update(head.runId, change);
    await measurements.put(measurement);
    await predictions.put(thoughts);
    if (project.servingRun !== null) return;
    await projects.update(project.id, { servingRun: head.runId, backbone: head.backbone });
  });
}

/**
 * Keeps the head of a run that has been brought to the gate, and what it answered there. It serves from
 * now on unless `change.held` says why not, or it only repeats another run. All of it or nothing; nothing
 * when the project was deleted meanwhile.
 */
export async function settleRun(
  head: StoredHead,
  change: RunPatch,
  measurement: Measurement,
): Promise<void> {
  const { projects, runs, heads, measurements } = database;
  await database.transaction('rw', [projects, runs, heads, measurements], async () => {
    if ((await projects.get(head.projectId)) === undefined) return;
    await heads.put(head);
    await runs.update(head.runId, change);
    await measurements.put(measurement);
    const run = await runs.get(head.runId);
    if (change.held || run?.recreates !== null) return;
    const service = { servingRun: head.runId, backbone: head.backbone };
    await projects.update(head.projectId, service);
  });
}
