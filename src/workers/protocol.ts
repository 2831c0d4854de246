/** What crosses between the page and its workers. Ids go in; rows come out of the database, not of here. */
import type { FineTuneSettings, EpochMetrics } from '../model/fine-tune';
import type { HeadSettings } from '../model/head';
import type { Outcome, Problem } from '../outcome';
import type {
  ActId,
  BackboneHash,
  ItemId,
  LabelId,
  ProjectId,
  RunId,
  SearchId,
  SnapshotId,
} from '../collection/records';
import type { AssessmentKind, SearchScope } from '../collection/trust-records';
import type { HalvingPlan } from '../statistics/successive-halving';

/** Names one call, so that it can be aborted: an AbortSignal cannot be posted. */
export type JobId = string;

export interface Progress {
  done: number;
  total: number;
  /** Estimated seconds left; null until there is something to go by. */
  secondsLeft: number | null;
}

export interface Abortable {
  /** Asks the named call to stop at its next safe point; it then returns a failure 'aborted'. */
  abort(job: JobId): void;
}

// ---------------------------------------------------------------- pictures.worker

/** A file on its way in, with where it lay in what the person dropped. */
export interface IncomingFile {
  file: File;
  /** With '/', without the file name; '' at the top. */
  folder: string;
  handle: FileSystemFileHandle | null;
}

export interface ImportRequest {
  projectId: ProjectId;
  files: IncomingFile[];
  /** Longest side of working copies, in pixels. */
  workingSide: number;
  /** When set, the folder's name decides: folder name → label. */
  folderLabels: Record<string, LabelId> | null;
}

/** What became of one file: counts in = counts out. `existing` names the twin of a duplicate. */
export type FileReport =
  | { name: string; folder: string; ok: true; itemId: ItemId }
  | { name: string; folder: string; ok: false; problem: Problem; existing?: string };

export interface PicturesApi extends Abortable {
  /**
   * Imports one batch, each item whole or not at all. Files whose turn had not come when the job was
   * aborted are reported as 'aborted'; a full disk reports the rest as 'quota-exceeded'.
   */
  importBatch(job: JobId, request: ImportRequest): Promise<FileReport[]>;
  /** Draws pictures `from` … `to` − 1 of the sample collection and imports them. */
  importSample(
    job: JobId,
    request: { projectId: ProjectId; from: number; to: number; labelIds: Record<string, LabelId> },
  ): Promise<FileReport[]>;
}

// ---------------------------------------------------------------- archive.worker

export interface BackUpRequest {
  projectId: ProjectId;
  /** Without them a backup holds every decision and model, and pictures are added from their folder again. */
  hasPictures: boolean;
  /** The file to write; null to get one for download. */
  target: FileSystemFileHandle | null;
}

export interface OpenedBackup {
  projectId: ProjectId;
  name: string;
  pictures: number;
  hasPictures: boolean;
}

export interface ArchiveApi extends Abortable {
  /** Writes a whole collection to one file; answers with it where no target was given. */
  backUp(
    job: JobId,
    request: BackUpRequest,
    report: (progress: Progress) => void,
  ): Promise<Outcome<File | null>>;
  /** Brings a collection back, whole or not at all; with `replace`, in the place of the one that is here. */
  openBackup(
    job: JobId,
    request: { file: File; replace: boolean },
    report: (progress: Progress) => void,
  ): Promise<Outcome<OpenedBackup>>;
}

// ---------------------------------------------------------------- trainer.worker

/** What the machine is doing for an open project, for the top bar. */
export interface MachineStatus {
  activity: 'starting' | 'embedding' | 'learning' | 'idle' | 'elsewhere' | 'stopped';
  progress: Progress | null;
  device: DeviceReport | null;
  problem: Problem | null;
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
}

export type DiagnosisKind = 'learning-rate' | 'by-heart';

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
      kind: 'by-heart';
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

/**
 * A format at a precision: what a person chooses between. Another one is a name here, an entry in
 * workers/trainer/variants.ts and its words in takeaway/variant-words.ts.
 */
