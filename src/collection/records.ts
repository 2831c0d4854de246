/**
 * Every noun that is stored. Rows are plain data that survive the structured clone; nothing here
 * computes. Times are milliseconds since the epoch. A decision is an event and is never rewritten;
 * an item's `standing` is what the events add up to, kept beside it so that nothing has to replay them.
 */
import type { Evaluation } from '../model/evaluation';
import type { FineTuneSettings, EpochMetrics } from '../model/fine-tune';
import type { Head, HeadSettings } from '../model/head';
import type { WeightSpec } from '../model/backbone';
import type { Problem } from '../outcome';

declare const brand: unique symbol;
type Branded<T, Name extends string> = T & { readonly [brand]: Name };

export type ProjectId = Branded<string, 'ProjectId'>;
/** A number, so that ten thousand of them pack into a Uint32Array. */
export type ItemId = Branded<number, 'ItemId'>;
export type LabelId = Branded<string, 'LabelId'>;
/** Grows with every event: the order of ids is the order in which things happened. */
export type DecisionId = Branded<number, 'DecisionId'>;
/** One gesture of the person: one key press, or a whole grid accepted. Undo takes back an act. */
export type ActId = Branded<string, 'ActId'>;
/** SHA-256 (hex) of what was true when it was frozen. */
export type SnapshotId = Branded<string, 'SnapshotId'>;
export type RunId = Branded<string, 'RunId'>;
/** SHA-256 (hex) of a backbone's weights file. */
export type BackboneHash = Branded<string, 'BackboneHash'>;
/** A search over settings: many runs, one budget. */
export type SearchId = Branded<string, 'SearchId'>;

/** One label a picture (`single`), or any number of them (`tags`). */
export type Task = 'single' | 'tags';

/** What an item is for; see ARCHITECTURE.md. Decided once, by a seeded hash of the item's group. */
export type Role = 'benchmark' | 'check' | 'pool';

/** In which order the desk asks for pool items. */
export type Strategy = 'uncertain' | 'random';

export interface Project {
  readonly id: ProjectId;
  name: string;
  readonly createdAt: number;
  readonly task: Task;
  readonly seed: number;
  /** Who is deciding; written into every decision. */
  annotator: string;
  criteria: SuccessCriteria | null;
  strategy: Strategy;
  /** Hash of the frozen backbone new heads stand on. */
  backbone: BackboneHash;
  /** The run whose suggestions are shown; null until there is one. */
  servingRun: RunId | null;
  /** True for the collection our own code draws. */
  readonly isSample: boolean;
  /** When it was last written to a file; null for never. */
  backedUpAt: number | null;
  /** How often groups, and roles with them, were changed by hand; absent while nobody has. */
  groupings?: number;
}

export type Metric =
  | { kind: 'accuracy' }
  | { kind: 'macro-f1' }
  | { kind: 'recall'; labelId: LabelId }
  | { kind: 'precision'; labelId: LabelId };

/** What success means, said before starting: one number to raise, and floors others must keep (0–1). */
export interface SuccessCriteria {
  optimise: Metric;
  floors: { metric: Metric; atLeast: number }[];
}

export interface Label {
  readonly id: LabelId;
  readonly projectId: ProjectId;
  name: string;
  description: string;
  /** Authority URI (AAT, Wikidata, Iconclass …) or ''. */
  uri: string;
  /** A single character, or '' for the key its position gives it. */
  key: string;
  guideline: string;
  position: number;
  readonly createdAt: number;
  /** Not offered any more; its decisions stay. */
  retiredAt: number | null;
  /** Decisions for this label count for that one. */
  mergedInto: LabelId | null;
}

/** A change to labels, as rows before and after: undo writes `before` back. Append-only. */
export interface LabelEdit {
  readonly id?: number;
  readonly projectId: ProjectId;
  readonly actId: ActId;
  readonly at: number;
  readonly kind: 'create' | 'change' | 'merge' | 'split' | 'retire' | 'restore' | 'undo';
  readonly before: Label[];
  readonly after: Label[];
  /** The act this one took back, when `kind` is 'undo'. */
  readonly undoes: ActId | null;
}

export type Answer =
  | { kind: 'labels'; labelIds: LabelId[] }
  | { kind: 'none' }
  | { kind: 'cannot-tell' }
  | { kind: 'skipped' };

