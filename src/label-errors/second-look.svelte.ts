/** A sitting of second looks: pictures drawn once, answered one after the other, blind. */
import { getItem } from '../collection/items';
import type { Answer, Item, ProjectId } from '../collection/records';
import { addSecondLook, drawSecondLooks, dropSecondLook } from '../collection/second-looks';
import { guardQuota } from '../collection/storage';
import type { Problem } from '../outcome';

/** Enough for an interval that says something, few enough for one sitting. */
export const sittingSize = 30;

export class Sitting {
  /** Still to be looked at; empty between sittings. */
  left = $state.raw<readonly Item[]>([]);
  total = $state(0);
  notice = $state('');
  problem = $state.raw<Problem | null>(null);

  readonly current = $derived<Item | null>(this.left[0] ?? null);
  readonly done = $derived(this.total - this.left.length);
  /** Answers of this sitting, latest last. */
  #given: { id: number; item: Item }[] = [];
  #isWriting = false;

  constructor(private readonly projectId: ProjectId) {}

  /** Draws pictures for `by`; says so when there are none. */
  async begin(by: string): Promise<void> {
    this.#given = [];
    this.left = await drawSecondLooks(this.projectId, by, sittingSize);
    this.total = this.left.length;
    this.notice =
      this.total === 0 ? 'There is no picture left that was decided long enough ago.' : '';
  }

  stop(): void {
    this.left = [];
    this.total = 0;
    this.notice = '';
  }

  /** Keeps a second answer and goes on; says nothing about the first. */
  async answer(by: string, answer: Answer): Promise<void> {
    const item = this.current;
    if (item === null || this.#isWriting) return;
    this.#isWriting = true;
    try {
      const look = { itemId: item.id, by, answer };
      const outcome = await guardQuota(() => addSecondLook(this.projectId, look));
      this.problem = outcome.ok ? null : outcome.problem;
      if (!outcome.ok) return;
      this.#given.push({ id: outcome.value, item });
      this.left = this.left.slice(1);
      this.notice = '';
    } finally {
      this.#isWriting = false;
    }
  }

  /** Takes the latest answer of this sitting back; its picture lies there again. */
  async undo(): Promise<void> {
    const latest = this.#given.pop();
    if (!latest) {
      this.notice = 'There is nothing to undo in this session.';
      return;
    }
    await dropSecondLook(latest.id);
    const item = await getItem(latest.item.id);
    if (item) this.left = [item, ...this.left];
    this.notice = `Undone: ${latest.item.name} is asked again.`;
  }
}
