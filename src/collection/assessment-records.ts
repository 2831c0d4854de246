/**
 * What is found when a whole collection is looked over: baselines, learning curve, cross-validation and
 * data checks. Plain data, kept as the `result` of an assessment.
 */
import type { Evaluation } from '../model/evaluation';
import type { ActId, ItemId, LabelId, Role, RunId } from './records';

/** A share with its 95 % interval and the number of items it was measured on. */
type Estimate = Evaluation['accuracy'];

export interface AssessmentResults {
  baselines: Baselines;
  'learning-curve': LearningCurve;
  'cross-validation': CrossValidation;
  'data-checks': DataChecks;
  regrouping: Regrouping;
}

/** Ways of answering that the serving run has to beat, all on the same benchmark items. */
export interface Baselines {
  /** The run they are compared with; null where none serves. */
  readonly run: { id: RunId; number: number; version: number; accuracy: Estimate } | null;
  /** Benchmark items answered. With none, `methods` is empty. */
  readonly n: number;
  readonly methods: BaselineScore[];
}

/**
 * `majority`: always the most frequent label. `neighbours`: the five most similar decided pictures vote.
 * `colour-texture`: colours and textures alone with a linear model. `frozen-head`: a linear model on the
 * network as it came, before anything was trained deeper.
 */
export type BaselineMethod = 'majority' | 'neighbours' | 'colour-texture' | 'frozen-head';

export interface BaselineScore {
  readonly method: BaselineMethod;
  readonly accuracy: Estimate;
  /** Benchmark items that only the run, or only the method, got right, and McNemar's exact p; null without a run. */
  readonly against: { runOnly: number; methodOnly: number; p: number } | null;
}

/** How the score grew with the decisions it was learned from, and what more of them would bring. */
export interface LearningCurve {
  readonly measuredOn: 'benchmark' | 'benchmark-and-check';
  /** Items it was measured on. */
  readonly n: number;
  /** Random orders in which the pool decisions were learned from; every point is the mean over them. */
  readonly orders: number;
  /** Fewest decisions first. Accuracy and its 95 % interval over orders and items, 0–1. */
  readonly points: { decisions: number; accuracy: number; low: number; high: number }[];
  /** Error ≈ asymptote + scale · decisions^−exponent; null where no such curve lies through the points. */
  readonly fit: { asymptote: number; scale: number; exponent: number } | null;
  /** Why there is no forecast; null where there is one. */
  readonly silence: 'too-few-decisions' | 'too-few-to-measure-on' | 'not-rising' | null;
  /** Expected gain in accuracy from `more` decisions with its 95 % interval, −1 … 1. */
  readonly forecasts: { more: number; gain: number; low: number; high: number }[];
}

/** Every decided picture answered by a head that has not learned from it. */
export interface CrossValidation {
  readonly folds: number;
  /** Pictures answered; 0 where there are too few for two folds. */
  readonly n: number;
  /** Over all answers together. Its interval takes the folds as one sample, and so is a little too narrow. */
  readonly accuracy: Estimate;
  /** Accuracy fold by fold. */
  readonly perFold: number[];
  /** Decided benchmark pictures there were at the time. */
  readonly benchmark: number;
}

export interface DataChecks {
  readonly items: number;
  readonly labels: { labelId: LabelId; examples: number; inBenchmark: number }[];
  readonly unreadable: ItemId[];
  readonly tiny: ItemId[];
  /** Pairs that show one object, judging by the pictures; the likest first. */
  readonly pairs: NearPair[];
  /** Groups a person made whose members lie in different roles. */
  readonly straddling: { group: string; itemIds: ItemId[] }[];
  readonly shift: ShiftFinding[];
  /** What a person said about pairs. Kept when the checks are made again. */
  readonly verdicts: PairVerdict[];
}

export interface NearPair {
  readonly itemIds: readonly [ItemId, ItemId];
  /** Correlation of their detail where they overlap best, 0–1. */
  readonly likeness: number;
  /** One was to be learned from while the other is scored on, or settings are chosen by it. */
  readonly inTwoRoles: boolean;
  /** Both were decided, and differently. */
  readonly isContradicted: boolean;
}

/** A batch of pictures beside all that came in before it. */
export interface ShiftFinding {
  /** When the first of the batch came in. */
  readonly at: number;
  readonly n: number;
  /** Earlier pictures it was compared with. */
  readonly against: number;
  /** Permutation p-value, corrected for the number of batches (Holm). */
  readonly p: number;
  /** Those of the batch, and those from before, that are least like the other side. */
  readonly examples: ItemId[];
  readonly before: ItemId[];
}

export interface PairVerdict {
  readonly actId: ActId;
  readonly at: number;
  readonly by: string;
  readonly itemIds: readonly [ItemId, ItemId];
  readonly says: 'one-object' | 'different';
  /** Groups and roles as they were, of every item the verdict moved. */
  readonly before: { itemId: ItemId; group: string; role: Role }[];
}

/** The latest time a person grouped pictures in one act. */
export interface Regrouping {
  readonly at: number;
  /** By what: a field, a part of the name, the folder. */
  readonly words: string;
  /** The project's count of groupings then: it can be taken back while that still is the count. */
  readonly groupings: number;
  readonly groups: number;
  readonly moved: number;
  /** Groups and roles as they were, of every item that moved. */
  readonly before: { itemId: ItemId; group: string; role: Role }[];
}
