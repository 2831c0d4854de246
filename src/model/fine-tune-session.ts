/** One fine-tuning run while it runs: epochs of steps, a check after each, the best kept. */
import * as tf from '@tensorflow/tfjs-core';
import { failure, success } from '../outcome';
import type { Outcome } from '../outcome';
import { Adam } from './adam';
import { mean, probabilitiesOf, rightAnswers, surprises } from './answers';
import { augment } from './augment';
import { enter } from './backend';
import { breathe } from './breathe';
import { seenOnly } from './class-weights';
import type { ClassWeights } from './class-weights';
import { whileDeviceLives } from './device-loss';
import { finish } from './fine-tune-finish';
import type {
  EpochMetrics,
  ExampleSource,
  FineTuneCallbacks,
  FineTuned,
  FineTuneRequest,
} from './fine-tune';
import { weightedLoss } from './fine-tune-loss';
import { headKeys } from './fine-tune-network';
import type { TrainingNetwork } from './fine-tune-network';
import type { FineTuneState, SavedWeights } from './fine-tune-state';
import { FrozenResults } from './frozen-results';
import { randomNumbers, shuffled } from './random';

/** Share of all steps spent warming up, and the rate left at the end of the cosine. */
const schedule = { warmUp: 0.05, last: 0.1 };

interface Scores {
  loss: number;
  accuracy: number;
}

export class FineTuneSession {
  private readonly adam: Adam;
  private readonly frozen: { examples: FrozenResults; check: FrozenResults };
  private readonly steps: number;
  private taken: number;
  private readonly epochs: EpochMetrics[];
  private best: FineTuneState['best'];

  constructor(
    private readonly request: FineTuneRequest,
    private readonly callbacks: FineTuneCallbacks,
    private readonly weights: ClassWeights,
    private readonly network: TrainingNetwork,
    resume: FineTuneState | undefined,
  ) {
    const { examples, check, settings } = request;
    this.steps = Math.ceil(examples.count / settings.batchSize);
    this.taken = resume?.steps ?? 0;
    this.epochs = [...(resume?.epochs ?? [])];
    this.best = resume?.best ?? null;
    if (resume) this.restore(resume.weights);
    this.adam = new Adam(network.trained, this.taken, resume?.moments);
    this.frozen = {
      examples: new FrozenResults(network, examples, !settings.augment),
      check: new FrozenResults(network, check, true),
    };
  }

  async run(): Promise<Outcome<FineTuned>> {
    const { settings } = this.request;
    while (this.epochs.length < settings.epochs && !this.isStale()) {
      const metrics = await this.epoch(this.epochs.length + 1);
      if (metrics === null) return this.broken();
      const weights = await this.current();
      // A clipped activation can hide that a weight behind it is no number any more.
      if (!Object.values(weights).every((values) => values.every(Number.isFinite)))
        return this.broken();
      this.epochs.push(metrics);
      this.keepIfBest(metrics, weights);
      await this.callbacks.onEpoch?.(metrics, await this.state(weights));
    }
    return this.end(this.epochs.length < settings.epochs ? 'early' : 'all-epochs');
  }

  private async broken(): Promise<Outcome<FineTuned>> {
    return this.best === null ? failure('not-a-number') : this.end('not-a-number');
  }

  /** True once `patience` epochs in a row have brought no lower check loss. */
  private isStale(): boolean {
    const { check, settings } = this.request;
    if (check.count === 0 || this.best === null) return false;
    return this.epochs.length - this.best.epoch >= settings.patience;
  }

  /** Null when a number stopped being one. */
  private async epoch(number: number): Promise<EpochMetrics | null> {
    const { examples, check, settings, seed } = this.request;
    const started = performance.now();
    const order = shuffled(examples.count, randomNumbers(seed, number));
    const total = { loss: 0, accuracy: 0 };
    for (let step = 0; step < this.steps; step++) {
      await this.mayGoOn();
      const rows = order.slice(step * settings.batchSize, (step + 1) * settings.batchSize);
      const scores = await this.step(rows, number);
      if (!Number.isFinite(scores.loss)) return null;
      total.loss += (scores.loss * rows.length) / examples.count;
      total.accuracy += (scores.accuracy * rows.length) / examples.count;
      const place = { epoch: number, epochs: settings.epochs, step: step + 1, steps: this.steps };
      this.callbacks.onStep?.({ ...place, ...scores });
    }
    const checked = check.count === 0 ? null : await this.check();
    if (checked !== null && !Number.isFinite(checked.loss)) return null;
    return {
      epoch: number,
      loss: total.loss,
      accuracy: total.accuracy,
      checkLoss: checked?.loss ?? null,
      checkAccuracy: checked?.accuracy ?? null,
      milliseconds: Math.round(performance.now() - started),
    };
  }

  private async mayGoOn(): Promise<void> {
    await breathe();
    await this.callbacks.whilePaused?.();
    this.callbacks.signal?.throwIfAborted();
  }

