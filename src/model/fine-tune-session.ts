/** One fine-tuning run while it runs: epochs of steps, a check after each, the best kept. */
import * as tf from '@tensorflow/tfjs-core';
import { failure, success } from '../outcome';
import type { Outcome } from '../outcome';
import { ExplosionWatch } from '../statistics/explosion';
import { randomNumbers, shuffled } from '../statistics/random';
import { enter } from './backend';
import { yieldToEventLoop } from './yield-to-event-loop';
import { seenOnly } from './class-weights';
import type { ClassWeights } from './class-weights';
import { whileDeviceLives } from './device-loss';
import { finish } from './fine-tune-finish';
import type { FineTuneCallbacks, FineTuned, FineTuneRequest } from './fine-tune-request';
import type { EpochMetrics, FineTuneState, SavedWeights } from './fine-tune-state';
import type { TrainingNetwork } from './fine-tune-network';
import { Steps } from './fine-tune-steps';
import type { Scores } from './fine-tune-steps';
import { FrozenResults } from './frozen-results';

/** Share of all steps spent warming up, and the rate left at the end of the cosine. */
const schedule = { warmUp: 0.05, last: 0.1 };

/** How a training can go astray. */
type Breakdown = 'not-a-number' | 'exploding-loss';

export class FineTuneSession {
  private readonly training: Steps;
  private readonly frozenCheck: FrozenResults;
  private readonly steps: number;
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
    this.epochs = [...(resume?.epochs ?? [])];
    this.best = resume?.best ?? null;
    if (resume) this.restore(resume.weights);
    this.training = new Steps(request, weights, network, resume);
    this.frozenCheck = new FrozenResults(network, check, true);
  }

  async run(): Promise<Outcome<FineTuned>> {
    const { settings, until = settings.epochs } = this.request;
    const epochs = Math.min(until, settings.epochs);
    while (this.epochs.length < epochs && !this.isStale()) {
      const metrics = await this.epoch(this.epochs.length + 1);
      if (typeof metrics === 'string') return this.broken(metrics);
      const weights = await this.current();
      // A clipped activation can hide that a weight behind it is no number any more.
      if (!Object.values(weights).every((values) => values.every(Number.isFinite)))
        return this.broken('not-a-number');
      this.epochs.push(metrics);
      this.keepIfBest(metrics, weights);
      await this.callbacks.onEpoch?.(metrics, await this.state(weights));
    }
    return this.end(this.epochs.length < epochs ? 'early' : 'all-epochs');
  }

  /** The weights of the best epoch are what is left; before the first there is nothing to keep. */
  private async broken(how: Breakdown): Promise<Outcome<FineTuned>> {
    return this.best === null ? failure(how) : this.end(how);
  }

  /** True once `patience` epochs in a row have brought no lower check loss. */
  private isStale(): boolean {
    const { check, settings } = this.request;
    if (check.count === 0 || this.best === null) return false;
    return this.epochs.length - this.best.epoch >= settings.patience;
  }

  private async epoch(number: number): Promise<EpochMetrics | Breakdown> {
    const { examples, check, settings, seed, head } = this.request;
    const watch = new ExplosionWatch(Math.log(head.kind === 'softmax' ? head.classes : 2));
    const started = performance.now();
    const order = shuffled(examples.count, randomNumbers(seed, number));
    const total = { loss: 0, accuracy: 0 };
    for (let step = 0; step < this.steps; step++) {
      await this.mayGoOn();
      const rows = order.slice(step * settings.batchSize, (step + 1) * settings.batchSize);
      const rate = settings.learningRate * this.pace();
      const scores = await this.training.step(rows, number, rate);
      if (!Number.isFinite(scores.loss)) return 'not-a-number';
      if (watch.hasExploded(scores.loss)) return 'exploding-loss';
      total.loss += (scores.loss * rows.length) / examples.count;
      total.accuracy += (scores.accuracy * rows.length) / examples.count;
      const place = { epoch: number, epochs: settings.epochs, step: step + 1, steps: this.steps };
      const { loss, accuracy } = scores;
      this.callbacks.onStep?.({ ...place, loss, accuracy });
    }
    const checked = check.count === 0 ? null : await this.check();
    if (checked !== null && !Number.isFinite(checked.loss)) return 'not-a-number';
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
    await yieldToEventLoop();
    await this.callbacks.whilePaused?.();
    this.callbacks.signal?.throwIfAborted();
  }

  private pace(): number {
    const all = this.steps * this.request.settings.epochs;
    const warm = Math.max(1, Math.round(all * schedule.warmUp));
    const { taken } = this.training;
    if (taken < warm) return (taken + 1) / warm;
    const share = (taken - warm) / Math.max(1, all - warm);
    return schedule.last + ((1 - schedule.last) * (1 + Math.cos(Math.PI * share))) / 2;
  }

  private async check(): Promise<Omit<Scores, 'right'>> {
    const { check, head, examples } = this.request;
    const logits = await this.checkLogits();
    const known = seenOnly(check.targets, { targets: examples.targets, classes: head.classes });
    const { loss } = this.training.score(logits, known);
    return { loss, accuracy: this.training.score(logits, check.targets).accuracy };
  }

  /** Logits of all check items, class weights taken out again. */
  private async checkLogits(): Promise<Float32Array> {
    const { check, head, settings } = this.request;
    const all = new Float32Array(check.count * head.classes);
    for (let from = 0; from < check.count; from += settings.batchSize) {
      await this.mayGoOn();
      const size = Math.min(settings.batchSize, check.count - from);
      const input = await this.frozenCheck.of(
        Uint32Array.from({ length: size }, (_, i) => from + i),
      );
      enter('fine-tune');
      const logits = tf.tidy(() => this.network.logits(input));
      input.dispose();
      all.set(await this.training.read(logits), from * head.classes);
    }
    return all;
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
    const moments = await saved(this.training.moments());
    const steps = this.training.taken;
    const { best } = this;
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
    this.training.dispose();
  }
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
