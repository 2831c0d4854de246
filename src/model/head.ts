/** The head: the part of the network that learns a collection's own labels, on cached features. */
import * as tf from '@tensorflow/tfjs-core';
import { failure, success } from '../outcome';
import type { Outcome } from '../outcome';
import { probabilitiesOf } from './answers';
import { enter } from './backend';
import { yieldToEventLoop } from './yield-to-event-loop';
import { classWeights } from './class-weights';
import type { ClassWeights } from './class-weights';
import { defaultFloor } from './calibration';
import { whileDeviceLives } from './device-loss';
import type { HeadKind } from './head-kind';
import { openObjective } from './head-objective';
import { minimise } from './lbfgs';
import { standardisation, standardised } from './standardise';
import type { Standardisation } from './standardise';

export interface HeadSettings {
  /** 'auto': chosen on check items. Otherwise the L2 strength (per example, on standardised features), > 0. */
  l2: number | 'auto';
  /** Weight classes inversely to how often they occur while fitting. */
  balance: boolean;
  /**
   * Label smoothing (Szegedy et al. 2016, "Rethinking the Inception architecture"): this share of each
   * target is spread evenly over the labels, 0 (as it was decided) to below 1. Default 0.
   */
  smoothing?: number;
}

/**
 * A fitted head. logits = ((features − mean) / scale) · kernel + bias; probabilities are the softmax or
 * sigmoid of logits / temperature. `bias` already has the log class weights taken out again.
 */
export interface Head {
  kind: HeadKind;
  dims: number;
  classes: number;
  mean: Float32Array;
  scale: Float32Array;
  /** dims × classes, row-major. */
  kernel: Float32Array;
  bias: Float32Array;
  temperature: number;
  /** The strength used. */
  l2: number;
  /** Below this first-choice probability the model says "I don't know". */
  floor: number;
}

/** Examples to learn from, or to choose by. */
export interface HeadData {
  /** n × dims, row-major. */
  features: Float32Array;
  dims: number;
  /** n × classes, 0 or 1: one 1 a row for softmax, any number for sigmoid. */
  targets: Uint8Array;
  classes: number;
  kind: HeadKind;
}

export interface FitOptions {
  /** Goes on from this head, when it has the same labels and features. */
  start?: Head | undefined;
  signal?: AbortSignal | undefined;
  /** Loss still to gain, as a share of the loss, at which to stop. */
  tolerance?: number | undefined;
  maxIterations?: number | undefined;
}

/** How far below the least likely learned label one without examples lies, in logits. */
const unseen = 20;

/**
 * Fits a head to convergence: cross-entropy over standardised features, weighted by class if asked,
 * plus l2/2 · ‖kernel‖², by L-BFGS. The same data and settings give the same head. A label without
 * examples is never suggested; a tag that every example (or none) has keeps its overall frequency.
 *
 * @returns Temperature 1 and the default floor. Failures: 'too-few-examples' (fewer than two labels
 *   with examples, or no tag to tell apart), 'not-a-number' (features that are not finite), 'aborted'.
 */
export async function fitHead(
  data: HeadData,
  settings: HeadSettings & { l2: number },
  options: FitOptions = {},
): Promise<Outcome<Head>> {
  const weights = classWeights(data.targets, data.classes, data.kind, settings.balance);
  if (weights.learnable.length < (data.kind === 'softmax' ? 2 : 1)) {
    return failure('too-few-examples');
  }
  const standard = standardisation(data.features, data.dims);
  const start = startingPoint(data, weights, standard, options.start);
  const objective = openObjective(
    standardised(data.features, standard),
    { ...data, n: data.targets.length / data.classes },
    weights,
    settings,
  );
  try {
    const found = await minimise((x) => objective.evaluate(x), start, {
      tolerance: options.tolerance ?? 1e-4,
      maxIterations: options.maxIterations ?? 300,
      convexity: settings.l2,
      signal: options.signal,
    });
    if (!Number.isFinite(found.loss)) return failure('not-a-number');
    return success(spread(found.at, data, weights, standard, settings.l2));
  } catch (error) {
    if (options.signal?.aborted) return failure('aborted');
    throw error;
  } finally {
    objective.dispose();
  }
}

