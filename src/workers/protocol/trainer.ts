/** What the trainer can be asked for, and what it tells. Ids go in; rows come out of the database, not of here. */
import type { BackboneHash, ItemId, ProjectId, RunId, SearchId } from '../../collection/records';
import type { FindingKind, SearchScope } from '../../collection/trust-records';
import type { FineTuneSettings } from '../../model/fine-tune-request';
import type { EpochMetrics } from '../../model/fine-tune-state';
import type { HeadSettings } from '../../model/head';
import type { Outcome, Problem } from '../../outcome';
import type { HalvingPlan } from '../../statistics/successive-halving';
import type { Abortable, JobId, Progress } from './calls';
import type {
  LabelsExport,
  LabelsProgress,
  LabelsWish,
  ModelExport,
  DocumentationExport,
  VariantMeasure,
  VariantName,
  Deployment,
} from './export';

/** What the machine is doing for an open project, for the top bar. */
export interface MachineStatus {
  activity: 'starting' | 'embedding' | 'learning' | 'idle' | 'elsewhere' | 'stopped';
  progress: Progress | null;
  device: DeviceReport | null;
  problem: Problem | null;
  /** Pictures that cannot be had now: nothing is learned from them until they can. */
  unreached?: number;
}

/** Which backend computes, and what a person should know about it. */
export interface DeviceReport {
  backend: 'webgpu' | 'webgl' | 'wasm' | 'cpu';
  /** The adapter is a processor pretending to be a GPU. */
  isSoftware: boolean;
  /** Backends that were tried and not trusted, with the reason. */
  rejected: { backend: string; reason: string }[];
}

export interface Neighbour {
  itemId: ItemId;
  /** Cosine similarity, −1 … 1. */
  similarity: number;
}

export interface FineTuneProgress {
  epoch: number;
  epochs: number;
  step: number;
  steps: number;
  /** Of the latest step. */
  loss: number;
  accuracy: number;
  secondsLeft: number | null;
  device: DeviceReport;
  finished: EpochMetrics[];
  /** Decided pictures it does without, because they cannot be had now. */
  leftOut: number;
}

export type DiagnosisKind = 'learning-rate' | 'overfit';

/** What a question to the network brought; losses in nats, before each step. */
export type Diagnosis =
  | {
      kind: 'learning-rate';
      rates: number[];
      losses: number[];
      /** Loss of an answer that knows nothing. */
      guessing: number;
      device: DeviceReport;
    }
  | {
      kind: 'overfit';
      pictures: number;
      hasLearned: boolean;
      losses: number[];
      accuracies: number[];
      /** Names of the pictures it still got wrong. */
      wrong: string[];
      device: DeviceReport;
    };

export interface SearchWishes {
  projectId: ProjectId;
  scope: SearchScope;
  budgetMinutes: number;
  /** Which settings are drawn, and how the pool is divided. */
  seed: number;
  /** The usual one of its scope unless said otherwise. */
  plan?: HalvingPlan;
}

export interface SearchProgress {
  searchId: SearchId;
  trials: { done: number; total: number };
  /** Parts looked at, or epochs trained, in all trials together. */
  units: { done: number; total: number };
  spentMs: number;
  device: DeviceReport;
}

export type BackboneSource =
  | { kind: 'catalogue'; entry: string }
  | { kind: 'url'; url: string }
  | { kind: 'files'; files: File[] };

