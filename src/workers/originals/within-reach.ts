/** Which pictures can be had now, without asking anybody for anything. */
import { isHostAllowed } from '../../collection/allowances';
import { itemRecord } from '../../collection/descriptions';
import { getItems, withCopies } from '../../collection/items';
import type { Item, ItemId } from '../../collection/records';
import { hostOfRemote, openFile } from './original';

/** A server that is allowed counts as within reach: whether it answers is found out when it is asked. */
export async function withinReach(ids: readonly ItemId[]): Promise<Set<ItemId>> {
  const reached = await withCopies(ids);
  for (const item of await getItems(ids.filter((id) => !reached.has(id))))
    if (await isOriginalThere(item)) reached.add(item.id);
  return reached;
}

async function isOriginalThere(item: Item): Promise<boolean> {
  if (item.handle !== null) return (await openFile(item, item.handle)).ok;
  const remote = (await itemRecord(item.id))?.remote ?? null;
  return remote !== null && isHostAllowed(item.projectId, hostOfRemote(remote));
}
