/** Numbers and names as a document says them. */
import type { Evaluation } from '../model/evaluation';

type Estimate = Evaluation['accuracy'];

/** 0.8374 → "84 %". */
export function percent(value: number): string {
  return `${Math.round(value * 100)} %`;
}

/** "84 % (95 % interval 77–90 %, measured on 120 pictures)". */
export function estimateInWords(estimate: Estimate): string {
  const range = `${Math.round(estimate.low * 100)}–${percent(estimate.high)}`;
  return `${percent(estimate.value)} (95 % interval ${range}, measured on ${count(estimate.n, 'picture')})`;
}

/** “1 picture”, “1,200 pictures”. @param noun One that takes an s. */
export function count(n: number, noun: string): string {
  return `${n.toLocaleString('en-GB')} ${noun}${n === 1 ? '' : 's'}`;
}

/** One line whatever it holds: line breaks and tabs become single spaces. */
export function oneLine(text: string): string {
  return text.replace(/[\s\u0085\u2028\u2029]+/g, ' ').trim();
}

/** One line in which Markdown and HTML see plain characters alone. */
export function plainMarkdown(text: string): string {
  return oneLine(text).replace(/[\\`*_{}[\]#|<>~&]/g, '\\$&');
}

/** A file name from a person's words: letters and digits of any script, hyphens between. */
export function fileStem(name: string): string {
  const stem = name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^[-\p{M}]+|-+$/gu, '');
  return [...stem].slice(0, 60).join('') || 'collection';
}
