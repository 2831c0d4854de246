/**
 * Numbers as a person reads them: the one place for shares, counts, intervals and sizes, in the app, in the
 * predictor page and in exported documents. Imports nothing, so that everything may import it.
 */

/** A measured share with its 95 % interval, all 0–1, and the number of pictures it was measured on. */
interface Measured {
  value: number;
  low: number;
  high: number;
  n: number;
}

/** 12345 → "12,345". */
export function number(value: number): string {
  return value.toLocaleString('en');
}

/** "1 picture", "1,200 pictures". @param many Where an s is not enough: "boxes". */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${number(n)} ${n === 1 ? one : many}`;
}

/** 0.8374 → "84 %". "0 %" and "100 %" are said only where nothing was rounded away. @param share 0–1. */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  if (rounded === 0 && share > 0) return '<\u00a01\u00a0%';
  if (rounded === 100 && share < 1) return '>\u00a099\u00a0%';
  return `${rounded}\u00a0%`;
}

/** "77–90 %". */
export function interval({
  low,
  high,
}: Partial<Measured> & Pick<Measured, 'low' | 'high'>): string {
  return `${Math.round(low * 100)}–${Math.round(high * 100)}\u00a0%`;
}

/** "84 % (95 % interval 77–90 %, on 120 pictures)". */
export function estimateWords(estimate: Measured): string {
  return `${percent(estimate.value)} (95\u00a0% interval ${interval(estimate)}, on ${count(estimate.n, 'picture')})`;
}

/**
 * How sure a model is, in whole per cent. Never "100 %" or "0 %", not even for exactly 1 or 0: a model
 * that rounds itself to certainty claims more than it can know.
 */
export function confidencePercent(probability: number): string {
  const rounded = Math.round(probability * 100);
  if (rounded >= 100) return '>\u00a099\u00a0%';
  if (rounded <= 0) return '<\u00a01\u00a0%';
  return `${rounded}\u00a0%`;
}

export type ConfidenceWord = 'almost certain' | 'likely' | 'perhaps' | 'a guess';

/** The word for a calibrated probability, 0–1. */
export function confidenceWord(probability: number): ConfidenceWord {
  if (probability >= 0.95) return 'almost certain';
  if (probability >= 0.75) return 'likely';
  if (probability >= 0.5) return 'perhaps';
  return 'a guess';
}

/** A p-value in a cell: "0.012", "< 0.001". */
export function pValue(p: number): string {
  return p < 0.001 ? '< 0.001' : p.toFixed(3);
}

/** A p-value in a sentence: "p = 0.012", "p < 0.001". */
export function pWords(p: number): string {
  return p < 0.001 ? `p ${pValue(p)}` : `p = ${pValue(p)}`;
}

const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** In thousands, as systems show file sizes: "812 bytes", "2.3 MB", "34 MB". */
export function fileSize(bytes: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const amount = bytes / 1000 ** power;
  const digits = amount < 10 && power > 1 ? 1 : 0;
  return `${amount.toFixed(digits)}\u00a0${units[power] ?? ''}`;
}
