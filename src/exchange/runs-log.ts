/**
 * The log of runs as files: a spreadsheet with a row a run (UTF-8 with a byte-order mark, every column
 * always there, a setting that a recipe does not have left empty), and JSON with nothing left out. Times
 * are ISO 8601 in UTC, shares lie between 0 and 1, hashes are SHA-256 in hex.
 */
import Papa from 'papaparse';
import type { Evaluation } from '../model/evaluation';
import type { EpochMetrics } from '../model/fine-tune-state';
import { formulaLike, joinInCell } from './csv-cells';

export interface LoggedRun {
  run: number;
  recipe: 'head' | 'fine-tune';
  settings: Record<string, unknown>;
  seed: number;
  state: string;
  isServing: boolean;
  /** Milliseconds since the epoch. */
  startedAt: number;
  finishedAt: number | null;
  /** The frozen data it began with. */
  snapshot: { sha256: string; name: string; pictures: number } | null;
  /** The newest decision its head has learned from. */
  learnedUpTo: number;
  startedFrom: string;
  backbone: string;
  headVersion: number;
  /** Of its first head. */
  firstHead: string | null;
  appVersion: string;
  device: string;
  evaluation: Evaluation | null;
  /** Names of what the evaluation's classes count. */
  labels: string[];
  epochs: EpochMetrics[];
  held: string | null;
  problem: string | null;
  /** Number of the run it repeats. */
  recreates: number | null;
  isTrial: boolean;
  note: string;
  tags: string[];
  isPinned: boolean;
}

/** Settings that have a column: those of both recipes. */
const settings = [
  ...['l2', 'balance'],
  ...['depth', 'epochs', 'batchSize', 'learningRate', 'augment', 'patience'],
];

const columns = [
  ...['run', 'recipe', 'state', 'in_service', 'started_at', 'finished_at', 'seed'],
  ...settings.map(snake),
  ...['snapshot_sha256', 'snapshot_name', 'snapshot_pictures', 'learned_up_to_decision'],
  ...['started_from_sha256', 'backbone_sha256', 'head_version', 'first_head_sha256'],
  ...['app_version', 'device', 'benchmark_n'],
  ...['accuracy', 'accuracy_low', 'accuracy_high', 'macro_f1', 'macro_f1_low', 'macro_f1_high'],
  ...['majority_accuracy', 'neighbours_accuracy', 'epochs_trained', 'held', 'problem'],
  ...['recreates_run', 'is_trial', 'pinned', 'tags', 'note'],
];

const byteOrderMark = '\uFEFF';

/** The whole file as text, byte-order mark included. Tags share a cell, joined as labels are. */
export function writeRunsCsv(runs: readonly LoggedRun[]): string {
  const text = Papa.unparse(
    { fields: columns, data: runs.map(toRow) },
    { newline: '\r\n', escapeFormulae: formulaLike },
  );
  return `${byteOrderMark}${text}\r\n`;
}

/** The same and more: each epoch, each label's score, the confusion matrix, all settings. */
export function writeRunsJson(
  collection: string,
  runs: readonly LoggedRun[],
  writtenAt: number,
): string {
  const described = runs.map(({ startedAt, finishedAt, ...rest }) => ({
    ...rest,
    startedAt: iso(startedAt),
    finishedAt: finishedAt === null ? null : iso(finishedAt),
  }));
  const log = { format: 'vitrine-runs', version: 1, collection, writtenAt: iso(writtenAt) };
  return `${JSON.stringify({ ...log, runs: described }, null, 2)}\n`;
}

function toRow(run: LoggedRun): Record<string, string> {
  const { evaluation, snapshot } = run;
  const estimate = (name: string, of: Evaluation['accuracy'] | undefined) => ({
    [name]: share(of?.value),
    [`${name}_low`]: share(of?.low),
    [`${name}_high`]: share(of?.high),
  });
  return {
    run: String(run.run),
    recipe: run.recipe,
    state: run.state,
    in_service: yes(run.isServing),
    started_at: iso(run.startedAt),
    finished_at: run.finishedAt === null ? '' : iso(run.finishedAt),
    seed: String(run.seed),
    ...Object.fromEntries(settings.map((name) => [snake(name), plain(run.settings[name])])),
    snapshot_sha256: snapshot?.sha256 ?? '',
    snapshot_name: snapshot?.name ?? '',
    snapshot_pictures: snapshot ? String(snapshot.pictures) : '',
    learned_up_to_decision: String(run.learnedUpTo),
    started_from_sha256: run.startedFrom,
    backbone_sha256: run.backbone,
    head_version: String(run.headVersion),
    first_head_sha256: run.firstHead ?? '',
    app_version: run.appVersion,
    device: run.device,
    benchmark_n: evaluation ? String(evaluation.n) : '',
    ...estimate('accuracy', evaluation?.accuracy),
    ...estimate('macro_f1', evaluation?.macroF1),
    majority_accuracy: share(evaluation?.baselines.majority.value),
    neighbours_accuracy: share(evaluation?.baselines.neighbours.value),
    epochs_trained: String(run.epochs.length),
    held: run.held ?? '',
    problem: run.problem ?? '',
    recreates_run: run.recreates === null ? '' : String(run.recreates),
    is_trial: yes(run.isTrial),
    pinned: yes(run.isPinned),
    tags: run.tags.length === 0 ? '' : joinInCell(run.tags),
    note: run.note,
  };
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function plain(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'number' || typeof value === 'string' ? String(value) : '';
}

function share(value: number | undefined): string {
  return value === undefined ? '' : value.toFixed(4);
}

function yes(isSo: boolean): string {
  return isSo ? 'yes' : '';
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
