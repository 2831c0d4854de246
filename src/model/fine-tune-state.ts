/** Where a fine-tuning run stands between two epochs: plain data that can be stored and sent. */

export interface EpochMetrics {
  epoch: number;
  loss: number;
  /** 0–1, on the training pictures as augmented. */
  accuracy: number;
  checkLoss: number | null;
  checkAccuracy: number | null;
  milliseconds: number;
}

/** Weights by lasting name. */
export type SavedWeights = Record<string, Float32Array>;

export interface FineTuneState {
  readonly version: 1;
  /** What went before, one row an epoch. */
  epochs: EpochMetrics[];
  /** Steps taken. */
  steps: number;
  weights: SavedWeights;
  /** Adam's moments. */
  moments: SavedWeights;
  /** The best epoch so far: its number, loss (on check items, else in training) and weights. */
  best: { epoch: number; loss: number; weights: SavedWeights } | null;
}

/** Whether something read back from storage is a state this version can go on from. */
export function isFineTuneState(value: unknown): value is FineTuneState {
  if (typeof value !== 'object' || value === null) return false;
  const state = value as Partial<FineTuneState>;
  return (
    state.version === 1 &&
    Array.isArray(state.epochs) &&
    typeof state.steps === 'number' &&
    isSaved(state.weights) &&
    isSaved(state.moments) &&
    (state.best === null || isSaved(state.best?.weights))
  );
}

function isSaved(value: unknown): value is SavedWeights {
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).every((values) => values instanceof Float32Array);
}
