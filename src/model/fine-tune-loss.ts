/** What fine-tuning minimises: the head's own loss, with gradients all the way down. */
import * as tf from '@tensorflow/tfjs-core';
import type { ClassWeights } from './class-weights';
import type { HeadKind } from './head-kind';

/**
 * Mean weighted cross-entropy of a batch.
 *
 * @param logits [n, classes]. @param targets [n, classes], 0 or 1.
 */
export function weightedLoss(
  logits: tf.Tensor2D,
  targets: tf.Tensor2D,
  weights: ClassWeights,
  kind: HeadKind,
): tf.Scalar {
  const positive = tf.tensor1d(Float32Array.from(weights.positive));
  if (kind === 'softmax') {
    const logs = tf.logSoftmax(logits);
    return tf.neg(tf.mean(tf.sum(tf.mul(tf.mul(targets, positive), logs), 1)));
  }
  const negative = tf.tensor1d(Float32Array.from(weights.negative));
  const on = tf.mul(tf.mul(targets, positive), tf.softplus(tf.neg(logits)));
  const off = tf.mul(tf.mul(tf.sub(1, targets), negative), tf.softplus(logits));
  return tf.mean(tf.sum(tf.add(on, off), 1));
}
