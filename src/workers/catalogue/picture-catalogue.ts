/**
 * All pictures of one project by what they can be chosen by, held in memory: no index of a database
 * answers "part of a word in any field" for a hundred thousand rows within a blink. Read once, then
 * mended row by row as the database tells what was written.
 */
import { watchKeys, type ChangedKeys } from '../../collection/changed-rows';
import { latestDecisionId } from '../../collection/decisions';
import { describedItems, idsAfter } from '../../collection/descriptions';
import { itemIds, type ItemFilter } from '../../collection/items';
import { listLabels } from '../../collection/labels';
import { Members } from '../../collection/members';
import { predictionsStamp } from '../../collection/pool-order';
import { getProject } from '../../collection/projects';
import type { ItemId, Label, ProjectId } from '../../collection/records';
import { getPredictions } from '../../collection/runs';
import { watch, type Subscription } from '../../collection/watch';
import type { Found, PictureFilter } from '../protocol/catalogue';
import { Columns } from './columns';
import { matching } from './matching';
import { Opinions } from './opinions';

/** Pause before rows are read that nobody has asked for: the first pictures come first. */
const readAheadMs = 300;

/** Rows read at once: a decision made meanwhile waits for no longer read than this. */
const pageSize = 2000;

export class Catalogue {
  #columns: Columns | null = null;
  #reading: Promise<unknown> = Promise.resolve();
  /** Written since the rows were read; 'many' where only reading all of them tells. */
  #changed = new Set<number>();
  #isStale = false;
  #groupings = 0;
  #opinions: { stamp: string; opinions: Opinions } | null = null;
  #readShare = 0;
  #readAhead: ReturnType<typeof setTimeout> | undefined;
  readonly #watching: Subscription[];
  #members: Members;

  constructor(private readonly projectId: ProjectId) {
    this.#members = new Members(projectId);
    const note = (changed: ChangedKeys) => {
      if (changed === 'many') {
        this.#isStale = true;
        this.#members = new Members(projectId);
      } else for (const key of changed) this.#changed.add(key);
    };
    this.#watching = [watchKeys('items', note), watchKeys('itemRecords', note)];
  }

  close(): void {
    clearTimeout(this.#readAhead);
    for (const one of this.#watching) one.unsubscribe();
  }

  /** How much of the first reading is done, 0–1. */
  get readShare(): number {
    return this.#readShare;
  }

  async find(filter: PictureFilter): Promise<Found> {
    const isEverything = Object.keys(filter).length === 0;
    if (isEverything || (this.#columns === null && isIndexed(filter))) {
      this.#readAheadSoon();
      const all = await this.#members.all();
      const ids = isEverything ? all : await itemIds(this.projectId, filter);
      return { ids: Uint32Array.from(ids), total: all.length };
    }
    const columns = await this.upToDate();
    const labels = await listLabels(this.projectId);
    const isAboutModel = filter.isContested === true || filter.confidence !== undefined;
    const opinions = isAboutModel ? await this.#opinionsFor(labels) : null;
    return { ids: matching(columns, filter, labels, opinions), total: columns.length };
  }

  /** So that words are found at once when they are asked for. */
  #readAheadSoon(): void {
    this.#readAhead ??= setTimeout(() => {
      // Whoever asks next reads again, and hears why it cannot be done.
      this.upToDate().catch((error: unknown) => console.warn('Reading ahead failed:', error));
    }, readAheadMs);
  }

  async fieldNames(): Promise<string[]> {
    return (await this.upToDate()).fieldMarks.names();
  }

  /** The rows as they are now. One reading at a time; each begins after it was asked for. */
  upToDate(): Promise<Columns> {
    const reading = this.#reading.then(() => this.#bringUpToDate());
    // Whoever asked hears of a failure; what was noted for that reading is lost, so all is read next time.
    this.#reading = reading.catch(() => (this.#isStale = true));
    return reading;
  }

  async #bringUpToDate(): Promise<Columns> {
    const groupings = (await getProject(this.projectId))?.groupings ?? 0;
    const before = this.#columns;
    if (before === null || this.#isStale || groupings !== this.#groupings) {
      this.#groupings = groupings;
      return (this.#columns = await this.#readAll());
    }
    // Taken before they are read: what is written meanwhile is noted for the next time.
    const noted = this.#changed;
    this.#changed = new Set();
    const changed = [...noted].filter((id) => before.rowOf(id) >= 0) as ItemId[];
    const taken = await this.#take(
      before,
      changed.sort((a, b) => a - b),
    );
    // Gone: a backup is being opened in the place of the collection.
    if (taken < changed.length) return (this.#columns = await this.#readAll());
    await this.#take(before, await idsAfter(this.projectId, before.last));
    return before;
  }

  async #readAll(): Promise<Columns> {
    this.#isStale = false;
    this.#changed = new Set();
    const columns = new Columns();
    await this.#take(columns, await itemIds(this.projectId));
    return columns;
  }

  /** Returns how many of them there are. */
  async #take(columns: Columns, ids: readonly ItemId[]): Promise<number> {
    let taken = 0;
    for (let start = 0; start < ids.length; start += pageSize) {
      const page = ids.slice(start, start + pageSize);
      for (const row of await describedItems(this.projectId, page)) {
        columns.put(row);
        taken += 1;
      }
      this.#readShare = Math.min(1, (start + pageSize) / ids.length);
    }
    return taken;
  }

  async #opinionsFor(labels: readonly Label[]): Promise<Opinions | null> {
    const offered = labels.map(({ id, mergedInto, retiredAt }) => [id, mergedInto, retiredAt]);
    const stamp = JSON.stringify([await predictionsStamp(this.projectId), offered]);
    if (this.#opinions?.stamp !== stamp) {
      const predictions = await getPredictions(this.projectId);
      this.#opinions = predictions ? { stamp, opinions: new Opinions(predictions, labels) } : null;
    }
    return this.#opinions?.opinions ?? null;
  }
}

/** Whether the database's indexes answer it: before any rows have been read, they are the quicker way. */
function isIndexed(filter: PictureFilter): filter is ItemFilter {
  return Object.keys(filter).every((key) => key === 'state' || key === 'role' || key === 'labelId');
}

/** Calls `tell` after whatever may move a picture in or out of a list. */
export function watchPictures(projectId: ProjectId, tell: () => void): Subscription {
  const read = async () => [
    await latestDecisionId(projectId),
    await listLabels(projectId),
    await getProject(projectId),
    await predictionsStamp(projectId),
  ];
  let isFirst = true;
  const watching = [
    watchKeys('items', tell),
    watchKeys('itemRecords', tell),
    watch(read).subscribe(() => {
      if (!isFirst) tell();
      isFirst = false;
    }),
  ];
  return { unsubscribe: () => watching.forEach((one) => one.unsubscribe()) };
}
