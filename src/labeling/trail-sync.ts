/**
 * Keeps the trail true while other tabs, the grid and imports work on the same collection: watches the
 * rows of the stops from the desk on, and, while the desk is empty, whether there is anything to ask.
 */
import { countItems, getItems } from '../collection/items';
import type { Item, ItemId, ProjectId } from '../collection/records';
import { watch, type Subscription } from '../collection/watch';
import type { Trail } from './trail.svelte';

export type Counts = Awaited<ReturnType<typeof countItems>>;

export class TrailSync {
  #subscription: Subscription | null = null;

  constructor(
    private readonly projectId: ProjectId,
    private readonly trail: Trail,
    private readonly tell: {
      /** Stops were taken off the trail. */
      ondropped(): void;
      /** The desk is empty, and this is how things stand. */
      onempty(counts: Counts): void;
    },
  ) {}

  /** Turns to what lies on the desk now. */
  turn(): void {
    this.close();
    const { entries, position } = this.trail;
    const ids = [...new Set(entries.slice(position).map((entry) => entry.item.id))];
    this.#subscription =
      ids.length > 0
        ? watch(() => getItems(ids)).subscribe((items) => this.#see(new Set(ids), items))
        : watch(() => countItems(this.projectId)).subscribe((counts) => this.tell.onempty(counts));
  }

  close(): void {
    this.#subscription?.unsubscribe();
    this.#subscription = null;
  }

  #see(watched: ReadonlySet<ItemId>, items: readonly Item[]): void {
    const rows = new Map(items.map((item) => [item.id, item]));
    const { length } = this.trail.entries;
    this.trail.drop((entry) => {
      const { id, state } = entry.item;
      if (!watched.has(id) || entry.writing > 0) return false;
      const row = rows.get(id);
      // Deleted, or answered elsewhere while it waited here: it need not be asked again.
      return row === undefined || (entry.isOpen && row.state !== 'open' && row.state !== state);
    });
    for (const item of items) refresh(this.trail, item);
    if (this.trail.entries.length !== length) this.tell.ondropped();
  }
}

/** Takes over what the database says about an item, unless a newer word of the person is on its way. */
export function refresh(trail: Trail, item: Item): void {
  for (const entry of trail.entries) {
    if (entry.item.id === item.id && entry.writing === 0) entry.update(item);
  }
}
