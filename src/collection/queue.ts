/** The desk's queue: which pictures come next. */
import { database } from './database';
import { poolOrder } from './pool-order';
import type { Item, ItemId, ProjectId, Role, Strategy } from './records';

/** Four pool items to one check and one benchmark item, so that the honest sample grows with the work. */
const turns: readonly Role[] = ['pool', 'pool', 'check', 'pool', 'pool', 'benchmark'];

/** Who steps in when a role has nothing left to ask. */
const substitutes: Record<Role, readonly Role[]> = {
  pool: ['pool', 'check', 'benchmark'],
  check: ['check', 'pool', 'benchmark'],
  benchmark: ['benchmark', 'pool', 'check'],
};

export interface QueueRequest {
  count: number;
  strategy: Strategy;
  /** On screen or fetched already. */
  exclude: ReadonlySet<ItemId>;
  /** How many the desk has asked before: says whose turn it is. */
  step: number;
}

/**
 * The next items to ask. Open ones by turns: benchmark and check in their random order, the pool in
 * the order the model finds most worth asking (`uncertain`) or at random; then skipped ones, the one
 * skipped longest ago first. Fewer than `count` when there are no more.
 */
export async function nextItems(
  projectId: ProjectId,
  { count, strategy, exclude, step }: QueueRequest,
): Promise<Item[]> {
  const room = count + exclude.size;
  const [pool, check, benchmark] = await Promise.all([
    poolItems(projectId, strategy, exclude, count),
    openIds(projectId, 'check', room),
    openIds(projectId, 'benchmark', room),
  ]);
  const queues: Record<Role, ItemId[]> = {
    pool,
    check: check.filter((id) => !exclude.has(id)),
    benchmark: benchmark.filter((id) => !exclude.has(id)),
  };
  const chosen: ItemId[] = [];
  for (let turn = step; chosen.length < count; turn += 1) {
    const role = turns[turn % turns.length] ?? 'pool';
    const from = substitutes[role].find((substitute) => queues[substitute].length > 0);
    const id = from && queues[from].shift();
    if (id === undefined) break;
    chosen.push(id);
  }
  const rows = await database.items.bulkGet(chosen);
  // One may have been decided in another tab between the two reads.
  const items = rows.filter((row) => row?.state === 'open') as Item[];
  if (chosen.length === count) return items;
  return [...items, ...(await skippedItems(projectId, exclude, count - items.length))];
}

async function poolItems(
  projectId: ProjectId,
  strategy: Strategy,
  exclude: ReadonlySet<ItemId>,
  count: number,
): Promise<ItemId[]> {
  const ranked = strategy === 'uncertain' ? await poolOrder(projectId) : new Uint32Array();
  const chosen: ItemId[] = [];
  const page = count + exclude.size + 16;
  for (let start = 0; start < ranked.length && chosen.length < count; start += page) {
    const ids = [...ranked.subarray(start, start + page)] as ItemId[];
    const wanted = ids.filter((id) => !exclude.has(id));
    for (const row of await database.items.bulkGet(wanted)) {
      if (row?.projectId === projectId && row.state === 'open' && row.role === 'pool') {
        chosen.push(row.id);
      }
    }
  }
  if (chosen.length >= count) return chosen.slice(0, count);

  // What the model has not ranked (nothing yet, or imported since) follows in random order.
  const seen = new Set<number>(ranked);
  const open = await openIds(projectId, 'pool', seen.size + exclude.size + count);
  const rest = open.filter((id) => !seen.has(id) && !exclude.has(id));
  return [...chosen, ...rest].slice(0, count);
}

function openIds(projectId: ProjectId, role: Role, limit: number): Promise<ItemId[]> {
  return database.items
    .where('[projectId+role+state+order]')
    .between([projectId, role, 'open', 0], [projectId, role, 'open', 1])
    .limit(limit)
    .primaryKeys();
}

async function skippedItems(
  projectId: ProjectId,
  exclude: ReadonlySet<ItemId>,
  count: number,
): Promise<Item[]> {
  const skipped = await database.items.where({ projectId, state: 'skipped' }).toArray();
  return skipped
    .filter((item) => !exclude.has(item.id))
    .sort((a, b) => (a.standing?.decisionId ?? 0) - (b.standing?.decisionId ?? 0))
    .slice(0, count);
}
