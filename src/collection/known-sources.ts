/** Which pictures of an archive, a manifest or a table are here already. */
import { database } from './database';
import type { ItemId, ProjectId } from './records';

/**
 * Of `sources`, those that name an item that is here with its picture; see `ItemRecord.source`. One
 * that came back from a backup without pictures is not among them: it may come in again.
 */
export async function sourcesHere(
  projectId: ProjectId,
  sources: readonly string[],
): Promise<Set<string>> {
  const wanted = new Set(sources);
  wanted.delete('');
  if (wanted.size === 0) return new Set();
  const found: [source: string, itemId: ItemId][] = [];
  await database.itemRecords
    .where('[projectId+source]')
    .anyOf([...wanted].map((source): [ProjectId, string] => [projectId, source]))
    .eachKey((key, { primaryKey }) =>
      found.push([(key as unknown as [string, string])[1], primaryKey]),
    );
  const pictured = new Set(
    await database.thumbnails
      .where('itemId')
      .anyOf(found.map(([, itemId]) => itemId))
      .primaryKeys(),
  );
  return new Set(found.flatMap(([source, itemId]) => (pictured.has(itemId) ? [source] : [])));
}
