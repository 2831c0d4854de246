import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import {
  getMeasurement,
  listMeasurements,
  saveMeasurement,
} from '../../../src/collection/measurements';
import { deleteProject } from '../../../src/collection/projects';
import type { LabelId, RunId } from '../../../src/collection/records';
import type { Measurement } from '../../../src/collection/trust-records';
import { eachOnAnEmptyDatabase } from './empty-database';
import { begin } from './stage';

eachOnAnEmptyDatabase();

const answered = {
  itemIds: Uint32Array.of(3),
  probabilities: Float32Array.of(0.9, 0.1),
  uncalibrated: Float32Array.of(0.8, 0.2),
  targets: Uint8Array.of(1, 0),
};

async function measured(run: string, version: number): Promise<Measurement> {
  const { id: projectId } = await begin();
  const labelIds = ['map', 'plan'] as LabelId[];
  return {
    ...{ runId: run as RunId, projectId, version, at: 1, learnedFrom: 9, labelIds },
    ...{ benchmark: answered, check: answered },
  };
}

describe('what a run answered', () => {
  it('is one row a run: the latest version takes the place of the one before', async () => {
    const first = await measured('a', 1);
    await saveMeasurement(first);
    await saveMeasurement({ ...first, version: 2 });
    await saveMeasurement(await measured('b', 1));
    expect(await getMeasurement(first.runId)).toEqual({ ...first, version: 2 });
    expect(await listMeasurements(first.projectId)).toEqual([{ ...first, version: 2 }]);
  });

  it('goes with its project, and does not come back', async () => {
    const row = await measured('a', 1);
    await saveMeasurement(row);
    await deleteProject(row.projectId);
    expect(await getMeasurement(row.runId)).toBeUndefined();
    await saveMeasurement(row);
    expect(await getMeasurement(row.runId)).toBeUndefined();
  });
});
