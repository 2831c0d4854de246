/** Models, labels and papers on their way out, as they cross between page and worker. */
import type { SnapshotId } from '../../collection/records';
import type { Problem } from '../../outcome';
import type { Progress } from './calls';

/**
 * A format at a precision: what a person chooses between. Another one is a name here, an entry in
 * workers/export/variants.ts and its words in messages/variant-words.ts.
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

/** Ways out that are more than a model file; see workers/export/deployments.ts. */
export type Deployment = 'predictor' | 'batch' | 'serving';

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

export interface DocumentationExport {
  file: Blob;
  fileName: string;
  /** The files in it. */
  papers: string[];
}