export type VariantName =
  | 'tfjs-float32'
  | 'tfjs-float16'
  | 'tfjs-uint8'
  | 'onnx-float32'
  | 'onnx-float16'
  | 'onnx-int8'
  | 'safetensors-float32'
  | 'keras-float32'
  | 'tflite-float32'
  | 'tflite-int8';

/** Ways out that are more than a model file; see workers/trainer/ways-out.ts. */
export type WayOut = 'predictor' | 'batch' | 'serving';

/** A finished file against the model here: the same pictures in, how far apart the answers lie. */
export interface ParityReport {
  /** Given as the very numbers the network reads. */
  pictures: number;
  largestDifference: number;
  sameFirstLabel: number;
  /** Given as pictures, prepared as the format prepares them; null where it prepares none. */
  ownWay: { pictures: number; sameFirstLabel: number } | null;
}

/** One row of the table of variants. A refused one says why and has whatever was found out before. */
export interface VariantMeasure {
  variant: VariantName;
  /** Of the finished file. */
  bytes: number | null;
  parity: ParityReport | null;
  /** Benchmark pictures it answers as a person did; null where none is decided. */
  benchmark: { right: number; n: number } | null;
  problem: Problem | null;
}

export interface ModelExport {
  file: Blob;
  fileName: string;
  bytes: number;
  parity: ParityReport;
}

export type LabelFormat = 'csv' | 'jsonl' | 'imagefolder' | 'parquet' | 'coco' | 'iiif' | 'skos';

/** What of the labels is to leave, and as what. */
export interface LabelsWish {
  format: LabelFormat;
  /** A frozen version; null for what is true now. */
  snapshotId: SnapshotId | null;
  /** Originals are not kept: only those the browser can still open leave, for others our copy. */
  pictures: 'none' | 'copies' | 'originals';
  /** Also what the model says where nobody has decided. A frozen version holds people's word alone. */
  modelLabels: boolean;
  /** Also pictures without any label. */
  includeUnanswered: boolean;
  includeRestricted: boolean;
  includeNotes: boolean;
  includeDecisionTimes: boolean;
  /** Where the files will be published, for formats that name things by addresses; '' if nobody knows. */
  address: string;
  /** The file the person chose to write into; null makes one to download. */
  target: FileSystemFileHandle | null;
}

export interface LabelsProgress extends Progress {
  stage: 'reading' | 'pictures' | 'rows';
}

/** What is in the file, and what is not. */
export interface LabelsReport {
  rows: number;
  /** Rows by whose word they hold; those without any label are in none of them. */
  human: number;
  model: number;
  /** Of the model's: answered by itself under a promise. */
  accepted: number;
  leftOut: { restricted: number; unanswered: number };
  /** Pictures that travel, and those whose row leaves without: restricted ones, or none could be opened. */
  pictures: { originals: number; copies: number; missing: number };
}

export interface LabelsExport {
  file: Blob;
  fileName: string;
  report: LabelsReport;
}

/** What became of the rows of a file of labels. */
export interface LabelsBrought {
  /** Taking it back takes back all of it; null when nothing was taken. */
  actId: ActId | null;
  taken: number;
  /** Left as they were: decided here, or named twice in the file. */
  decidedHere: number;
  /** Of pictures that are not here. */
  unknown: number;
  /** No answer of a person in them that this collection can hold. */
  withoutAnswer: number;
  newLabels: string[];
}

export interface PapersExport {
  file: Blob;
  fileName: string;
  /** The files in it. */
  papers: string[];
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
  accompany(
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
   * Trains a run again from the data it began with. A head is left to the companion; only a deeper run
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
  findDoubts(
    job: JobId,
    projectId: ProjectId,
    report: (progress: Progress) => void,
  ): Promise<Outcome<number>>;
  /** Looks the whole collection over for these findings; each is kept as soon as it is there. */
  assess(
    job: JobId,
    projectId: ProjectId,
    kinds: readonly AssessmentKind[],
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
    variant: VariantName | WayOut,
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
  exportPapers(job: JobId, projectId: ProjectId): Promise<Outcome<PapersExport>>;
  /** Takes people's answers from a file `exportLabels` wrote as CSV or JSON lines. */
  bringLabels(job: JobId, projectId: ProjectId, file: Blob): Promise<Outcome<LabelsBrought>>;
}
