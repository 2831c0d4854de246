/**
 * The labelling desk without its markup: which picture lies on it, what is suggested, what the person
 * decides. The next picture is shown at once while the decision is written; a decision counts when
 * the database has confirmed it, and a write that fails brings its picture back.
 */
import { lastAct, undo } from '../collection/decisions';
import { getItem, getItems } from '../collection/items';
import { updateProject } from '../collection/projects';
import { recentlyDecided } from '../collection/recent';
import type {
  Answer,
  DecisionId,
  Item,
  ItemId,
  LabelId,
  Project,
  Strategy,
} from '../collection/records';
import { guardQuota } from '../collection/storage';
import type { Problem } from '../outcome';
import type { Machine } from '../workers/machine';
import { Feed } from './feed';
import { LiveRows } from './live-rows.svelte';
import { TrailSync, refresh, type Counts } from './trail-sync';
import { DecisionWriter } from './decision-writer';
import { TrailEntry } from './trail-entry.svelte';
import { Trail } from './trail.svelte';

/** Earlier decisions fetched when the desk is opened: as many as the strip shows. */
const remembered = 6;

export class LabelingDesk {
  readonly trail = new Trail();
  readonly rows: LiveRows;
  strategy = $state<Strategy>('uncertain');
  /** What just happened, in words for everybody, screen readers too; '' when there is nothing to say. */
  notice = $state('');
  /** Why the latest write failed. */
  problem = $state.raw<Problem | null>(null);
  /** How many pictures there are in each state; read while the desk is empty. */
  counts = $state.raw<Counts | null>(null);

  readonly current = $derived(this.trail.current);
  readonly #feed: Feed;
  readonly #sync: TrailSync;
  readonly #writer: DecisionWriter;
  /** Keys pressed while an undo brings its picture back: they were meant for that picture. */
  #held: (() => void)[] | null = null;
  #shown: TrailEntry | null = null;
  #isOpen = false;