export interface Standing {
  decisionId: DecisionId;
  answer: Answer;
  at: number;
}

/** `open`: nobody has answered; `skipped`: asked again at the end; `decided`: any other answer. */
export type ItemState = 'open' | 'skipped' | 'decided';

export interface Item {
  readonly id: ItemId;
  readonly projectId: ProjectId;
  /** File name as the person knows it. */
  readonly name: string;
  /** Path within what was dropped, with '/' and without the name; '' at the top. */
  readonly folder: string;
  /** SHA-256 (hex) of the original's bytes; unique within a project. */
  readonly sha256: string;
  readonly bytes: number;
  readonly type: string;
  /** Of the original, in pixels, orientation applied. */
  readonly width: number;
  readonly height: number;
  readonly importedAt: number;
  /** Items of one group share a role; its own sha256 until a person names a group. */
  group: string;
  role: Role;
  /** Seeded, uniform in [0, 1): the random order in which its role is asked. */
  readonly order: number;
  state: ItemState;
  standing: Standing | null;
  restricted: boolean;
  note: string;
  /** Kept where the browser gives one; opens the original for zoom. */
  readonly handle: FileSystemFileHandle | null;
}

/** The picture people look at and the network reads: JPEG, PNG or WebP, longest side bounded. */
export interface WorkingCopy {
  readonly itemId: ItemId;
  readonly projectId: ProjectId;
  readonly blob: Blob;
}

/** Longest side 256 px. Bytes rather than a Blob: thousands of small files would be slow to open. */
export interface Thumbnail {
  readonly itemId: ItemId;
  readonly projectId: ProjectId;
  readonly bytes: ArrayBuffer;
  readonly type: string;
}

/** What the model said when the person decided: kept with the decision, so that agreement can be counted. */
export interface SuggestionSeen {
  runId: RunId;
  version: number;
  /** The model's first choice (`single`), or every tag over its threshold (`tags`). */
  labelIds: LabelId[];
  /** Calibrated probability of the first choice, 0–1. */
  confidence: number;
  /** False below the "I don't know" floor: the person saw no suggestion. */
  shown: boolean;
}

interface DecisionBase {
  readonly id: DecisionId;
  readonly projectId: ProjectId;
  readonly itemId: ItemId;
  readonly actId: ActId;
  readonly at: number;
  readonly by: string;
  readonly role: Role;
}

export type DecisionSource = 'desk' | 'grid' | 'folder' | 'split' | 'doubts' | 'restore' | 'file';

export type Decision = DecisionBase &
  (
    | {
        readonly kind: 'answer';
        readonly source: DecisionSource;
        readonly answer: Answer;
        readonly suggestion: SuggestionSeen | null;
        /** From the picture being shown to the key, in milliseconds; null for bulk acts. */
        readonly tookMs: number | null;
      }
    | { readonly kind: 'undo'; readonly undoes: ActId }
  );

/** Embeddings of some items by one backbone, packed: `vectors` is itemIds.length × dims, row-major. */
export interface FeatureBlock {
  readonly id?: number;
  readonly projectId: ProjectId;
  readonly backbone: BackboneHash;
  readonly dims: number;
  readonly itemIds: Uint32Array;
  readonly vectors: Float32Array;
}

/** A backbone kept in this browser: from the catalogue, from files, or fine-tuned here. */
export interface StoredBackbone {
  readonly hash: BackboneHash;
  readonly name: string;
  readonly origin: 'catalogue' | 'url' | 'files' | 'fine-tuned';
  /** Where it came from: a URL, a file name, or the run that made it. */
  readonly source: string;
  readonly licence: string;
  readonly addedAt: number;
  /** Set for a fine-tuned one: it goes when its project goes. */
  readonly projectId: ProjectId | null;
  /** TensorFlow.js layers topology, and the tensors in the order they lie in `weights` (float32 bytes after decoding). */
  readonly topology: object;
  readonly specs: WeightSpec[];
  readonly weights: ArrayBuffer;
  /** Square input side in pixels. */
  readonly inputSize: number;
  /** Length of the embedding. */
  readonly dims: number;
}

/** What was true when training began. Content-addressed: the same truth is the same row. */
export interface Snapshot {
  readonly id: SnapshotId;
  readonly projectId: ProjectId;
  readonly at: number;
  /** What the person calls it; '' while it has no name. */
  name: string;
  /** The newest decision when it was first frozen; 0 where that was not noted. */
  readonly upTo: number;
  readonly seed: number;
  readonly labelIds: LabelId[];
  readonly rows: SnapshotRow[];
}

