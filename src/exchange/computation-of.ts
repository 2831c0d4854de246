/** From layers to the operations of `computation.ts`. */
import type { Network } from '../model/fold';
import { failure, success, type Outcome } from '../outcome';
import type { Computation, Step } from './computation';
import { NoSuchWork, workOf } from './layer-work';

/**
 * A whole network, step by step, rectifiers taken into the step before them. Fails with
 * 'unsupported-layer' when a layer has no counterpart among the operations.
 */
export function computationOf({ graph, weights }: Network): Outcome<Computation> {
  const steps: Computation = [];
  // Where a layer's result stands among the steps.
  const standing = new Map<string, number>();
  try {
    for (const layer of graph.layers) {
      const inputs = layer.inputs.map((name) => standing.get(name)!);
      if (layer.className === 'InputLayer') {
        const shape = (layer.config.batch_input_shape as number[]).slice(1);
        steps.push({ kind: 'input', name: layer.name, inputs: [], shape });
      } else {
        const shapes = inputs.map((input) => steps[input]!.shape);
        let reads = inputs;
        for (const { work, shape } of workOf(layer, shapes, (name) => weights.get(name))) {
          const suffix = reads === inputs ? '' : `_${work.kind}`;
          steps.push({ ...work, name: `${layer.name}${suffix}`, inputs: reads, shape });
          reads = [steps.length - 1];
        }
        if (reads === inputs) {
          standing.set(layer.name, inputs[0]!);
          continue;
        }
      }
      standing.set(layer.name, steps.length - 1);
    }
  } catch (error) {
    if (error instanceof NoSuchWork) return failure('unsupported-layer', error.message);
    throw error;
  }
  if (standing.get(graph.output) !== steps.length - 1) {
    return failure('unsupported-layer', graph.output);
  }
  return success(fused(steps));
}

/** A rectifier that alone reads a step which can rectify is done by that step. */
function fused(steps: Computation): Computation {
  const readers = new Map<number, number>();
  for (const { inputs } of steps) {
    for (const input of inputs) readers.set(input, (readers.get(input) ?? 0) + 1);
  }
  const kept: Computation = [];
  const now = new Map<number, number>();
  steps.forEach((step, at) => {
    const [input = -1] = step.inputs;
    const before = kept[now.get(input) ?? -1];
    const isAlone = readers.get(input) === 1;
    if (
      (step.kind === 'relu' || step.kind === 'relu6') &&
      before &&
      isAlone &&
      canRectify(before)
    ) {
      before.activation = step.kind;
      now.set(at, now.get(input)!);
      return;
    }
    kept.push({ ...step, inputs: step.inputs.map((each) => now.get(each)!) });
    now.set(at, kept.length - 1);
  });
  return kept;
}

function canRectify(step: Step): step is Step & { activation: 'none' | 'relu' | 'relu6' } {
  return 'activation' in step && step.activation === 'none';
}
