/**
 * The toy task a backend must do right before it is trusted with a person's collection: fixed numbers
 * go in, and what comes out is compared with what the plain JavaScript backend gives.
 */
import * as tf from '@tensorflow/tfjs-core';
// Registers the gradients, which the core alone does not have.
import '@tensorflow/tfjs-layers';

/** Loss before each of three steps of gradient descent on the toy network; tests/unit/model/proof.test.ts says where from. */
export const expectedLosses = [2.0301723, 1.2776548, 1.1900574];

const tolerance = 1e-3;

interface ToyWeights extends Record<string, tf.Variable> {
  stem: tf.Variable<tf.Rank.R4>;
  depthwise: tf.Variable<tf.Rank.R4>;
  pointwise: tf.Variable<tf.Rank.R4>;
  dense: tf.Variable<tf.Rank.R2>;
}

function waves(shape: number[], phase: number): tf.Tensor {
  const size = shape.reduce((product, side) => product * side, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, (_, index) => Math.sin(index * 1.7 + phase)),
    shape,
  );
}

function toyLoss(weights: ToyWeights): tf.Scalar {
  const pictures = waves([2, 8, 8, 3], 0) as tf.Tensor4D;
  const stem = tf.relu6(tf.conv2d(pictures, weights.stem, 2, 'same'));
  const depthwise = tf.relu6(tf.depthwiseConv2d(stem, weights.depthwise, 1, 'same'));
  const features = tf.mean<tf.Tensor2D>(tf.conv2d(depthwise, weights.pointwise, 1, 'same'), [1, 2]);
  const logits = tf.matMul(features, weights.dense);
  const targets = tf.tensor2d([1, 0, 0, 0, 0, 1], [2, 3]);
  return tf.neg(tf.mean(tf.sum(tf.mul(targets, tf.logSoftmax(logits)), 1)));
}

/**
 * Runs the toy network on the current backend.
 *
 * @param steps 0: forward only, all that embedding and a head ask for; 1–3: with steps of training.
 * @returns The loss before each step, or the one loss when `steps` is 0.
 */
export async function toyLosses(steps: number): Promise<number[]> {
  const weights = tf.tidy(() => ({
    stem: tf.variable(waves([3, 3, 3, 4], 1)),
    depthwise: tf.variable(waves([3, 3, 4, 1], 2)),
    pointwise: tf.variable(waves([1, 1, 4, 5], 3)),
    dense: tf.variable(waves([5, 3], 4)),
  })) as ToyWeights;
  try {
    const losses: number[] = [];
    const backend = tf.getBackend();
    for (let step = 0; step < Math.max(1, steps); step++) {
      // While a result is awaited, other work may have entered the backend it computes on.
      if (tf.getBackend() !== backend) await tf.setBackend(backend);
      const loss = steps === 0 ? tf.tidy(() => toyLoss(weights)) : descend(weights);
      losses.push((await loss.data())[0]!);
      loss.dispose();
    }
    return losses;
  } finally {
    tf.dispose(weights);
  }
}

function descend(weights: ToyWeights): tf.Scalar {
  const { value, grads } = tf.variableGrads(() => toyLoss(weights), Object.values(weights));
  for (const weight of Object.values(weights)) {
    tf.tidy(() => weight.assign(tf.sub(weight, tf.mul(0.05, grads[weight.name]!))));
  }
  tf.dispose(grads);
  return value;
}

/** Says what is wrong with the current backend, or null when it did the toy task right. */
export async function disproof(steps: number): Promise<string | null> {
  const losses = await toyLosses(steps);
  const wrong = losses.findIndex((loss, at) => !(Math.abs(loss - expectedLosses[at]!) < tolerance));
  if (wrong < 0) return null;
  return `toy step ${wrong}: loss ${losses[wrong]}, should be ${expectedLosses[wrong]}`;
}