export interface TrainerApi extends Abortable {
  /**
   * Stays with a project: embeds what has no features, refreshes the head after decisions, writes
   * predictions, brings finished runs through the service gate. Watches the database, so it needs no
   * telling. Returns when aborted. One tab computes for a project; others report 'elsewhere' and wait.
   */
  learnInBackground(
    job: JobId,
    projectId: ProjectId,
    report: (status: MachineStatus) => void,
  ): Promise<Outcome<void>>;
  /** The `count` nearest decided items of the accompanied project, nearest first; [] before features exist. */
  neighbours(projectId: ProjectId, itemId: ItemId, count: number): Promise<Neighbour[]>;
  /**
   * A new head run from a frozen snapshot, trained at once and brought to the gate; on `backbone`, or else
   * on the project's.
   */
  trainNow(
    job: JobId,
    projectId: ProjectId,
    settings: HeadSettings,
    backbone?: BackboneHash,
  ): Promise<Outcome<RunId>>;
  /**
   * Trains a run again from the data it began with. A head is left to the background learner; only a deeper run
   * takes time here and reports. It never takes over service by itself.
   */
  recreate(
    job: JobId,
    runId: RunId,
    report: (progress: FineTuneProgress) => void,
  ): Promise<Outcome<RunId>>;
  /** Begins (or goes on with, after an interruption) a fine-tuning run; checkpoints each epoch. */
  fineTune(
    job: JobId,
    run: { projectId: ProjectId; settings: FineTuneSettings } | { resume: RunId },
    report: (progress: FineTuneProgress) => void,
  ): Promise<Outcome<RunId>>;
  /**
   * Asks heads that have not seen them about all decided items, and keeps those whose label is doubted,
   * the most doubtful first. Returns how many are to be looked at; 'too-few-examples' where it cannot tell.
   */
  findLabelErrors(
    job: JobId,
    projectId: ProjectId,
    report: (progress: Progress) => void,
  ): Promise<Outcome<number>>;
  /** Looks the whole collection over for these findings; each is kept as soon as it is there. */
  assess(
    job: JobId,
    projectId: ProjectId,
    kinds: readonly FindingKind[],
    report: (progress: Progress) => void,
  ): Promise<Outcome<void>>;
  /** Holds a running fine-tuning at its next step, or lets it go on. */
  pause(job: JobId, paused: boolean): void;
  /**
   * Begins a search over settings (or goes on with one): trials are runs, and its row holds all it needs
   * to go on after an abort or a crash. `conclude` tries nothing more and takes the best so far.
   */
  search(
    job: JobId,
    beginning: SearchWishes | { resume: SearchId; conclude: boolean },
    report: (progress: SearchProgress) => void,
  ): Promise<Outcome<SearchId>>;
  /**
   * Tries rising learning rates on the decided pictures, or whether the network can learn a few of them
   * by heart. Nothing is kept.
   */
  diagnose(
    job: JobId,
    projectId: ProjectId,
    question: { kind: DiagnosisKind; settings: FineTuneSettings },
    report: (progress: Progress) => void,
  ): Promise<Outcome<Diagnosis>>;
  /** Checks a backbone, keeps it for offline use, and returns its hash. */
  addBackbone(
    job: JobId,
    source: BackboneSource,
    report: (progress: Progress) => void,
  ): Promise<Outcome<BackboneHash>>;
  exportModel(
    job: JobId,
    runId: RunId,
    variant: VariantName | Deployment,
    report: (progress: Progress) => void,
  ): Promise<Outcome<ModelExport>>;
  /** Makes and asks every variant, one after another; each is told as soon as it is known. */
  measureVariants(
    job: JobId,
    runId: RunId,
    tell: (measure: VariantMeasure) => void,
    report: (progress: Progress) => void,
  ): Promise<Outcome<void>>;
  /** Writes the labels as a file, piece by piece: its size is no matter. */
  exportLabels(
    job: JobId,
    projectId: ProjectId,
    wish: LabelsWish,
    report: (progress: LabelsProgress) => void,
  ): Promise<Outcome<LabelsExport>>;
  /** The log of all runs: CSV for a spreadsheet, or JSON with nothing left out. */
  exportRuns(
    job: JobId,
    projectId: ProjectId,
    format: 'csv' | 'json',
  ): Promise<Outcome<{ file: Blob; fileName: string }>>;
  /** Model card, datasheet, Croissant, citation and provenance, filled in from what is recorded. */
  exportDocumentation(job: JobId, projectId: ProjectId): Promise<Outcome<DocumentationExport>>;
}
