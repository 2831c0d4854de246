/** What the network said about one file, in words and as a row of the spreadsheet. */
import { confidencePercent } from '../messages/numbers';
import { formulaLike, joinInCell } from '../exchange/csv-cells';
import type { CarriedFacts } from './carried-model';

export interface Row {
  file: string;
  /** What it is taken for: one label, or all tags; empty where the file is no picture. */
  labels: string[];
  /** 0–1, of each of them. */
  confidence: number[];
  /** Not sure enough to count as an answer. */
  isUnsure: boolean;
  isUnreadable: boolean;
}

/** From which probability on a tag counts. */
const tagThreshold = 0.5;

export function rowOf(
  file: string,
  probabilities: Float32Array,
  { task, labels, floor }: CarriedFacts,
): Row {
  const ranked = [...probabilities]
    .map((probability, label) => ({ probability, name: labels[label]!.name }))
    .sort((one, other) => other.probability - one.probability);
  const said =
    task === 'single'
      ? ranked.slice(0, 1)
      : ranked.filter(({ probability }) => probability >= tagThreshold);
  return {
    file,
    labels: said.map(({ name }) => name),
    confidence: said.map(({ probability }) => probability),
    isUnsure: task === 'single' && ranked[0]!.probability < floor,
    isUnreadable: false,
  };
}

export function unreadable(file: string): Row {
  return { file, labels: [], confidence: [], isUnsure: false, isUnreadable: true };
}

/** How sure it is of each label, as the app says it: never quite certain. */
export function confidenceWords({ confidence }: Row): string {
  return confidence.map(confidencePercent).join(', ');
}

/** As a spreadsheet reads it; a cell that it would take for a formula gets an apostrophe in front. */
export function csvOf(rows: readonly Row[]): string {
  const lines = rows.map(({ file, labels, confidence, isUnsure, isUnreadable }) => [
    file,
    joinInCell(labels),
    confidence.map((value) => value.toFixed(4)).join('|'),
    isUnreadable ? 'not a picture this browser can open' : isUnsure ? 'not sure' : '',
  ]);
  const cells = [['file', 'label', 'confidence', 'remark'], ...lines];
  return `\uFEFF${cells.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(text: string): string {
  const safe = formulaLike.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
