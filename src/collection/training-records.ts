/**
 * The stored nouns of training: what a network sees in the pictures, what was true when it learned,
 * what it learned and what it answers. As in `records.ts`: plain data, and nothing here computes.
 */
import type { WeightSpec } from '../model/backbone';
import type { Evaluation } from '../model/evaluation';
import type { FineTuneSettings } from '../model/fine-tune-request';
import type { EpochMetrics } from '../model/fine-tune-state';
import type { Head, HeadSettings } from '../model/head';
import type { Problem } from '../outcome';
import type {
  BackboneHash,
  ItemId,
  LabelId,
  Metric,
  ProjectId,
  Role,
  RunId,
  SearchId,
  SnapshotId,
  Task,
} from './records';

/**
 * Embeddings of some items by one backbone, packed: `vectors` is itemIds.length × dims, row-major, in half
 * precision (the bits of each half). Blocks of schema 3 and before are float32, and stay what they are.
 */
export interface FeatureBlock {
  readonly id?: number;
  readonly projectId: ProjectId;
  readonly backbone: BackboneHash;
  readonly dims: number;
  readonly itemIds: Uint32Array;
  readonly vectors: Uint16Array | Float32Array;
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
