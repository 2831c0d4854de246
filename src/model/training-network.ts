/** A network opened for training as long as something trains it: what can go wrong around that, as values. */
import { failure } from '../outcome';
import type { Outcome } from '../outcome';
import { backendOf, enter } from './backend';
import { classWeights } from './class-weights';
import type { ClassWeights } from './class-weights';
import { DeviceLost, lossOf } from './device-loss';
import type { FineTuneRequest } from './fine-tune-request';
import { openNetwork } from './fine-tune-network';
import type { TrainingNetwork } from './fine-tune-network';

/**
 * Opens the network of a request, works with it and closes it again.
 *
 * @returns What `work` returns. Failures besides: 'too-few-examples', 'no-backend' (WebAssembly cannot
 *   train convolutions), 'malformed-model', 'unsuitable-model', 'gpu-lost', 'aborted'.
 */
export async function whileOpen<T>(
  { artifacts, head, examples, settings, balance }: Omit<FineTuneRequest, 'check'>,
  signal: AbortSignal | undefined,
  work: (network: TrainingNetwork, weights: ClassWeights) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const backend = backendOf('fine-tune');
  if (backend === 'wasm') return failure('no-backend', 'WebAssembly cannot train convolutions');
  const weights = classWeights(examples.targets, head.classes, head.kind, balance ?? true);
  if (weights.learnable.length < (head.kind === 'softmax' ? 2 : 1)) {
    return failure('too-few-examples');
  }
  enter('fine-tune');
  const network = await openNetwork(artifacts, head, settings.depth, weights);
  if (!network.ok) return network;
  try {
    return await work(network.value, weights);
  } catch (error) {
    if (signal?.aborted) return failure('aborted');
    const loss = lossOf(backend);
    if (loss !== null || error instanceof DeviceLost) return failure('gpu-lost', loss ?? '');
    throw error;
  } finally {
    enter('fine-tune');
    network.value.dispose();
  }
}