/** An earlier head in the terms of today's standardisation and weights, else zeros. */
function startingPoint(
  { dims, classes, kind }: HeadData,
  { learnable, correction }: ClassWeights,
  { mean, scale }: Standardisation,
  start: Head | undefined,
): Float64Array {
  const k = learnable.length;
  const x = new Float64Array((dims + 1) * k);
  if (start?.kind !== kind || start.dims !== dims || start.classes !== classes) return x;
  const biases = learnable.map((label) => start.bias[label]! + correction[label]!);
  for (let dim = 0; dim < dims; dim++) {
    const stretch = scale[dim]! / start.scale[dim]!;
    const shift = (mean[dim]! - start.mean[dim]!) / start.scale[dim]!;
    learnable.forEach((label, at) => {
      const weight = start.kernel[dim * classes + label]!;
      x[dim * k + at] = weight * stretch;
      biases[at]! += weight * shift;
    });
  }
  // Labels that had no examples then lie far below; they begin with the others.
  const highest = Math.max(...biases);
  biases.forEach((bias, at) => (x[dims * k + at] = Math.max(bias, highest - unseen / 2)));
  return x;
}

/** What was learned about some labels, as a head over all of them. */
function spread(
  x: Float64Array,
  { dims, classes, kind, targets }: HeadData,
  { learnable, correction, counts }: ClassWeights,
  { mean, scale }: Standardisation,
  l2: number,
): Head {
  const k = learnable.length;
  const n = targets.length / classes;
  const kernel = new Float32Array(dims * classes);
  for (let dim = 0; dim < dims; dim++) {
    learnable.forEach((label, at) => (kernel[dim * classes + label] = x[dim * k + at]!));
  }
  const learned = learnable.map((label, at) => x[dims * k + at]! - correction[label]!);
  const lowest = Math.min(...learned) - unseen;
  const bias = Float32Array.from(counts, (count) =>
    kind === 'softmax' ? lowest : Math.log((count + 0.5) / (n - count + 0.5)),
  );
  learnable.forEach((label, at) => (bias[label] = learned[at]!));
  const floor = defaultFloor(classes);
  return { kind, dims, classes, mean, scale, kernel, bias, temperature: 1, l2, floor };
}

/**
 * Standardisation and temperature multiplied into one kernel (dims × classes) and bias: logits already
 * divided by the temperature are features · kernel + bias. What is exported is exactly this.
 */
export function foldHead(head: Head): { kernel: Float32Array; bias: Float32Array } {
  const { dims, classes, temperature } = head;
  const kernel = new Float32Array(dims * classes);
  const bias = Float64Array.from(head.bias);
  for (let dim = 0; dim < dims; dim++) {
    for (let label = 0; label < classes; label++) {
      const weight = head.kernel[dim * classes + label]! / head.scale[dim]!;
      kernel[dim * classes + label] = weight / temperature;
      bias[label]! -= weight * head.mean[dim]!;
    }
  }
  return { kernel, bias: Float32Array.from(bias, (value) => value / temperature) };
}

/** Calibrated probabilities, n × classes, each 0–1. @param features n × dims. */
export async function predict(
  head: Head,
  features: Float32Array,
  n: number,
): Promise<Float32Array> {
  const scaled = await logits(head, features, n, head.temperature);
  return probabilitiesOf(scaled, head.classes, head.kind);
}

/** Logits, n × classes, divided by `temperature` (1: as they came out of fitting). */
export async function logits(
  head: Head,
  features: Float32Array,
  n: number,
  temperature = 1,
): Promise<Float32Array> {
  const { dims, classes } = head;
  if (features.length !== n * dims) throw new RangeError(`features are not ${n} × ${dims}`);
  const { kernel, bias } = foldHead({ ...head, temperature });
  const all = new Float32Array(n * classes);
  for (let from = 0; from < n; from += rowsAtOnce) {
    if (from > 0) await yieldToEventLoop();
    enter('embed');
    const rows = features.subarray(from * dims, Math.min(n, from + rowsAtOnce) * dims);
    const result = tf.tidy(() =>
      tf.add(
        tf.matMul(
          tf.tensor2d(rows, [rows.length / dims, dims]),
          tf.tensor2d(kernel, [dims, classes]),
        ),
        bias,
      ),
    );
    try {
      all.set(await whileDeviceLives(result.data<'float32'>()), from * classes);
    } finally {
      result.dispose();
    }
  }
  return all;
}

const rowsAtOnce = 2048;
