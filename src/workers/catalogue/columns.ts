/** What pictures are chosen by, packed: a byte or a number a picture, and one text. */
import type { Described } from '../../collection/descriptions';
import type { Answer, ItemId, ItemState, LabelId, Role } from '../../collection/records';
import { FieldMarks, rowText } from './row-text';
import { rowOfId } from './rows';

export const states: readonly ItemState[] = ['open', 'skipped', 'decided'];
export const roles: readonly Role[] = ['pool', 'check', 'benchmark'];

/** Stands for an answer that names no labels. */
const noLabels = 0;

export class Columns {
  #ids = new Uint32Array(0);
  #length = 0;
  #states = new Uint8Array(0);
  #roles = new Uint8Array(0);
  #answers = new Uint32Array(0);
  readonly #texts: string[] = [];
  readonly #setOf = new Map<string, number>();
  /** Every set of labels that was ever an answer, by the number that stands for it. */
  readonly labelSets: (readonly LabelId[])[] = [[]];
  readonly fieldMarks = new FieldMarks();

  get length(): number {
    return this.#length;
  }

  /** Ascending. A view: valid until the next `put`. */
  get ids(): Uint32Array {
    return this.#ids.subarray(0, this.#length);
  }

  get last(): ItemId {
    return (this.#ids[this.#length - 1] ?? 0) as ItemId;
  }

  stateAt(row: number): number {
    return this.#states[row] ?? 0;
  }

  roleAt(row: number): number {
    return this.#roles[row] ?? 0;
  }

  /** The number of the set of labels that is the answer, before merges. */
  answerAt(row: number): number {
    return this.#answers[row] ?? noLabels;
  }

  textAt(row: number): string {
    return this.#texts[row] ?? '';
  }

  /** −1 when it is not here. */
  rowOf(itemId: number): number {
    return rowOfId(this.ids, itemId);
  }

  /** Appends a picture that came after all others, or takes over what changed about one. */
  put({ item, record }: Described): void {
    let row = this.rowOf(item.id);
    if (row < 0) {
      if (item.id < this.last) throw new RangeError('Pictures are appended in the order of ids.');
      this.#reserve(this.#length + 1);
      row = this.#length;
      this.#length += 1;
    }
    this.#ids[row] = item.id;
    this.#states[row] = states.indexOf(item.state);
    this.#roles[row] = roles.indexOf(item.role);
    this.#answers[row] = this.#numberOf(item.standing?.answer);
    this.#texts[row] = rowText(item, record?.fields ?? [], this.fieldMarks);
  }

  #numberOf(answer: Answer | undefined): number {
    if (answer?.kind !== 'labels') return noLabels;
    const key = answer.labelIds.join(' ');
    const known = this.#setOf.get(key);
    if (known !== undefined) return known;
    const number = this.labelSets.push([...answer.labelIds]) - 1;
    this.#setOf.set(key, number);
    return number;
  }

  #reserve(length: number): void {
    if (length <= this.#ids.length) return;
    const capacity = Math.max(1024, length, this.#ids.length * 2);
    const grown = <Column extends Uint8Array | Uint32Array>(column: Column, empty: Column) => {
      empty.set(column);
      return empty;
    };
    this.#ids = grown(this.#ids, new Uint32Array(capacity));
    this.#states = grown(this.#states, new Uint8Array(capacity));
    this.#roles = grown(this.#roles, new Uint8Array(capacity));
    this.#answers = grown(this.#answers, new Uint32Array(capacity));
  }
}
