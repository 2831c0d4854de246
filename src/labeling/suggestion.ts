/**
 * What the model says about one picture, read out of the packed predictions. A row is looked up when
 * its picture is due, so that a refresh costs the same with a hundred pictures and with a million.
 */
import { resolveLabel } from '../collection/label-rows';
import type { Item, ItemId, Label, LabelId, RunId, SuggestionSeen } from '../collection/records';
import type { Predictions } from '../collection/training-records';

export interface Suggestion {
  readonly runId: RunId;
  readonly runNumber: number;
  readonly version: number;
  /** When the model learned what it says here. */
  readonly at: number;
  /** The first choice alone (`single`), or every tag over its threshold, surest first (`tags`). */
  readonly labelIds: readonly LabelId[];
  /** Calibrated probability of each of them, 0–1. */
  readonly confidences: readonly number[];
  /** That of the first choice, whether or not it is over its threshold. */
  readonly confidence: number;
  /** False below the floor: the person is told "I don't know". */
  readonly knows: boolean;
  /** What else it might be, where that is worth a thought. */
  readonly second: { readonly labelId: LabelId; readonly confidence: number } | null;
}

/** A tag is proposed from even odds on. */
const tagThreshold = 0.5;
/** A second choice less likely than this only distracts. */
const worthMentioning = 0.15;

/** What is kept of a refresh: all but the matrix, of which a page needs little. */
type Told = Omit<Predictions, 'probabilities' | 'poolOrder'>;

/** Of each row the two surest choices, by place among the choices; `none` where there is no second. */
interface Tops {
  readonly first: Uint16Array;
  readonly second: Uint16Array;
  readonly firstShare: Float32Array;
  readonly secondShare: Float32Array;
}

const none = 0xffff;

/** Reads suggestions out of one refresh of the predictions, for the labels as they are now. */
export class Suggester {
  readonly predictions: Told;
  readonly #choices: readonly LabelId[];
  /** For each column of the predictions, the choice it counts for; −1 when it is not offered any more. */
  readonly #choiceOf: Int32Array;
  /** Any number of tags may be proposed: for those all of the matrix is kept (`tags` alone). */
  readonly #matrix: Float32Array | null;
  readonly #tops: Tops | null;

