/** Single steps of training a network: pictures in, weights moved, and how well it did on them. */
import * as tf from '@tensorflow/tfjs-core';
import { Adam } from './adam';
import { mean, probabilitiesOf, rightAnswers, surprises } from './answers';
import { augment } from './augment';
import { enter } from './backend';
import type { ClassWeights } from './class-weights';
import { whileDeviceLives } from './device-loss';
import type { ExampleSource, FineTuneRequest } from './fine-tune-request';
import { weightedLoss } from './fine-tune-loss';
import { headKeys } from './fine-tune-network';
import type { TrainingNetwork } from './fine-tune-network';
import type { SavedWeights } from './fine-tune-state';
import { FrozenResults } from './frozen-results';
import { randomNumbers } from '../statistics/random';

export interface Scores {
  /** Mean surprise, in nats. */
  loss: number;
  /** Share right, 0–1. */
  accuracy: number;
  /** 1 where right, one a picture. */
  right: Uint8Array;
}

/** Learning alone: no check, no plan for the rate, nothing kept but Adam's moments. */
export class Steps {
  /** Steps so far. */
  taken: number;
  private readonly adam: Adam;
  private readonly frozen: FrozenResults;

  constructor(
    private readonly request: Omit<FineTuneRequest, 'check'>,
    private readonly weights: ClassWeights,
    private readonly network: TrainingNetwork,
    before?: { steps: number; moments: SavedWeights },
  ) {
    this.taken = before?.steps ?? 0;
    this.adam = new Adam(network.trained, this.taken, before?.moments);
    this.frozen = new FrozenResults(network, request.examples, !request.settings.augment);
  }

  /** Learns from some pictures. @param epoch Augmentation is drawn anew in each. */
  async step(rows: Uint32Array, epoch: number, rate: number): Promise<Scores> {
    const { head, examples, settings, seed, artifacts } = this.request;
    const { classes } = head;
    const change = (pixels: Uint8Array, row: number) =>
      augment(pixels, artifacts.inputSize, randomNumbers(seed, epoch, row));
    const input = await this.frozen.of(rows, settings.augment ? change : undefined);
    const chosen = targetsOf(examples, rows, classes);
    enter('fine-tune');
    const logits = tf.tidy(() => {
      const targets = tf.tensor2d(chosen, [rows.length, classes]);
      let kept: tf.Tensor2D | undefined;
      const { grads } = tf.variableGrads(
        () => {
          kept = tf.keep(this.network.logits(input));
          return this.cost(kept, targets);
        },
        this.network.trained.map(({ variable }) => variable),
      );
      this.adam.step(grads, rate);
      return kept!;
    });
    this.taken++;
    input.dispose();
    return this.score(await this.read(logits), chosen);
  }

  /** Loss of the batch, and what holds the head back as it was held back when it was fitted. */
  private cost(logits: tf.Tensor2D, targets: tf.Tensor2D): tf.Scalar {
    const { kind, l2 } = this.request.head;
    const kernel = this.network.trained.find(({ key }) => key === headKeys.kernel)!.variable;
    const penalty = tf.mul(l2 / 2, tf.sum(tf.square(kernel)));
    return tf.add(weightedLoss(logits, targets, this.weights, kind), penalty);
  }

  /** Logits with the class weights taken out again; disposes the tensor. */
  async read(logits: tf.Tensor2D): Promise<Float32Array> {
    const { correction } = this.weights;
    try {
      const raw = await whileDeviceLives(logits.data<'float32'>());
      return raw.map((value, at) => value - correction[at % correction.length]!);
    } finally {
      logits.dispose();
    }
  }

  score(logits: Float32Array, targets: Uint8Array): Scores {
    const { classes, kind } = this.request.head;
    if (!logits.every(Number.isFinite))
      return { loss: NaN, accuracy: NaN, right: new Uint8Array() };
    const probabilities = probabilitiesOf(logits, classes, kind);
    const right = rightAnswers(probabilities, targets, classes, kind);
    const loss = mean(surprises(probabilities, targets, classes, kind));
    return { loss, accuracy: mean(right), right };
  }

  moments(): Record<string, tf.Variable> {
    return this.adam.tensors();
  }

  dispose(): void {
    this.adam.dispose();
  }
}

function targetsOf(source: ExampleSource, rows: Uint32Array, classes: number): Uint8Array {
  const chosen = new Uint8Array(rows.length * classes);
  rows.forEach((row, at) => {
    chosen.set(source.targets.subarray(row * classes, (row + 1) * classes), at * classes);
  });
  return chosen;
}
