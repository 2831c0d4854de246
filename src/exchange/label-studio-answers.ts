/**
 * What Label Studio's two exports say in answer to which question, in one form. JSON_MIN does not tell a
 * choice from a text: that is seen from all answers to a question together.
 */
import * as v from 'valibot';
import type { LeftOut } from './brought-labels';

/** Words for the whole picture, each with the terms above it ("Plants", "Ferns"). */
export interface Answered {
  question: string;
  terms: string[][];
}

/** One person's answers on one picture. */
export interface Annotated {
  by: unknown;
  /** Milliseconds since the epoch; 0 where it does not say. */
  at: number;
  isTruth: boolean;
  answers: Answered[];
}

const word = v.pipe(
  v.string(),
  v.trim(),
  v.check((text) => text !== ''),
);
const words = v.pipe(
  v.array(v.string()),
  v.transform((list) => list.map((one) => one.trim()).filter((one) => one !== '')),
);
const path = v.pipe(
  words,
  v.check((terms) => terms.length > 0),
);

const result = v.looseObject({
  type: v.string(),
  from_name: v.nullish(v.string()),
  parentID: v.nullish(v.unknown()),
  value: v.looseObject({}),
});

const choices = v.looseObject({ choices: words });
const taxonomy = v.looseObject({ taxonomy: v.array(path) });

/** From `result` of an annotation: a choice with a place speaks of a part of the picture. */
export function answersIn(results: readonly unknown[], leftOut: LeftOut): Answered[] {
  const answers: Answered[] = [];
  for (const each of results) {
    const parsed = v.safeParse(result, each);
    const terms = parsed.success ? termsOf(parsed.output) : null;
    if (!parsed.success || terms === null) {
      if (parsed.success && isRegion(parsed.output)) leftOut.regions += 1;
      else leftOut.otherKinds += 1;
    } else if ('x' in parsed.output.value || parsed.output.parentID) leftOut.regions += 1;
    else answers.push({ question: parsed.output.from_name || parsed.output.type, terms });
  }
  return answers;
}

type Result = v.InferOutput<typeof result>;

function termsOf({ type, value }: Result): string[][] | null {
  if (type === 'choices' && v.is(choices, value))
    return v.parse(choices, value).choices.map((one) => [one]);
  if (type === 'taxonomy' && v.is(taxonomy, value)) return v.parse(taxonomy, value).taxonomy;
  return null;
}

function isRegion({ type }: Result): boolean {
  return /^(rectangle|polygon|ellipse|brush|keypoint|bitmask|vector|magicwand)/i.test(type);
}

/** An answer of JSON_MIN; without terms where it is no word for the whole picture. */
type Flat =
  | { kind: 'word' | 'words' | 'terms'; terms: string[][] }
  | { kind: 'text' | 'regions' | 'other' | 'nothing' };

/** Answers by question, of one annotation after the other; told apart when all are known. */
export class FlatAnswers {
  readonly #seen = new Map<string, { isText: boolean; isChoice: boolean; words: string[] }>();

  read(question: string, value: unknown): Flat {
    const answer = flat(value);
    let seen = this.#seen.get(question);
    if (!seen) this.#seen.set(question, (seen = { isText: false, isChoice: false, words: [] }));
    if (answer.kind === 'text') seen.isText = true;
    if (answer.kind === 'words' || answer.kind === 'terms') seen.isChoice = true;
    if (answer.kind === 'word') seen.words.push(answer.terms[0]?.[0] ?? '');
    return answer;
  }

  /** Whether the answers to a question are free text rather than words chosen from a list. */
  isText(question: string): boolean {
    const seen = this.#seen.get(question);
    if (!seen || seen.isChoice) return false;
    const { words } = seen;
    if (seen.isText || words.some((one) => one.length > longestChoice || one.includes('\n')))
      return true;
    // Where nothing else is asked, many different words are many labels.
    const isAlone = this.#seen.size === 1;
    const different = new Set(words).size;
    return !isAlone && words.length >= enoughToTell && different > words.length * mostDifferent;
  }
}

/** Longer than what anybody puts on a button. */
const longestChoice = 100;
/** Answers from which on it tells something that nearly all are different. */
const enoughToTell = 10;
const mostDifferent = 0.8;

function flat(value: unknown): Flat {
  if (v.is(word, value)) return { kind: 'word', terms: [[v.parse(word, value)]] };
  if (value === null || value === '') return { kind: 'nothing' };
  if (v.is(choices, value))
    return { kind: 'words', terms: chosen(v.parse(choices, value).choices) };
  if (v.is(words, value) && Array.isArray(value) && value.length > 0)
    return { kind: 'words', terms: chosen(v.parse(words, value)) };
  if (Array.isArray(value) && value.length > 0 && value.every((one) => v.is(taxonomy, one)))
    return { kind: 'terms', terms: value.flatMap((one) => v.parse(taxonomy, one).taxonomy) };
  if (isText(value)) return { kind: 'text' };
  return { kind: Array.isArray(value) && value.every(hasPlace) ? 'regions' : 'other' };
}

function chosen(list: readonly string[]): string[][] {
  return list.map((one) => [one]);
}

function isText(value: unknown): boolean {
  const [first] = Array.isArray(value) ? (value as unknown[]) : [value];
  return typeof first === 'object' && first !== null && 'text' in first && !('x' in first);
}

function hasPlace(one: unknown): boolean {
  return typeof one === 'object' && one !== null && ('x' in one || 'points' in one || 'rle' in one);
}
