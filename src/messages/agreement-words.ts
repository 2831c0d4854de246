/** How far two persons, one person twice, or a person and the model agree; in sentences. */
import { count, interval, percent } from './numbers';
import type { AnswerAgreement, LookedTwice } from '../collection/second-looks';
import { resolveLabel } from '../collection/labels';
import type { Label, LabelId } from '../collection/records';
import type { Predictions } from '../collection/training-records';
import { wilson } from '../statistics/intervals';
import { kappa, type Agreement } from '../statistics/kappa';
import { sureAnswer } from '../statistics/sure-answers';

/** Pictures under which an agreement may be far off. */
const few = 20;

/** "28 of 30 times (93 %, 95 % interval 79–98 %)". */
export function shareWords(agreed: number, n: number): string {
  return `${agreed} of ${count(n, 'time')} (${percent(agreed / n)}; 95\u00a0% interval ${interval(wilson(agreed, n))})`;
}

/** Kappa as a number with its interval, and what it means (Landis and Koch 1977). */
export function kappaWords({ value, low, high }: Agreement): string {
  if (Number.isNaN(value)) {
    return 'Cohen’s kappa is undefined: every answer was the same.';
  }
  return `Cohen’s kappa ${kappaNumbers({ value, low, high })}: ${strength(value)} agreement beyond chance.`;
}

/** "0.62 (95 % interval 0.48 to 0.76)". */
export function kappaNumbers({
  value,
  low,
  high,
}: Pick<Agreement, 'value' | 'low' | 'high'>): string {
  const fixed = (number: number) => number.toFixed(2).replace('-', '−');
  return `${fixed(value)} (95\u00a0% interval ${fixed(low)} to ${fixed(high)})`;
}

function strength(value: number): string {
  if (value > 0.8) return 'almost perfect';
  if (value > 0.6) return 'substantial';
  if (value > 0.4) return 'moderate';
  if (value > 0.2) return 'fair';
  return value > 0 ? 'slight' : 'no';
}

/** Pairs by who answered first and who second. */
export interface Pairing {
  /** Null: a folder's name. */
  first: string | null;
  second: string;
  pairs: LookedTwice[];
}

/** In the order in which each pair of persons first met. */
export function pairings(all: readonly LookedTwice[]): Pairing[] {
  const found = new Map<string, Pairing>();
  for (const pair of all) {
    const key = JSON.stringify([pair.firstBy, pair.look.by]);
    const pairing = found.get(key) ?? { first: pair.firstBy, second: pair.look.by, pairs: [] };
    pairing.pairs.push(pair);
    found.set(key, pairing);
  }
  return [...found.values()];
}

/** "Your consistency" or "Ada and Ben". */
export function pairingTitle({ first, second }: Pairing): string {
  const name = (who: string) => (who === '' ? 'you' : who);
  if (first === second) return second === '' ? 'Your consistency' : `Consistency of ${second}`;
  if (first === null) return `The folder names and ${name(second)}`;
  return `${name(first)} and ${name(second)}`;
}

/** What an agreement means for the model: nobody can be asked to be surer than the expert. */
export function agreementSentence({ n, agreed }: AnswerAgreement): string {
  const early = n < few ? ' With so few pictures this is uncertain.' : '';
  return `The same answer ${shareWords(agreed, n)}.${early}`;
}

export interface ModelBeside {
  n: number;
  agreed: number;
  kappa: Agreement;
}

/**
 * The model's answers against the first ones, on those of the pictures it never learns from. Null while
 * it has answered none of them.
 */
export function modelBeside(
  pairs: readonly LookedTwice[],
  predictions: Predictions | undefined,
  labels: readonly Label[],
): ModelBeside | null {
  if (!predictions) return null;
  const { labelIds, probabilities, task } = predictions;
  const rowOf = new Map(Array.from(predictions.itemIds, (id, row) => [id, row]));
  const wordOf = (ids: readonly LabelId[]) =>
    [...new Set(ids.map((id) => resolveLabel(labels, id)))].sort().join(' ');
  const said: string[] = [];
  const first: string[] = [];
  for (const { item, first: answer } of pairs) {
    const row = rowOf.get(item.id);
    if (row === undefined || item.role === 'pool') continue;
    const { chosen } = sureAnswer(probabilities, row, labelIds.length, task === 'single');
    said.push(wordOf(chosen.map((at) => labelIds[at]!)));
    first.push(
      answer.kind === 'labels' ? wordOf(answer.labelIds) : answer.kind === 'none' ? '' : '?',
    );
  }
  if (said.length === 0) return null;
  const words = [...new Set([...said, ...first])];
  const codes = (answers: string[]) => answers.map((answer) => words.indexOf(answer));
  const agreed = said.filter((word, at) => word === first[at]).length;
  return { n: said.length, agreed, kappa: kappa(codes(first), codes(said), words.length) };
}