  private async step(rows: Uint32Array, epoch: number): Promise<Scores> {
    const { head, examples, settings, seed, artifacts } = this.request;
    const { classes, kind } = head;
    const change = (pixels: Uint8Array, row: number) =>
      augment(pixels, artifacts.inputSize, randomNumbers(seed, epoch, row));
    const input = await this.frozen.examples.of(rows, settings.augment ? change : undefined);
    const chosen = targetsOf(examples, rows, classes);
    enter('fine-tune');
    const rate = settings.learningRate * this.pace();
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
    return this.score(await this.read(logits), chosen, kind);
  }

  /** Loss of the batch, and what holds the head back as it was held back when it was fitted. */
  private cost(logits: tf.Tensor2D, targets: tf.Tensor2D): tf.Scalar {
    const { kind, l2 } = this.request.head;
    const kernel = this.network.trained.find(({ key }) => key === headKeys.kernel)!.variable;
    const penalty = tf.mul(l2 / 2, tf.sum(tf.square(kernel)));
    return tf.add(weightedLoss(logits, targets, this.weights, kind), penalty);
  }

  private pace(): number {
    const all = this.steps * this.request.settings.epochs;
    const warm = Math.max(1, Math.round(all * schedule.warmUp));
    if (this.taken < warm) return (this.taken + 1) / warm;
    const share = (this.taken - warm) / Math.max(1, all - warm);
    return schedule.last + ((1 - schedule.last) * (1 + Math.cos(Math.PI * share))) / 2;
  }

  private async check(): Promise<Scores> {
    const { check, head, examples } = this.request;
    const logits = await this.checkLogits();
    const known = seenOnly(check.targets, { targets: examples.targets, classes: head.classes });
    const { loss } = this.score(logits, known, head.kind);
    return { loss, accuracy: this.score(logits, check.targets, head.kind).accuracy };
  }

  /** Logits of all check items, class weights taken out again. */
  private async checkLogits(): Promise<Float32Array> {
    const { check, head, settings } = this.request;
    const all = new Float32Array(check.count * head.classes);
    for (let from = 0; from < check.count; from += settings.batchSize) {
      await this.mayGoOn();
      const size = Math.min(settings.batchSize, check.count - from);
      const input = await this.frozen.check.of(
        Uint32Array.from({ length: size }, (_, i) => from + i),
      );
      enter('fine-tune');
      const logits = tf.tidy(() => this.network.logits(input));
      input.dispose();
      all.set(await this.read(logits), from * head.classes);
    }
    return all;
  }

  private async read(logits: tf.Tensor2D): Promise<Float32Array> {
    const { correction } = this.weights;
    try {
      const raw = await whileDeviceLives(logits.data<'float32'>());
      return raw.map((value, at) => value - correction[at % correction.length]!);
    } finally {
      logits.dispose();
    }
  }

  private score(logits: Float32Array, targets: Uint8Array, kind: 'softmax' | 'sigmoid'): Scores {
    const { classes } = this.request.head;
    if (!logits.every(Number.isFinite)) return { loss: NaN, accuracy: NaN };
    const probabilities = probabilitiesOf(logits, classes, kind);
    return {
      loss: mean(surprises(probabilities, targets, classes, kind)),
      accuracy: mean(rightAnswers(probabilities, targets, classes, kind)),
    };
  }

  private keepIfBest(metrics: EpochMetrics, weights: SavedWeights): void {
    const loss = metrics.checkLoss ?? metrics.loss;
    const isBest = this.best === null || metrics.checkLoss === null || loss < this.best.loss;
    if (isBest) this.best = { epoch: metrics.epoch, loss, weights };
  }

  private async current(): Promise<SavedWeights> {
    const { trained } = this.network;
    return saved(Object.fromEntries(trained.map(({ key, variable }) => [key, variable])));
  }

  private async state(weights: SavedWeights): Promise<FineTuneState> {
    const moments = await saved(this.adam.tensors());
    const { taken: steps, best } = this;
    return { version: 1, epochs: [...this.epochs], steps, weights, moments, best };
  }

  private restore(weights: SavedWeights): void {
    enter('fine-tune');
    for (const { key, variable } of this.network.trained) {
      const values = weights[key];
      if (values) tf.tidy(() => variable.assign(tf.tensor(values, variable.shape)));
    }
  }

  private async end(ended: FineTuned['ended']): Promise<Outcome<FineTuned>> {
    const { weights } = this.best!;
    this.restore(weights);
    const { artifacts, head, check, examples } = this.request;
    const logits = await this.checkLogits();
    const known = seenOnly(check.targets, { targets: examples.targets, classes: head.classes });
    const checked = { logits, targets: check.targets, known };
    return success({
      ...finish(artifacts, head, weights, this.weights, checked),
      epochs: this.epochs,
      ended,
    });
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

/** Reads tensors one after another, each under the backend it lies on. */
async function saved(tensors: Record<string, tf.Tensor>): Promise<SavedWeights> {
  const weights: SavedWeights = {};
  for (const [key, tensor] of Object.entries(tensors)) {
    enter('fine-tune');
    // A copy: some backends hand out the very memory the weight goes on living in.
    weights[key] = (await whileDeviceLives(tensor.data<'float32'>())).slice();
  }
  return weights;
}
