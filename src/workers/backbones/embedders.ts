/** A backbone on the fastest engine that this machine has for it. */
import { computationOf } from '../../exchange/computation-of';
import { writeLite } from '../../exchange/tflite-write';
import type { BackboneArtifacts } from '../../model/backbone';
import type { ChosenBackend } from '../../model/backend';
import { loadEmbedder, type Embedder } from '../../model/embedder';
import { openLiteEmbedder } from '../../model/litert';
import { embeddingNetwork } from '../../model/pooled';
import { success, type Outcome } from '../../outcome';

/**
 * On a graphics card TensorFlow.js; on the processor LiteRT, which reads the network as the file that the
 * TensorFlow Lite export writes, and TensorFlow.js again where LiteRT cannot run here or lacks a layer.
 *
 * @returns Failures: 'malformed-model', 'unsuitable-model'.
 */
export async function fastestEmbedder(
  artifacts: BackboneArtifacts,
  { backend }: Pick<ChosenBackend, 'backend'>,
): Promise<Outcome<Embedder>> {
  if (backend !== 'wasm') return loadEmbedder(artifacts);
  const lite = await onLiteRt(artifacts);
  if (lite.ok) return lite;
  // No failure: the same vectors come, later. It should be seen by who looks into why.
  console.warn('Embedding with TensorFlow.js:', lite.problem.detail ?? lite.problem.kind);
  return loadEmbedder(artifacts);
}

/** Failures: 'malformed-model', 'unsuitable-model', 'unsupported-layer', 'no-backend'. */
export async function onLiteRt(artifacts: BackboneArtifacts): Promise<Outcome<Embedder>> {
  const network = embeddingNetwork(artifacts);
  if (!network.ok) return network;
  const steps = computationOf(network.value);
  if (!steps.ok) return steps;
  const [dims = 0] = steps.value.at(-1)!.shape;
  const about = { description: 'A backbone of Vitrine', metadata: new Uint8Array() };
  const file = writeLite(steps.value, 'float32', about);
  const opened = await openLiteEmbedder(file, { inputSize: artifacts.inputSize, dims });
  return opened.ok ? success(opened.value) : opened;
}
