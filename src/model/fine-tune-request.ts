/** What a fine-tuning is asked for, what it tells on its way, and what comes of it. */
import type { BackboneArtifacts } from './backbone';
import type { EpochMetrics, FineTuneState } from './fine-tune-state';
import type { Head } from './head';

export interface FineTuneSettings {
  /** How much of the backbone may change: its last block, its last three blocks, or every layer. */
  depth: 'last-block' | 'last-three' | 'all';
  epochs: number;
  batchSize: number;
  learningRate: number;
  augment: boolean;
  /** Epochs without a lower check loss before it stops. */
  patience: number;
}

/** Pictures to learn from or to check on; read as they are needed. */
export interface ExampleSource {
  count: number;
  /** count × classes, 0 or 1. */
  targets: Uint8Array;
  /** One picture as `toPixels` gives it at the backbone's input size. */
  pixels(row: number): Uint8Array | Promise<Uint8Array>;
}

export interface FineTuneRequest {
  artifacts: BackboneArtifacts;
  /** Fitted on this backbone's features: where training starts. */
  head: Head;
  examples: ExampleSource;
  /** Never trained on: decides when to stop and which epoch is kept. May be empty. */
  check: ExampleSource;
  settings: FineTuneSettings;
  /** Weight classes inversely to how often they occur; default true. */
  balance?: boolean;
  seed: number;
  /** Stops after this many of `settings.epochs`, to be resumed later or not; default all of them. */
  until?: number;
}

interface FineTuneStep {
  epoch: number;
  epochs: number;
  step: number;
  steps: number;
  /** Mean surprise (nats) and share right of this step's pictures. */
  loss: number;
  accuracy: number;
}

export interface FineTuneCallbacks {
  onStep?(step: FineTuneStep): void;
  /** Awaited: the next epoch begins when the state is safe. */
  onEpoch?(metrics: EpochMetrics, state: FineTuneState): void | Promise<void>;
  /** Asked before each step: undefined to go on, or a promise that settles when the pause is over. */
  whilePaused?(): Promise<void> | undefined;
  signal?: AbortSignal;
}

export interface FineTuned {
  /** The backbone with its new weights; same topology, same layers. */
  artifacts: BackboneArtifacts;
  head: Head;
  epochs: EpochMetrics[];
  ended: 'all-epochs' | 'early' | 'not-a-number' | 'exploding-loss';
}
