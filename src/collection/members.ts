/**
 * Which items a project has, and which of the pool are open, kept in memory by who asks after every
 * decision: to list a hundred thousand keys anew each time would hold up the next write.
 */
import { standingAnswers } from './standing-answers';
import { database } from './database';
import { idsAfter } from './descriptions';
import { itemIds, newestItemId } from './items';
import type { ItemId, ProjectId } from './records';

export class Members {
  #all: ItemId[] = [];
  #pool: { newest: ItemId; groupings: number; ids: ItemId[] } | null = null;

  constructor(private readonly projectId: ProjectId) {}

  /** In the order of import. */
  async all(): Promise<readonly ItemId[]> {
    const last = this.#all.at(-1);
    if (last === undefined) this.#all = await itemIds(this.projectId);
    else {
      const fresh = await idsAfter(this.projectId, last);
      if (fresh.length > 0) this.#all = [...this.#all, ...fresh];
    }
    return this.#all;
  }

  /** Items of the pool that nobody has answered, in the order of import. */
  async openPool(): Promise<ItemId[]> {
    const { projectId } = this;
    const newest = await newestItemId(projectId);
    const groupings = (await database.projects.get(projectId))?.groupings ?? 0;
    if (this.#pool?.newest !== newest || this.#pool.groupings !== groupings)
      this.#pool = { newest, groupings, ids: await itemIds(projectId, { role: 'pool' }) };
    // A standing never moves without an event, so what is remembered of answers is what is true.
    const [decided, skipped] = await Promise.all([
      standingAnswers(projectId),
      itemIds(projectId, { state: 'skipped' }),
    ]);
    const answered = new Set([...decided.map(({ itemId }) => itemId), ...skipped]);
    return this.#pool.ids.filter((id) => !answered.has(id));
  }
}
