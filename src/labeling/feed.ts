/** Keeps a few pictures ahead of the person: asks the queue, decodes what it gives, looks up likenesses. */
import { nextItems } from '../collection/queue';
import type { ProjectId, Strategy } from '../collection/records';
import type { Machine } from '../workers/machine';
import { findLikeness } from './likeness';
import { preparePicture } from './picture';
import { TrailEntry } from './trail-entry.svelte';
import type { Trail } from './trail.svelte';

/** Pictures kept ready; the queue is asked again when fewer than `least` are left. */
const most = 6;
const least = 4;
/** Stops, counted from the one on the desk, whose likenesses are looked up ahead of time. */
const compared = 4;

export class Feed {
  /** Slots given out: the roles take turns along them. A visit goes on where the last one stopped. */
  #step = 0;
  #filling: Promise<void> | null = null;
  #isAskedAgain = false;
  #comparing: Promise<void> | null = null;
  /** Rises when the order changes, so that an answer to an older question is dropped. */
  #order = 0;
  #isClosed = false;

  constructor(
    private readonly projectId: ProjectId,
    private readonly machine: Machine,
    private readonly trail: Trail,
    private readonly settings: {
      strategy(): Strategy;
      /** Whether looking for likenesses can succeed yet. */
      hasPredictions(): boolean;
      /** Called when stops were appended; their pictures may still be on their way. */
      onfilled(): void;
    },
  ) {}

  startAt(step: number): void {
    this.#step = step;
  }

  /** Tops up the trail. Calls while it is at work make it look once more afterwards. */
  fill(): Promise<void> {
    this.#isAskedAgain = true;
    this.#filling ??= this.#fillUp().finally(() => (this.#filling = null));
    return this.#filling;
  }

  /** Forgets what was queued but never shown, and asks in the new order. */
  async restart(): Promise<void> {
    this.#order += 1;
    const { current } = this.trail;
    this.trail.drop((entry) => entry.isOpen && entry !== current && entry.shownAt === 0);
    await this.fill();
  }

  close(): void {
    this.#isClosed = true;
  }

  /** Decodes the picture of a stop; it can be shown without a wait when this resolves. */
  async prepare(entry: TrailEntry): Promise<void> {
    if (entry.picture === null) entry.settle(await preparePicture(entry.item));
  }

  /** Tries those again that were not to be had: the person has let us in. */
  async prepareAgain(): Promise<void> {
    for (const entry of this.trail.entries)
      if (entry.picture?.problem) entry.replace(await preparePicture(entry.item));
  }

  /** Looks up likenesses for the stop on the desk and the next few. Never holds up the pictures. */
  compare(): Promise<void> {
    this.#comparing ??= this.#compareDue().finally(() => (this.#comparing = null));
    return this.#comparing;
  }

  async #compareDue(): Promise<void> {
    const { current, upcoming } = this.trail;
    const due = current === null ? upcoming : [current, ...upcoming];
    for (const entry of due.slice(0, compared)) {
      if (this.#isClosed || !this.settings.hasPredictions()) return;
      // Asked blind: what lies near it would give the model's opinion away.
      if (!entry.isOpen || entry.isReleased || entry.item.role === 'benchmark') continue;
      if (entry.likeness !== null && entry.likeness.likes.length > 0) continue;
      entry.compare(await findLikeness(this.machine, entry.item.id));
    }
  }

  async #fillUp(): Promise<void> {
    while (this.#isAskedAgain && !this.#isClosed) {
      this.#isAskedAgain = false;
      await this.#ask();
    }
    void this.compare();
  }

  async #ask(): Promise<void> {
    const { trail, settings } = this;
    const ready = trail.upcoming.length;
    if (ready >= least) return;
    const order = this.#order;
    const items = await nextItems(this.projectId, {
      count: most - ready + (trail.current === null ? 1 : 0),
      strategy: settings.strategy(),
      exclude: trail.claimed,
      step: this.#step,
    });
    if (this.#isClosed) return;
    if (order !== this.#order) {
      this.#isAskedAgain = true;
      return;
    }
    this.#step += items.length;
    const claimed = trail.claimed;
    const fresh = items.filter((item) => !claimed.has(item.id)).map((item) => new TrailEntry(item));
    if (fresh.length === 0) return;
    for (const entry of fresh) trail.append(entry);
    settings.onfilled();
    for (const entry of fresh) await this.prepare(entry);
  }
}
