/** One stop of the desk's trail: an item, its picture, and what is known and decided about it here. */
import type { Answer, Item, LabelId } from '../collection/records';
import type { Likeness } from './likeness';
import type { Picture } from './picture';
import type { Suggestion } from './suggestion';

let stops = 0;

export class TrailEntry {
  /** An item that was skipped comes back as a stop of its own. */
  readonly key = (stops += 1);
  item = $state.raw() as Item;
  /** Null until it is decoded. */
  picture = $state.raw<Picture | null>(null);
  likeness = $state.raw<Likeness | null>(null);
  /** The person's answer as shown here: at once, before the database has confirmed it. */
  answer = $state.raw<Answer | null>(null);
  /** Writes under way for this stop. */
  writing = $state(0);
  /** As it was when the picture appeared: what Enter accepts never changes under the hand. */
  suggestion = $state.raw<Suggestion | null>(null);
  /** Tags ticked so far, in the order they were ticked. */
  tags = $state.raw<readonly LabelId[]>([]);
  /** True once the person has ticked or unticked a tag: before, the ticks are the model's proposal. */
  isTouched = $state(false);
  /** When it was shown, in milliseconds of the page's clock. */
  shownAt = 0;
  #isReleased = false;

  constructor(item: Item) {
    this.item = item;
    this.answer = item.state === 'decided' ? (item.standing?.answer ?? null) : null;
  }

  /** Nobody has answered here yet. */
  get isOpen(): boolean {
    return this.answer === null;
  }

  get isReleased(): boolean {
    return this.#isReleased;
  }

  /** Takes over a newer row; an answer given here follows it, an open question stays open. */
  update(item: Item): void {
    this.item = item;
    if (this.answer !== null)
      this.answer = item.state === 'open' ? null : (item.standing?.answer ?? null);
  }

  /** One tick more or less. */
  tick(labelId: LabelId): void {
    this.isTouched = true;
    this.tags = this.tags.includes(labelId)
      ? this.tags.filter((id) => id !== labelId)
      : [...this.tags, labelId];
  }

  untouch(): void {
    this.isTouched = false;
  }

  /** Until the person ticks, the ticks are what was answered, or what the model proposes. */
  propose(resolve: (id: LabelId) => LabelId): void {
    if (this.isTouched) return;
    if (this.answer?.kind === 'labels') this.tags = [...new Set(this.answer.labelIds.map(resolve))];
    else this.tags = this.isOpen && this.suggestion?.knows ? this.suggestion.labelIds : [];
  }

  settle(picture: Picture): void {
    if (this.#isReleased || this.picture !== null) picture.release();
    else this.picture = picture;
  }

  /** In place of a picture that was not to be had. */
  replace(picture: Picture): void {
    this.picture?.release();
    this.picture = picture;
    if (this.#isReleased) picture.release();
  }

  compare(likeness: Likeness): void {
    this.likeness?.release();
    this.likeness = likeness;
    if (this.#isReleased) likeness.release();
  }

  release(): void {
    this.#isReleased = true;
    this.picture?.release();
    this.likeness?.release();
  }
}
