/**
 * The stored nouns behind the question "how far can it be trusted?". As in `records.ts`: plain data,
 * packed where there is much of it, and nothing here computes.
 */
import type { AssessmentResults } from './assessment-records';
import type { Problem } from '../outcome';
import type { HalvingPlan } from '../statistics/successive-halving';
import type {
  ActId,
  Answer,
  BackboneHash,
  DecisionId,
  ItemId,
  LabelId,
  ProjectId,
  RunId,
  SearchId,
  SnapshotId,
} from './records';

/** A run's answers to items whose truth is known; matrices are itemIds.length × labels, row-major. */
export interface AnsweredItems {
  readonly itemIds: Uint32Array;
  /** Calibrated. */
  readonly probabilities: Float32Array;
  /** The same before temperature scaling. */
  readonly uncalibrated: Float32Array;
  /** 1 where the label is right. */
  readonly targets: Uint8Array;
}

/** What a run, as of its latest version, answered on the items it never learns from. One row a run. */
export interface Measurement {
  readonly runId: RunId;
  readonly projectId: ProjectId;
  readonly version: number;
  readonly at: number;
  /** Pool items its head has learned from. */
  readonly learnedFrom: number;
  /** Columns of the matrices: the labels the head knows, then any the benchmark has beyond them. */
  readonly labelIds: LabelId[];
  readonly benchmark: AnsweredItems;
  readonly check: AnsweredItems;
}

/** A picture that the expert answered a second time without seeing the first answer. Never used as truth. */
export interface SecondLook {
  readonly id: number;
  readonly projectId: ProjectId;
  readonly itemId: ItemId;
  readonly at: number;
  readonly by: string;
  readonly answer: Answer;
  /** The decision that stood when it was asked. */
  readonly first: DecisionId;
}

/** An item the model answered by itself, under a promise the expert unlocked. Never used as truth. */
export interface Accepted {
  readonly itemId: ItemId;
  readonly projectId: ProjectId;
  /** One press of the button: taking it back takes back all of it. */
  readonly actId: ActId;
  readonly at: number;
  readonly runId: RunId;
  readonly version: number;
  readonly labelIds: LabelId[];
  /** Calibrated probability of the first choice, 0–1. */
  readonly confidence: number;
  /** Highest share of wrong answers that was promised, 0–1. */
  readonly risk: number;
  /** Drawn at random to be looked at by the expert. */
  readonly isAudited: boolean;
}

/**
 * Decided items, the one whose label looks most mistaken first. One row a project, replaced when looked
 * for again; an item that was decided after `learnedUpTo` has left the queue.
 */
export interface LabelErrors {
  readonly projectId: ProjectId;
  readonly at: number;
  readonly learnedUpTo: DecisionId;
  readonly itemIds: Uint32Array;
  /** The labels it had, after merges; none for "none of these". */
  readonly given: LabelId[][];
  /** What a model that has not seen the item would say instead; with tags, the one to be set or taken away. */
  readonly suggested: LabelId[];
  /** What that model gives `suggested`, 0–1. */
  readonly confidences: Float32Array;
  /** How much more it believes in that than in what was given, −1 … 1. */
  readonly margins: Float32Array;
  /** So many at the head of the queue are counted as mistakes; the rest is in order of doubt. */
  readonly likely: number;
}

/** What a search may change: the head alone, or the whole network too. */
export type SearchScope = 'head' | 'network';

/** A search over settings: what is tried, how far it is, which runs it made. All it needs to go on exactly. */
export interface Search {
  readonly id: SearchId;
  readonly projectId: ProjectId;
  readonly startedAt: number;
  finishedAt: number | null;
  status: 'running' | 'paused' | 'done' | 'cancelled' | 'failed';
  readonly budgetMinutes: number;
  readonly seed: number;
  readonly scope: SearchScope;
  /** Kept with it, so that it goes on as it began although a newer version of the app plans otherwise. */
  readonly plan: HalvingPlan;
  /** What every trial learns from, and the network it starts from. */
  readonly snapshotId: SnapshotId;
  readonly backbone: BackboneHash;
  /** Time spent computing, pauses left out. */
  spentMs: number;
  /** In the order in which they were begun. */
  trials: SearchTrial[];
  /** The best trial, once the search is done; its run has the honest estimate. */
  winner: RunId | null;
  problem: Problem | null;
}

export interface SearchTrial {
  readonly runId: RunId;
  /** 0: the usual settings, which the others must beat; then from coarse to fine. */
  readonly round: number;
  /** Mean surprise (nats) on each part held out, or after each epoch; Infinity where it broke down. */
  readonly losses: readonly number[];
  /** Share of right answers, 0–1, beside each. */
  readonly accuracies: readonly number[];
}

/** A finding computed over the whole collection on demand. One row a kind and project, replaced when computed again. */
export interface Assessment<Kind extends AssessmentKind = AssessmentKind> {
  readonly projectId: ProjectId;
  readonly kind: Kind;
  readonly at: number;
  readonly learnedUpTo: DecisionId;
  readonly result: AssessmentResults[Kind];
}

export type AssessmentKind = keyof AssessmentResults;

/** What a trainer can be asked to find; the rest is kept beside it. */
export type FindingKind = Exclude<AssessmentKind, 'regrouping'>;
