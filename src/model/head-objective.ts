/** What fitting a head minimises, with the examples kept on the backend while it is evaluated. */
import * as tf from '@tensorflow/tfjs-core';
import { enter, backendOf } from './backend';
import type { ClassWeights } from './class-weights';
import { whileDeviceLives } from './device-loss';
import type { HeadKind } from './head-kind';
import type { Point } from './lbfgs';

export interface Objective {
  /** @param x The kernel of the learnable labels (dims × k, row-major), then their k biases. */
  evaluate(x: Float64Array): Promise<Point>;
  dispose(): void;
}

interface Shape {
  n: number;
  dims: number;
  classes: number;
  kind: HeadKind;
  targets: Uint8Array;
}

/**
 * Mean weighted cross-entropy to the smoothed targets + l2/2 · ‖kernel‖². The two large products run on
 * the backend; softmax and sums run here, in double precision, so that line searches can see small gains.
 */
export function openObjective(
  features: Float32Array,
  shape: Shape,
  weights: ClassWeights,
  { l2, smoothing = 0 }: { l2: number; smoothing?: number },
): Objective {
  const { n, dims } = shape;
  const { learnable } = weights;
  const k = learnable.length;
  enter('embed');
  const examples = tf.tensor2d(features, [n, dims]);
  // WebAssembly multiplies a transposed matrix ten times slower than one that lies ready.
  const transposed = backendOf('embed') === 'wasm' ? tf.transpose(examples) : null;
  const targets = learnableTargets(shape, learnable);
  const kernel = new Float32Array(dims * k);

  async function evaluate(x: Float64Array): Promise<Point> {
    kernel.set(x.subarray(0, dims * k));
    enter('embed');
    const product = tf.tidy(() => tf.matMul(examples, tf.tensor2d(kernel, [dims, k])));
    const logits = await read(product);
    const bias = x.subarray(dims * k);
    const { loss, residuals, sums } =
      shape.kind === 'softmax'
        ? softmaxLoss(logits, bias, targets, gather(weights.positive, learnable), smoothing)
        : sigmoidLoss(
            logits,
            bias,
            targets,
            gather(weights.positive, learnable),
            gather(weights.negative, learnable),
            smoothing,
          );
    enter('embed');
    const slope = await read(
      tf.tidy(() => {
        const errors = tf.tensor2d(residuals, [n, k]);
        return transposed ? tf.matMul(transposed, errors) : tf.matMul(examples, errors, true);
      }),
    );
    const gradient = new Float64Array(x.length);
    let squares = 0;
    for (let at = 0; at < dims * k; at++) {
      gradient[at] = slope[at]! + l2 * x[at]!;
      squares += x[at]! * x[at]!;
    }
    gradient.set(sums, dims * k);
    return { loss: loss + (l2 / 2) * squares, gradient };
  }

  return {
    evaluate,
    dispose() {
      examples.dispose();
      transposed?.dispose();
    },
  };
}

async function read(tensor: tf.Tensor): Promise<Float32Array> {
  try {
    return await whileDeviceLives(tensor.data<'float32'>());
  } finally {
    tensor.dispose();
  }
}

function gather(values: Float64Array, indices: readonly number[]): Float64Array {
  return Float64Array.from(indices, (index) => values[index]!);
}

function learnableTargets({ targets, classes, n }: Shape, learnable: number[]): Uint8Array {
  const k = learnable.length;
  const gathered = new Uint8Array(n * k);
  for (let row = 0; row < n; row++) {
    learnable.forEach((label, at) => (gathered[row * k + at] = targets[row * classes + label]!));
  }
  return gathered;
}

interface Loss {
  loss: number;
  /** n × k: how the mean loss changes with each logit. */
  residuals: Float32Array;
  /** Of the residuals, per label: how it changes with each bias. */
  sums: Float64Array;
}

function softmaxLoss(
  logits: Float32Array,
  bias: Float64Array,
  targets: Uint8Array,
  weights: Float64Array,
  smoothing: number,
): Loss {
  const k = bias.length;
  const n = logits.length / k;
  const residuals = new Float32Array(logits.length);
  const sums = new Float64Array(k);
  const row = new Float64Array(k);
  // A target is 1 − smoothing at its label, and an even share of the smoothing at each.
  const [at, each] = [1 - smoothing, smoothing / k];
  let loss = 0;
  for (let start = 0; start < logits.length; start += k) {
    let highest = -Infinity;
    let label = 0;
    let total = 0;
    for (let c = 0; c < k; c++) {
      row[c] = logits[start + c]! + bias[c]!;
      total += row[c]!;
      if (row[c]! > highest) highest = row[c]!;
      if (targets[start + c] === 1) label = c;
    }
    const truth = at * row[label]! + each * total - highest;
    let sum = 0;
    for (let c = 0; c < k; c++) sum += row[c] = Math.exp(row[c]! - highest);
    const weight = weights[label]! / n;
    loss += weight * (Math.log(sum) - truth);
    for (let c = 0; c < k; c++) {
      const residual = weight * (row[c]! / sum - each - (c === label ? at : 0));
      residuals[start + c] = residual;
      sums[c]! += residual;
    }
  }
  return { loss, residuals, sums };
}

function sigmoidLoss(
  logits: Float32Array,
  bias: Float64Array,
  targets: Uint8Array,
  positive: Float64Array,
  negative: Float64Array,
  smoothing: number,
): Loss {
  const k = bias.length;
  const n = logits.length / k;
  const residuals = new Float32Array(logits.length);
  const sums = new Float64Array(k);
  let loss = 0;
  for (let at = 0; at < logits.length; at++) {
    const c = at % k;
    const isOn = targets[at] === 1;
    const logit = logits[at]! + bias[c]!;
    const weight = (isOn ? positive[c]! : negative[c]!) / n;
    // log(1 + e^−z) for the answer's side, without overflow.
    const towards = isOn ? logit : -logit;
    const power = Math.exp(-Math.abs(towards));
    // Half the smoothing is on the other side, whose loss is larger by just the logit.
    const other = smoothing / 2;
    loss += weight * (Math.max(-towards, 0) + Math.log1p(power) + other * towards);
    const wrongness = (towards >= 0 ? power / (1 + power) : 1 / (1 + power)) - other;
    const residual = weight * (isOn ? -wrongness : wrongness);
    residuals[at] = residual;
    sums[c]! += residual;
  }
  return { loss, residuals, sums };
}
