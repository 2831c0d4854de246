/** A head run begun by hand: data frozen, then brought to the gate by the companion like any other. */
import { getProject } from '../../collection/projects';
import type { ProjectId, RunId } from '../../collection/records';
import { createRun } from '../../collection/runs';
import { freezeSnapshot } from '../../collection/snapshots';
import type { HeadSettings } from '../../model/head';
import { failure, success, type Outcome } from '../../outcome';
import { version as appVersion } from '../../../package.json';
import { describeDevice, type Engine } from './engine';

export async function beginHeadRun(
  engine: Engine,
  projectId: ProjectId,
  settings: HeadSettings,
): Promise<Outcome<RunId>> {
  const device = await engine.start();
  if (!device.ok) return device;
  const project = await getProject(projectId);
  if (!project) return failure('not-found', 'the collection is gone');
  const snapshot = await freezeSnapshot(projectId);
  const run = await createRun(projectId, {
    recipe: { kind: 'head', settings },
    seed: project.seed,
    startedFrom: project.backbone,
    snapshotId: snapshot.id,
    device: describeDevice(device.value),
    appVersion,
    status: 'embedding',
  });
  return success(run.id);
}
