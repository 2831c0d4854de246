/** Items with the decision that stands on each: what leaves as a spreadsheet. */
import { database } from './database';
import type { Decision, DecisionId, Item, ProjectId } from './records';

/** The event an item's standing answer came from. */
type StandingDecision = Extract<Decision, { kind: 'answer' }>;

export interface LabelledItem {
  item: Item;
  /** Null where nobody has answered. */
  decision: StandingDecision | null;
}

/** Rows read at once, so that no decision has to wait for a long read. */
const pageSize = 1000;

/** All items of a project in the order of import, `pageSize` at a time. */
export async function labelledItems(projectId: ProjectId): Promise<LabelledItem[]> {
  const ids = await database.items.where({ projectId }).primaryKeys();
  const found: LabelledItem[] = [];
  for (let start = 0; start < ids.length; start += pageSize) {
    found.push(...(await page(ids.slice(start, start + pageSize))));
  }
  return found;
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
