/**
 * The little square a network is shown of a picture, kept from the import until it has been embedded:
 * to decode the working copy again would cost more than the network itself.
 */
import type { NetworkView } from './browser-records';
import { database } from './database';
import type { ItemId, ProjectId } from './records';

/** Waiting at most, a project, in bytes, where nothing embeds. The others are decoded anew. */
const mostBytes = 100e6;

/** Part of the transaction that brings items in. */
export async function keepViews(
  projectId: ProjectId,
  views: readonly NetworkView[],
): Promise<void> {
  const [first] = views;
  if (first === undefined) return;
  // Nearly always all are of one size, and to count them is to know what they weigh.
  const most = Math.floor(mostBytes / first.pixels.byteLength);
  const waiting = await database.networkViews.where({ projectId }).count();
  await database.networkViews.bulkPut(views.slice(0, Math.max(0, most - waiting)));
}

/** In the order of `ids`; undefined where none waits, or one of another side. */
export async function waitingViews(
  ids: readonly ItemId[],
  side: number,
): Promise<(Uint8Array | undefined)[]> {
  const views = await database.networkViews.bulkGet([...ids]);
  return views.map((view) => (view?.side === side ? view.pixels : undefined));
}

/** They have been embedded, or never will be from here. */
export async function dropViews(ids: readonly ItemId[]): Promise<void> {
  await database.networkViews.bulkDelete([...ids]);
}
