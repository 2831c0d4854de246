/** What a simulation writes, and reads again to make tables. */
import * as v from 'valibot';

const Score = v.object({
  n: v.number(),
  accuracy: v.nullable(v.number()),
  macroF1: v.nullable(v.number()),
});

const Spread = v.object({
  count: v.number(),
  median: v.nullable(v.number()),
  p95: v.nullable(v.number()),
  max: v.nullable(v.number()),
});

export const SimulationResult = v.object({
  collection: v.string(),
  pictures: v.number(),
  labels: v.array(v.string()),
  strategy: v.picklist(['uncertain', 'random']),
  seed: v.number(),
  backbone: v.string(),
  curve: v.array(
    v.object({
      decisions: v.number(),
      /** All benchmark items, judged by folder name, whether or not they have been decided. */
      benchmark: Score,
      /** Decisions so far in which a shown suggestion was right and was accepted. */
      accepted: v.number(),
      /** Decisions so far in which a suggestion was shown. */
      suggested: v.number(),
    }),
  ),
  /** The benchmark once the network itself had been fine-tuned on all decisions. */
  fineTuned: v.nullable(v.object({ benchmark: Score, seconds: v.number(), device: v.string() })),
  /** From a decision in the database to predictions that have learned it. */
  retrainingMs: Spread,
  importSeconds: v.number(),
  embeddingSeconds: v.number(),
  peakMemoryBytes: v.nullable(v.number()),
  browser: v.string(),
  at: v.string(),
});

export type SimulationResult = v.InferOutput<typeof SimulationResult>;

export function spreadOf(values: readonly number[]): v.InferOutput<typeof Spread> {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number | null =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? null;
  return { count: sorted.length, median: at(0.5), p95: at(0.95), max: at(1) };
}
