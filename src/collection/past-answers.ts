/** The answers that stood once: the log, read up to an entry of it. */
import type { StandingAnswer } from './standing-answers';
import { database } from './database';
import { readRows } from './row-ranges';
import { standingAfter, stateOf } from './standing';
import type { Decision, ItemId, ProjectId } from './records';

/** As `standingAnswers`, with every event after `upTo` left out. */
export async function answersAt(projectId: ProjectId, upTo: number): Promise<StandingAnswer[]> {
  const logs = new Map<ItemId, Decision[]>();
  for (const event of await database.decisions.where({ projectId }).toArray()) {
    if (event.id > upTo) continue;
    const log = logs.get(event.itemId);
    if (log === undefined) logs.set(event.itemId, [event]);
    else log.push(event);
  }
  const items = await readRows(
    database.items,
    [...logs.keys()].sort((a, b) => a - b),
  );
  return items
    .flatMap(({ id, sha256 }): StandingAnswer[] => {
      const log = logs.get(id) ?? [];
      const standing = standingAfter(log);
      if (standing === null || stateOf(standing.answer) !== 'decided') return [];
      const role = log.find((event) => event.id === standing.decisionId)?.role;
      return role === undefined ? [] : [{ itemId: id, role, sha256, answer: standing.answer }];
    })
    .sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
}

/** A moment in the log: its newest entry, or, where that was not noted (0), the time. */
export interface Moment {
  readonly upTo: number;
  readonly at: number;
}

/** The newest entry about each of some items at a moment; items nobody had touched by then are left out. */
export async function lastEntries(
  projectId: ProjectId,
  itemIds: readonly ItemId[],
  { upTo, at }: Moment,
): Promise<Map<ItemId, Decision>> {
  const logs = await Promise.all(
    itemIds.map((itemId) => database.decisions.where({ projectId, itemId }).toArray()),
  );
  const isBefore = (event: Decision) => (upTo > 0 ? event.id <= upTo : event.at <= at);
  return new Map(
    logs.flatMap((log) => {
      const last = log.filter(isBefore).at(-1);
      return last === undefined ? [] : [[last.itemId, last] as const];
    }),
  );
}