  /** `labels` are all of the project's, so that a merged label's share goes to the one it became. */
  constructor({ probabilities, poolOrder: _, ...told }: Predictions, labels: readonly Label[]) {
    this.predictions = told;
    const offered = new Set(
      labels.filter((label) => label.retiredAt === null).map((label) => label.id),
    );
    const choices: LabelId[] = [];
    this.#choiceOf = Int32Array.from(told.labelIds, (column) => {
      const id = resolveLabel(labels, column);
      if (!offered.has(id)) return -1;
      const known = choices.indexOf(id);
      return known === -1 ? choices.push(id) - 1 : known;
    });
    this.#choices = choices;
    this.#matrix = told.task === 'tags' ? probabilities : null;
    this.#tops = told.task === 'tags' ? null : this.#topsOf(probabilities);
  }

  /** The suggestion for an item; null when the model has not seen it yet or none of its labels is left. */
  suggest(itemId: ItemId): Suggestion | null {
    const row = rowOf(this.predictions.itemIds, itemId);
    return row === null ? null : this.suggestRow(row);
  }

  /** The same for a row of the predictions. */
  suggestRow(row: number): Suggestion | null {
    const { floor, runId, runNumber, version, at } = this.predictions;
    if (this.#choices.length === 0) return null;
    const { choices, confidence, second } =
      this.#tops === null ? this.#tagsAt(row) : this.#topAt(this.#tops, row);
    return {
      ...{ runId, runNumber, version, at, confidence, second },
      labelIds: choices.flatMap(({ choice }) => this.#choices[choice] ?? []),
      confidences: choices.map(({ share }) => share),
      knows: confidence >= floor && choices.length > 0,
    };
  }

  /** The first choice of a row and its probability, without building anything: for going through all. */
  firstChoice(row: number): { labelId: LabelId | undefined; confidence: number } {
    if (this.#tops !== null) {
      const labelId = this.#choices[this.#tops.first[row] ?? none];
      return { labelId, confidence: this.#tops.firstShare[row] ?? 0 };
    }
    const shares = this.#shares(this.#matrix, row);
    let first = 0;
    for (let choice = 1; choice < shares.length; choice += 1)
      if ((shares[choice] ?? 0) > (shares[first] ?? 0)) first = choice;
    return { labelId: this.#choices[first], confidence: shares[first] ?? 0 };
  }

  #topAt(tops: Tops, row: number) {
    const confidence = tops.firstShare[row] ?? 0;
    const share = tops.secondShare[row] ?? 0;
    const labelId = this.#choices[tops.second[row] ?? none];
    const isWorth = labelId !== undefined && share >= worthMentioning;
    return {
      confidence,
      choices: [{ choice: tops.first[row] ?? none, share: confidence }],
      second: isWorth ? { labelId, confidence: share } : null,
    };
  }

  #tagsAt(row: number) {
    const shares = this.#shares(this.#matrix, row);
    const choices = Array.from(shares, (share, choice) => ({ choice, share }))
      .filter(({ share }) => share >= tagThreshold)
      .sort((a, b) => b.share - a.share);
    return { confidence: Math.max(0, ...shares), choices, second: null };
  }

  #topsOf(probabilities: Float32Array): Tops {
    const rows = this.predictions.itemIds.length;
    const tops: Tops = {
      first: new Uint16Array(rows),
      second: new Uint16Array(rows).fill(none),
      firstShare: new Float32Array(rows),
      secondShare: new Float32Array(rows),
    };
    for (let row = 0; row < rows; row += 1) {
      const shares = this.#shares(probabilities, row);
      let [first, second] = [0, none];
      for (let choice = 1; choice < shares.length; choice += 1) {
        if ((shares[choice] ?? 0) > (shares[first] ?? 0)) [first, second] = [choice, first];
        else if (second === none || (shares[choice] ?? 0) > (shares[second] ?? 0)) second = choice;
      }
      tops.first[row] = first;
      tops.second[row] = second;
      tops.firstShare[row] = shares[first] ?? 0;
      tops.secondShare[row] = shares[second] ?? 0;
    }
    return tops;
  }

  #room: Float32Array | null = null;

  /** Probability of each choice: merged labels add up (`single`) or count once (`tags`). Valid until the next call. */
  #shares(probabilities: Float32Array | null, row: number): Float32Array {
    const { labelIds, task } = this.predictions;
    const shares = (this.#room ??= new Float32Array(this.#choices.length));
    shares.fill(0);
    for (let column = 0; column < labelIds.length; column += 1) {
      const choice = this.#choiceOf[column] ?? -1;
      if (choice === -1) continue;
      const probability = probabilities?.[row * labelIds.length + column] ?? 0;
      const before = shares[choice] ?? 0;
      shares[choice] = task === 'single' ? before + probability : Math.max(before, probability);
    }
    return shares;
  }
}

/** Row of an item in the ascending ids, by halving; null when it is not there. */
export function rowOf(itemIds: Uint32Array, itemId: ItemId): number | null {
  let low = 0;
  let high = itemIds.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const id = itemIds[middle] ?? 0;
    if (id === itemId) return middle;
    if (id < itemId) low = middle + 1;
    else high = middle - 1;
  }
  return null;
}

/** What is kept with a decision. A benchmark picture is asked blind, whatever the model thinks. */
export function suggestionSeen(item: Item, suggestion: Suggestion | null): SuggestionSeen | null {
  if (suggestion === null || item.role === 'benchmark') return null;
  const { runId, version, labelIds, confidence, knows } = suggestion;
  return { runId, version, labelIds: [...labelIds], confidence, shown: knows };
}
