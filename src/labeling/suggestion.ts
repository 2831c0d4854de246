/**
 * What the model says about one picture, read out of the packed predictions. A row is looked up when
 * its picture is due, so that a refresh costs the same with a hundred pictures and with a million.
 */
import { resolveLabel } from '../collection/label-rows';
import type {
  Item,
  ItemId,
  Label,
  LabelId,
  Predictions,
  RunId,
  SuggestionSeen,
} from '../collection/records';

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

/** Reads suggestions out of one refresh of the predictions, for the labels as they are now. */
export class Suggester {
  readonly predictions: Predictions;
  readonly #choices: readonly LabelId[];
  /** For each column of the predictions, the choice it counts for; −1 when it is not offered any more. */
  readonly #choiceOf: Int32Array;

  /** `labels` are all of the project's, so that a merged label's share goes to the one it became. */
  constructor(predictions: Predictions, labels: readonly Label[]) {
    this.predictions = predictions;
    const offered = new Set(
      labels.filter((label) => label.retiredAt === null).map((label) => label.id),
    );
    const choices: LabelId[] = [];
    this.#choiceOf = Int32Array.from(predictions.labelIds, (column) => {
      const id = resolveLabel(labels, column);
      if (!offered.has(id)) return -1;
      const known = choices.indexOf(id);
      return known === -1 ? choices.push(id) - 1 : known;
    });
    this.#choices = choices;
  }

  /** The suggestion for an item; null when the model has not seen it yet or none of its labels is left. */
  suggest(itemId: ItemId): Suggestion | null {
    const row = rowOf(this.predictions.itemIds, itemId);
    return row === null ? null : this.suggestRow(row);
  }

  /** The same for a row of the predictions. */
  suggestRow(row: number): Suggestion | null {
    const { task, floor, runId, runNumber, version, at } = this.predictions;
    const shares = this.#shares(row);
    let first = -1;
    let second = -1;
    for (const [choice, share] of shares.entries()) {
      if (first === -1 || share > (shares[first] ?? 0)) [first, second] = [choice, first];
      else if (second === -1 || share > (shares[second] ?? 0)) second = choice;
    }
    const confidence = shares[first] ?? 0;
    if (first === -1) return null;

    const proposed =
      task === 'single'
        ? [first]
        : [...shares.keys()]
            .filter((choice) => (shares[choice] ?? 0) >= tagThreshold)
            .sort((a, b) => (shares[b] ?? 0) - (shares[a] ?? 0));
    const secondId = this.#choices[second];
    const secondShare = shares[second] ?? 0;
    return {
      runId,
      runNumber,
      version,
      at,
      confidence,
      labelIds: proposed.flatMap((choice) => this.#choices[choice] ?? []),
      confidences: proposed.map((choice) => shares[choice] ?? 0),
      knows: confidence >= floor && proposed.length > 0,
      second:
        task === 'single' && secondId !== undefined && secondShare >= worthMentioning
          ? { labelId: secondId, confidence: secondShare }
          : null,
    };
  }

  /** The first choice of a row and its probability, without building anything: for going through all. */
  firstChoice(row: number): { labelId: LabelId | undefined; confidence: number } {
    const shares = this.#shares(row);
    let first = 0;
    for (let choice = 1; choice < shares.length; choice += 1)
      if ((shares[choice] ?? 0) > (shares[first] ?? 0)) first = choice;
    return { labelId: this.#choices[first], confidence: shares[first] ?? 0 };
  }

  /** Probability of each choice: merged labels add up (`single`) or count once (`tags`). */
  #shares(row: number): Float32Array {
    const { probabilities, labelIds, task } = this.predictions;
    const shares = new Float32Array(this.#choices.length);
    for (let column = 0; column < labelIds.length; column += 1) {
      const choice = this.#choiceOf[column] ?? -1;
      if (choice === -1) continue;
      const probability = probabilities[row * labelIds.length + column] ?? 0;
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
