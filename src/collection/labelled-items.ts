/** Items with the decision that stands on each, or that stood once: what leaves as labels. */
import { database } from './database';
import type { Decision, DecisionId, Item, ItemId, ProjectId } from './records';
import type { Snapshot } from './training-records';
import { standingAfter } from './standing';

/** The event an item's standing answer came from. */
type StandingDecision = Extract<Decision, { kind: 'answer' }>;

export interface LabelledItem {
  item: Item;
  /** Null where are undecided. */
  decision: StandingDecision | null;
}

/** Rows read at once, so that no decision has to wait for a long read. */
const usualPage = 1000;

/** All items of a project in the order of import. */
export async function labelledItems(projectId: ProjectId): Promise<LabelledItem[]> {
  const found: LabelledItem[] = [];
  const ids = await database.items.where({ projectId }).primaryKeys();
  for await (const page of labelledPages(ids)) found.push(...page);
  return found;
}

/** The same for chosen items, in the order of `ids`, a page at a time; those that are gone are left out. */
export async function* labelledPages(
  ids: readonly ItemId[],
  pageSize = usualPage,
): AsyncGenerator<LabelledItem[]> {
  for (let start = 0; start < ids.length; start += pageSize) {
    yield await page(ids.slice(start, start + pageSize));
  }
}

function page(ids: Item['id'][]): Promise<LabelledItem[]> {
  const { items, decisions } = database;
  return database.transaction('r', [items, decisions], async () => {
    const rows = (await items.bulkGet(ids)).filter((item) => item !== undefined);
    const keys = rows.flatMap((item) => item.standing?.decisionId ?? []);
    const events = new Map<DecisionId, Decision | undefined>();
    (await decisions.bulkGet(keys)).forEach((event) => event && events.set(event.id, event));
    return rows.map((item) => {
      const event = item.standing ? events.get(item.standing.decisionId) : undefined;
      return { item, decision: event?.kind === 'answer' ? event : null };
    });
  });
}

/** The row as it was when `snapshot` was frozen. */
export async function labelledAsOf(
  { item, decision }: LabelledItem,
  { at, upTo }: Pick<Snapshot, 'at' | 'upTo'>,
): Promise<LabelledItem> {
  // Snapshots of the first schema do not know their place in the log, only their hour.
  const wasThere = (event: Decision) => (upTo > 0 ? event.id <= upTo : event.at <= at);
  if (decision === null || wasThere(decision)) return { item, decision };
  const { projectId, id: itemId } = item;
  const log = await database.decisions.where({ projectId, itemId }).toArray();
  const standing = standingAfter(log.filter(wasThere));
  const event = log.find(({ id }) => id === standing?.decisionId);
  return { item, decision: event?.kind === 'answer' ? event : null };
}
