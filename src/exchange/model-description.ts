/** Everything a model file says about itself, as plain data: what its writers put into words. */
import type { Task } from '../collection/records';
import type { Evaluation } from '../model/evaluation';

/** The file formats a model leaves in. */
export type ModelFormat =
  'tfjs' | 'onnx' | 'safetensors' | 'keras' | 'tflite' | 'predictor' | 'batch' | 'serving';
/** How its weights are stored. */
export type Precision = 'float32' | 'float16' | 'uint8' | 'int8';

export interface ModelDescription {
  /** Name of the collection it learned from. */
  collection: string;
  task: Task;
  run: { number: number; version: number; recipe: 'head' | 'fine-tune'; device: string };
  /** In the order of the model's outputs. */
  labels: { name: string; description: string; uri: string }[];
  /** Square input side in pixels. */
  inputSize: number;
  /** Below this first-choice probability (0–1) the app says "I don't know". */
  floor: number;
  evaluation: Evaluation | null;
  /** Names of the classes the evaluation counts: the model's labels, then any it has never learned. */
  evaluatedLabels: string[];
  backbone: { name: string; licence: string; source: string; hash: string };
  /** What it learned from: SHA-256 of the frozen truth, and how many decisions of each role. */
  snapshot: { hash: string; pool: number; check: number; benchmark: number } | null;
  format: ModelFormat;
  precision: Precision;
  appVersion: string;
  tensorflowVersion: string;
  /** Milliseconds since the epoch. */
  at: number;
}
