/** What each run answered on the items it never learns from: by these, runs are judged and compared. */
import { database } from './database';
import type { ProjectId, RunId } from './records';
import type { Run, StoredHead } from './training-records';
import type { Measurement } from './trust-records';

/** Replaces what an earlier version of the run answered. Nothing is kept once its project was deleted. */
export async function saveMeasurement(measurement: Measurement): Promise<void> {
  const { projects, measurements } = database;
  await database.transaction('rw', [projects, measurements], async () => {
    if ((await projects.get(measurement.projectId)) === undefined) return;
    await measurements.put(measurement);
  });
}

export function getMeasurement(runId: RunId): Promise<Measurement | undefined> {
  return database.measurements.get(runId);
}

export interface MeasuredRun {
  readonly run: Run;
  readonly head: StoredHead | undefined;
  readonly measurement: Measurement | undefined;
}

/** A run with what it left behind, all of one version: a refresh writes them together. */
export function measuredRun(runId: RunId): Promise<MeasuredRun | null> {
  const { runs, heads, measurements } = database;
  return database.transaction('r', [runs, heads, measurements], async () => {
    const run = await runs.get(runId);
    if (run === undefined) return null;
    const [head, measurement] = await Promise.all([heads.get(runId), measurements.get(runId)]);
    return { run, head, measurement };
  });
}

/** In no particular order; runs of before measurements were kept have none. */
export function listMeasurements(projectId: ProjectId): Promise<Measurement[]> {
  return database.measurements.where({ projectId }).toArray();
}
