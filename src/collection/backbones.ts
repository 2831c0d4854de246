/** Backbones kept in this browser, so that they work offline. */
import { database } from './database';
import type { BackboneHash } from './records';
import type { StoredBackbone } from './training-records';

/** A backbone without its network: what a list of them shows. */
export type BackboneSummary = Omit<StoredBackbone, 'topology' | 'specs' | 'weights'>;

/**
 * Keeps a backbone under the hash of its weights. One that came from outside stays when a project
 * arrives at the same weights, and does not go with that project. Throws when there is no room.
 */
export async function saveBackbone(backbone: StoredBackbone): Promise<void> {
  await database.transaction('rw', database.backbones, async () => {
    const stored = await database.backbones.get(backbone.hash);
    if (stored?.projectId === null && backbone.projectId !== null) return;
    await database.backbones.put(backbone);
  });
}

export function getBackbone(hash: BackboneHash): Promise<StoredBackbone | undefined> {
  return database.backbones.get(hash);
}

/** Oldest first. */
export async function listBackbones(): Promise<BackboneSummary[]> {
  const summaries: BackboneSummary[] = [];
  await database.backbones.each(({ topology: _t, specs: _s, weights: _w, ...summary }) => {
    summaries.push(summary);
  });
  return summaries.sort((a, b) => a.addedAt - b.addedAt);
}
