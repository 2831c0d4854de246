/** A network that was fine-tuned here, as it is kept: a backbone of its collection. */
import { getBackbone } from '../../collection/backbones';
import type { BackboneHash } from '../../collection/records';
import type { Run, StoredBackbone } from '../../collection/training-records';
import { hashWeights } from '../../model/backbone';
import type { FineTuned } from '../../model/fine-tune-request';

/** It is licensed as the one it was made from. */
export async function tunedNetwork(
  { id, number, projectId }: Run,
  madeFrom: BackboneHash,
  { artifacts, head }: FineTuned,
): Promise<StoredBackbone> {
  const base = await getBackbone(madeFrom);
  return {
    ...artifacts,
    hash: (await hashWeights(artifacts.weights)) as BackboneHash,
    name: `Fine-tuned in run ${number}`,
    origin: 'fine-tuned',
    source: id,
    licence: base?.licence ?? 'Apache-2.0',
    addedAt: Date.now(),
    projectId,
    dims: head.dims,
  };
}