  constructor(
    readonly project: Project,
    machine: Machine,
  ) {
    this.strategy = project.strategy;
    this.rows = new LiveRows(project.id, () => this.#suggest());
    this.#feed = new Feed(project.id, machine, this.trail, {
      strategy: () => this.strategy,
      hasPredictions: () => this.rows.suggester !== null,
      onfilled: () => this.#arrive(),
    });
    this.#writer = new DecisionWriter(project.id, {
      onconfirmed: (entry, answer, decisionId) => this.#confirm(entry, answer, decisionId),
      onfailed: (entry, before, problem) => {
        entry.answer = before;
        this.problem = problem;
        if (this.#isOpen) this.show(entry);
      },
      // Near the end of a collection a skipped picture can be queued again only now.
      ondone: () => void this.#feed.fill(),
    });
    this.#sync = new TrailSync(project.id, this.trail, {
      ondropped: () => {
        this.#arrive();
        void this.#feed.fill();
      },
      onempty: (counts) => {
        this.counts = counts;
        if (counts.open + counts.skipped > 0) void this.#feed.fill();
      },
    });
  }

  get isTags(): boolean {
    return this.project.task === 'tags';
  }

  /** Begins reading, with the picture asked for if there is one; resolves when there is something to see. */
  async open(asked: ItemId | null = null): Promise<void> {
    this.#isOpen = true;
    this.rows.open();
    await this.rows.recount();
    this.#feed.startAt(this.rows.decided ?? 0);
    const item = asked === null ? undefined : await getItem(asked);
    if (item?.projectId === this.project.id) await this.#bringBack(item);
    await this.#feed.fill();
    if (this.current === null) this.#arrive();
    await this.#remember();
  }

  /** The person has let us in where we were kept out: the pictures of the trail are tried again. */
  lookAgain(): Promise<void> {
    return this.#feed.prepareAgain();
  }

  close(): void {
    this.#isOpen = false;
    this.rows.close();
    this.#feed.close();
    this.#sync.close();
    this.trail.clear();
  }

  /** Resolves when everything decided so far has been confirmed, or has failed. */
  settled(): Promise<void> {
    return this.#writer.settled();
  }

  /** A label was chosen: the answer itself, or (tags) one tick more or less. */
  choose(labelId: LabelId): void {
    this.#now(() => {
      if (this.isTags) this.current?.tick(labelId);
      else this.#answer({ kind: 'labels', labelIds: [labelId] });
    });
  }

  /** Enter: accepts the suggestion, confirms the ticked tags, or leaves a decided picture as it is. */
  accept(): void {
    this.#now(() => {
      const entry = this.current;
      if (entry === null) return;
      if (!entry.isOpen && !entry.isTouched) this.move(1);
      else if (this.isTags) this.#confirmTags(entry);
      else if (entry.suggestion?.knows === true)
        this.#answer({ kind: 'labels', labelIds: [...entry.suggestion.labelIds] });
    });
  }

  /** An answer that is no label: none of these, cannot tell, or not now. */
  answerWith(kind: Exclude<Answer['kind'], 'labels'>): void {
    this.#now(() => this.#answer({ kind }));
  }

  /** Takes back the latest act that still stands, and puts its picture on the desk. */
  async undo(): Promise<void> {
    if (this.#held !== null) {
      this.#held.push(() => void this.undo());
      return;
    }
    this.#held = [];
    try {
      // What is still being written is the latest act there is.
      await this.settled();
      await this.#takeBack();
    } finally {
      const held = this.#held;
      this.#held = null;
      for (const command of held) this.#now(command);
    }
  }

  /** Along the trail: back to what was decided, on to what comes next. */
  move(by: -1 | 1): void {
    if (this.trail.step(by)) this.#arrive();
  }

  show(entry: TrailEntry): void {
    this.trail.goTo(entry);
    this.#arrive();
  }

  /** A label was created at the desk. */
  added(name: string): void {
    this.notice = `“${name}” was added as a label.`;
  }

  async setStrategy(strategy: Strategy): Promise<void> {
    this.strategy = strategy;
    await updateProject(this.project.id, { strategy });
    await this.#feed.restart();
  }

  /** Runs a command on the picture the person means: after an undo under way, its picture. */
  #now(command: () => void): void {
    if (this.#held === null) command();
    else this.#held.push(command);
  }

  #confirmTags(entry: TrailEntry): void {
    if (entry.tags.length > 0) this.#answer({ kind: 'labels', labelIds: [...entry.tags] });
    else this.notice = 'Tick at least one tag, or say that none of these fits.';
  }

  #answer(answer: Answer): void {
    const entry = this.current;
    if (entry === null) return;
    this.notice = '';
    this.problem = null;
    this.#writer.write(entry, answer);
    this.trail.advance();
    this.#arrive();
    void this.#feed.fill();
  }

  #confirm(entry: TrailEntry, answer: Answer, decisionId: DecisionId): void {
    const state = answer.kind === 'skipped' ? 'skipped' : 'decided';
    const change = Number(state === 'decided') - Number(entry.item.state === 'decided');
    entry.item = { ...entry.item, state, standing: { decisionId, answer, at: Date.now() } };
    entry.untouch();
    this.rows.confirmed(change, decisionId);
  }

  async #takeBack(): Promise<void> {
    const act = await lastAct(this.project.id);
    if (act === null) {
      this.notice = 'There is nothing to undo.';
      return;
    }
    const outcome = await guardQuota(() => undo(this.project.id, act.actId));
    this.problem = outcome.ok ? null : outcome.problem;
    if (!outcome.ok) return;
    await this.rows.recount();
    const items = await getItems(act.itemIds);
    const [first] = items;
    if (first === undefined || !this.#isOpen) return;
    for (const item of items) refresh(this.trail, item);
    await this.#bringBack(first);
    this.notice =
      items.length === 1
        ? `Undone: ${first.name} is shown again.`
        : `Undone: ${items.length} decisions made together.`;
  }

  /** What was decided on an earlier visit lies within reach of the arrow keys again. */
  async #remember(): Promise<void> {
    const items = await recentlyDecided(this.project.id, remembered);
    const earlier = items.filter((item) => this.trail.find(item.id) === null);
    if (!this.#isOpen) return;
    const entries = earlier.map((item) => new TrailEntry(item));
    this.trail.prepend(entries);
    for (const entry of entries.toReversed()) await this.#feed.prepare(entry);
  }

  async #bringBack(item: Item): Promise<void> {
    const entry = this.trail.find(item.id) ?? new TrailEntry(item);
    await this.#feed.prepare(entry);
    if (!this.#isOpen) return entry.release();
    entry.untouch();
    // A skipped picture may already wait at the end for its second turn: this is it.
    this.trail.drop((other) => other !== entry && other.isOpen && other.item.id === item.id);
    this.show(entry);
  }

  /** What lies on the desk may have changed: start its clock, fix its suggestion, keep watch. */
  #arrive(): void {
    const entry = this.current;
    if (entry !== this.#shown && entry !== null) entry.shownAt = performance.now();
    this.#shown = entry;
    if (!this.#isOpen) return;
    this.#suggest();
    this.#sync.turn();
    void this.#feed.compare();
  }

  /** A suggestion stays as it was seen; a stop without one, or whose label is gone, gets a new one. */
  #suggest(): void {
    const entry = this.current;
    if (entry === null) return;
    const isStale = entry.suggestion?.labelIds.some((id) => !this.rows.isOffered(id)) ?? true;
    if (isStale && entry.isOpen && entry.item.role !== 'benchmark') {
      const fresh = this.rows.suggester?.suggest(entry.item.id) ?? null;
      // For a moment after a label is retired, the model still speaks of it.
      entry.suggestion = fresh?.labelIds.every((id) => this.rows.isOffered(id)) ? fresh : null;
      void this.#feed.compare();
    }
    entry.propose((id) => this.rows.resolve(id));
  }
}
