/** What was decided lately: for those who come back and want to look over their shoulder. */
import { database } from './database';
import { walkBack } from './decision-log';
import type { ActId, Item, ItemId, ProjectId } from './records';

/** The items last decided one by one at the desk whose answer still stands, oldest first. */
export async function recentlyDecided(projectId: ProjectId, count: number): Promise<Item[]> {
  const undone = new Set<ActId>();
  const ids = new Set<ItemId>();
  await walkBack({ projectId }, (event) => {
    if (undone.has(event.actId)) return true;
    if (event.kind === 'undo') undone.add(event.undoes);
    else if (event.source === 'desk') ids.add(event.itemId);
    return ids.size < count;
  });
  const items = await database.items.bulkGet([...ids].reverse());
  return items.filter((item): item is Item => item?.state === 'decided');
}
