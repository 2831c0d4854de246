/** What each run answered on the items it never learns from: by these, runs are judged and compared. */
import { database } from './database';
import type { ProjectId, RunId } from './records';
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

/** In no particular order; runs of before measurements were kept have none. */
export function listMeasurements(projectId: ProjectId): Promise<Measurement[]> {
  return database.measurements.where({ projectId }).toArray();
}
