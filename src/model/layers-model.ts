/** From plain data to a network that computes, and its weights back again. */
import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import { failure, success } from '../outcome';
import type { Outcome } from '../outcome';
import type { NamedWeight } from './weights';

/**
 * Builds a network on the current backend. The caller disposes it; nothing is left behind when it
 * fails. Failures: 'unsuitable-model' (layers TensorFlow.js does not have, shapes that do not fit
 * together), 'malformed-model' (weights missing or of another shape).
 *
 * @param weights By 'layer/parameter'.
 */
export async function buildModel(
  topology: object,
  weights: ReadonlyMap<string, NamedWeight>,
): Promise<Outcome<layers.LayersModel>> {
  const before = new Set(Object.keys(tf.engine().registeredVariables));
  let model: layers.LayersModel;
  try {
    model = await layers.loadLayersModel(tf.io.fromMemory({ modelTopology: topology }));
  } catch (error) {
    disposeNewVariables(before);
    return failure('unsuitable-model', error instanceof Error ? error.message : String(error));
  }
  const missing = setWeights(model, weights);
  if (missing === null) return success(model);
  model.dispose();
  return failure('malformed-model', missing);
}

/** A network half built when TensorFlow.js threw has nobody else to dispose it. */
function disposeNewVariables(before: ReadonlySet<string>): void {
  for (const [name, variable] of Object.entries(tf.engine().registeredVariables)) {
    if (!before.has(name)) variable.dispose();
  }
}

/** Says which weight does not fit, or null when all were set. */
function setWeights(
  model: layers.LayersModel,
  weights: ReadonlyMap<string, NamedWeight>,
): string | null {
  for (const { key, variable } of variablesOf(model)) {
    const weight = weights.get(key);
    if (weight === undefined) return `no weights for ${key}`;
    if (!tf.util.arraysEqual(weight.shape, variable.shape as number[])) {
      return `${key} is [${weight.shape.join(', ')}], not [${variable.shape.join(', ')}]`;
    }
    const value = tf.tensor(weight.values, weight.shape);
    variable.write(value);
    value.dispose();
  }
  return null;
}

/** Every weight of a network under its lasting name: TensorFlow.js's own change from one load to the next. */
export function variablesOf(
  model: layers.LayersModel,
): { key: string; layer: string; variable: layers.layers.Layer['weights'][number] }[] {
  return model.layers.flatMap((layer) =>
    layer.weights.map((variable) => ({
      key: `${layer.name}/${variable.originalName.split('/').at(-1)!}`,
      layer: layer.name,
      variable,
    })),
  );
}