export interface SnapshotRow {
  readonly itemId: ItemId;
  readonly role: Role;
  /** After merges; empty for "none of these". */
  readonly labelIds: LabelId[];
}

export type RunStatus =
  'waiting' | 'running' | 'paused' | 'interrupted' | 'embedding' | 'done' | 'cancelled' | 'failed';

export interface Run {
  readonly id: RunId;
  readonly projectId: ProjectId;
  /** 1, 2, 3 … within its project: what people call it. */
  readonly number: number;
  readonly recipe:
    { kind: 'head'; settings: HeadSettings } | { kind: 'fine-tune'; settings: FineTuneSettings };
  readonly seed: number;
  readonly startedAt: number;
  finishedAt: number | null;
  status: RunStatus;
  snapshotId: SnapshotId | null;
  /** What it started from, and what its head stands on (the same until fine-tuning is done). */
  readonly startedFrom: BackboneHash;
  backbone: BackboneHash;
  /** Counts refreshes of its head; 0 before the first. */
  version: number;
  /** Highest decision id its head has learned from. */
  learnedUpTo: number;
  /** Backend and adapter it ran on, in words. */
  device: string;
  readonly appVersion: string;
  epochs: EpochMetrics[];
  evaluation: Evaluation | null;
  /** The labels `evaluation.classes` and `.confusion` count, in their order: the head's, then any the benchmark has beyond them. */
  evaluatedLabels: LabelId[];
  /** Why it is not in service although it finished; null when nothing holds it. */
  held: GateVerdict | null;
  problem: Problem | null;
  /** What the person wrote about it. */
  note: string;
  tags: string[];
  /** Kept at the top of the table. */
  pinned: boolean;
  /** The search it is a trial of. */
  readonly searchId: SearchId | null;
  /** The run it was made to repeat. */
  readonly recreates: RunId | null;
  /** Its first head, fitted to exactly its snapshot; null where it has no snapshot, or not yet. */
  firstFit: FirstFit | null;
}

/** What a repetition of the run is held against: later versions have learned more. */
export interface FirstFit {
  /** SHA-256 (hex) of every number in the head. */
  readonly sha256: string;
  /** Benchmark items, decided or not, ascending. */
  readonly itemIds: Uint32Array;
  /** For each of them what the head answers: the ids of its labels, joined by spaces. */
  readonly answers: string[];
}

/** The service gate's finding: paired on the same benchmark items. */
export interface GateVerdict {
  readonly reason: 'worse' | 'floor';
  /** Benchmark decisions compared. */
  readonly n: number;
  /** Exact McNemar p-value, or null where a floor was the reason. */
  readonly p: number | null;
  readonly floor: { metric: Metric; atLeast: number; was: number } | null;
}

/** The classifier of a run as of its latest version. */
export interface StoredHead {
  readonly runId: RunId;
  readonly projectId: ProjectId;
  readonly version: number;
  readonly backbone: BackboneHash;
  readonly labelIds: LabelId[];
  readonly head: Head;
}

/** Where a fine-tuning run can go on after the tab was killed. One row a run, replaced each epoch. */
export interface Checkpoint {
  readonly runId: RunId;
  readonly projectId: ProjectId;
  /** Epochs finished. */
  readonly epoch: number;
  /** What `model/fine-tune.ts` needs to go on exactly: opaque here. */
  readonly state: unknown;
}

/**
 * What the serving run thinks of every item, packed; one row a project, replaced after each refresh.
 * `itemIds` ascend; `probabilities` is itemIds.length × labelIds.length, row-major, calibrated.
 */
export interface Predictions {
  readonly projectId: ProjectId;
  readonly runId: RunId;
  readonly runNumber: number;
  readonly version: number;
  readonly at: number;
  readonly learnedUpTo: number;
  readonly task: Task;
  readonly labelIds: LabelId[];
  /** Below it the model says "I don't know" (first choice's probability, 0–1). */
  readonly floor: number;
  readonly itemIds: Uint32Array;
  readonly probabilities: Float32Array;
  /** Undecided pool items, most worth asking first. */
  readonly poolOrder: Uint32Array;
}
