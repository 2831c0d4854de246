/** Head runs begun by hand: data frozen, then brought to the gate by the background learner like any other. */
import { getProject } from '../../collection/projects';
import type { BackboneHash, ProjectId, RunId } from '../../collection/records';
import type { Run } from '../../collection/training-records';
import { createRun, getRun } from '../../collection/runs';
import { freezeSnapshot } from '../../collection/snapshots';
import type { HeadSettings } from '../../model/head';
import { failure, success, type Outcome } from '../../outcome';
import { version as appVersion } from '../../../package.json';
import type { FineTuneProgress } from '../protocol/trainer';
import { describeDevice, type Engine } from '../backbones/engine';
import { fineTuneRun } from '../fine-tuning/fine-tune-run';
import type { RunningJob } from '../jobs';

/** @param backbone What it stands on; the project's unless said otherwise. It becomes the project's when the run serves. */
export async function beginHeadRun(
  engine: Engine,
  projectId: ProjectId,
  settings: HeadSettings,
  backbone?: BackboneHash,
): Promise<Outcome<RunId>> {
  const device = await engine.start();
  if (!device.ok) return device;
  const project = await getProject(projectId);
  if (!project) return failure('not-found', 'the collection is gone');
  const snapshot = await freezeSnapshot(projectId);
  const run = await createRun(projectId, {
    recipe: { kind: 'head', settings },
    seed: project.seed,
    startedFrom: backbone ?? project.backbone,
    snapshotId: snapshot.id,
    device: describeDevice(device.value),
    appVersion,
    status: 'embedding',
  });
  return success(run.id);
}

/**
 * Trains a run again from its snapshot, with its recipe, seed and network. Fails with 'not-found' when the
 * run, or the data it was made from, was never frozen or is gone; deeper runs also fail as `fineTuneRun`.
 */
export async function recreateRun(
  engines: { embedder: Engine; tuner: Engine },
  runId: RunId,
  job: RunningJob,
  report: (progress: FineTuneProgress) => void,
): Promise<Outcome<RunId>> {
  const original = await getRun(runId);
  if (!original) return failure('not-found', 'the run is gone');
  if (original.snapshotId === null) return failure('not-found', 'its data was never frozen');
  if (original.recipe.kind === 'fine-tune') {
    return fineTuneRun(engines.tuner, { recreate: runId }, job, report);
  }
  return recreateHead(engines.embedder, original);
}

async function recreateHead(engine: Engine, original: Run): Promise<Outcome<RunId>> {
  const device = await engine.start();
  if (!device.ok) return device;
  const run = await createRun(original.projectId, {
    recipe: original.recipe,
    seed: original.seed,
    startedFrom: original.startedFrom,
    snapshotId: original.snapshotId,
    device: describeDevice(device.value),
    appVersion,
    status: 'embedding',
    recreates: original.id,
  });
  return success(run.id);
}
