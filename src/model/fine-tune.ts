/** Fine-tuning: a training loop of our own over pixels. */

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

export interface EpochMetrics {
  epoch: number;
  loss: number;
  /** 0–1, on the training pictures as augmented. */
  accuracy: number;
  checkLoss: number | null;
  checkAccuracy: number | null;
  milliseconds: number;
}
