/** What the model thinks of each picture, for labels as they are now: how sure, and of what. */
import { resolveLabel } from '../../collection/label-rows';
import type { Label, LabelId } from '../../collection/records';
import type { Predictions } from '../../collection/training-records';
import { rowOfId } from './rows';

/** A tag is the model's from even odds on, as on the desk. */
const tagThreshold = 0.5;

export class Opinions {
  /** The label each column of the predictions counts for; null where it is not offered any more. */
  readonly #choices: (LabelId | null)[];
  /** For each row the surest choice: its probability, and its label by place among `#labels`. */
  readonly #labels: LabelId[];
  readonly #shareOf: Int32Array;

  constructor(
    readonly predictions: Predictions,
    labels: readonly Label[],
  ) {
    const offered = new Set(labels.filter((one) => one.retiredAt === null).map(({ id }) => id));
    this.#choices = predictions.labelIds.map((column) => {
      const id = resolveLabel(labels, column);
      return offered.has(id) ? id : null;
    });
    this.#labels = [...new Set(this.#choices.filter((id) => id !== null))];
    this.#shareOf = Int32Array.from(this.#choices, (id) => (id ? this.#labels.indexOf(id) : -1));
  }

  /** Row of the predictions; −1 for a picture the model has not seen. Mostly it has seen all: then `hint` is it. */
  rowOf(itemId: number, hint: number): number {
    const { itemIds } = this.predictions;
    return itemIds[hint] === itemId ? hint : rowOfId(itemIds, itemId);
  }

  #confidences: Float32Array | null = null;

  /** Calibrated probability of the first choice; worked out for all rows when it is first asked for. */
  confidence(row: number): number {
    this.#confidences ??= Float32Array.from(this.predictions.itemIds, (_, at) => this.#highest(at));
    return this.#confidences[row] ?? 0;
  }

  #highest(row: number): number {
    let highest = 0;
    for (const share of this.#shares(row)) if (share > highest) highest = share;
    return highest;
  }

  /** Whether the labels (after merges) are what the model would have chosen. */
  isShared(row: number, chosen: ReadonlySet<LabelId>): boolean {
    const shares = this.#shares(row);
    if (this.predictions.task === 'single') {
      let first = 0;
      for (let at = 1; at < shares.length; at += 1)
        if ((shares[at] ?? 0) > (shares[first] ?? 0)) first = at;
      const label = this.#labels[first];
      return label !== undefined && chosen.has(label);
    }
    let agreed = 0;
    for (let at = 0; at < shares.length; at += 1) {
      if ((shares[at] ?? 0) < tagThreshold) continue;
      const label = this.#labels[at];
      if (label === undefined || !chosen.has(label)) return false;
      agreed += 1;
    }
    return agreed === chosen.size;
  }

  readonly #room = new Float32Array(512);

  /** Probability of each label: merged ones add up (`single`) or count once (`tags`). Valid until the next call. */
  #shares(row: number): Float32Array {
    const { probabilities, labelIds, task } = this.predictions;
    const shares =
      this.#labels.length <= this.#room.length
        ? this.#room.subarray(0, this.#labels.length)
        : new Float32Array(this.#labels.length);
    shares.fill(0);
    for (let column = 0; column < labelIds.length; column += 1) {
      const at = this.#shareOf[column] ?? -1;
      if (at < 0) continue;
      const probability = probabilities[row * labelIds.length + column] ?? 0;
      const before = shares[at] ?? 0;
      shares[at] = task === 'single' ? before + probability : Math.max(before, probability);
    }
    return shares;
  }
}
