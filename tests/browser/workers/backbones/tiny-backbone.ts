/** A small network of our own, handed over as files, so that a software GPU can train it in seconds. */
import type { BackboneHash } from '../../../../src/collection/records';
import { remoteCallback, type WorkerClient } from '../../../../src/workers/client';
import type { TrainerApi } from '../../../../src/workers/protocol/trainer';
import { tinyModel } from '../../../unit/model/tiny-network';

export async function addTinyBackbone(trainer: WorkerClient<TrainerApi>): Promise<BackboneHash> {
  const { json, weights } = tinyModel();
  const files = [
    new File([JSON.stringify(json)], 'model.json'),
    new File([weights], json.weightsManifest[0]?.paths[0] ?? ''),
  ];
  const added = await trainer.call((api, job) =>
    api.addBackbone(
      job,
      { kind: 'files', files },
      remoteCallback(() => undefined),
    ),
  );
  if (!added.ok) throw new Error(`${added.problem.kind} ${added.problem.detail ?? ''}`);
  return added.value;
}
