/**
 * Rows read past everything that knows a schema, for a database that cannot be opened as it should:
 * whatever store is there, whatever row can still be read, and a count of what cannot.
 */

/** Rows asked for at once. */
const pageSize = 64;

export interface RawPage {
  rows: object[];
  /** Rows that are there and cannot be read. */
  lost: number;
}

/** A project's rows of one store; nothing where the store is missing. */
export async function* readRaw(
  database: IDBDatabase,
  store: string,
  projectId: string,
): AsyncGenerator<RawPage> {
  if (!database.objectStoreNames.contains(store)) return;
  const isOwn = (row: object | null) => ownerOf(row) === projectId;
  const keys = await keysOf(database, store, projectId);
  for (let at = 0; at < keys.length; at += pageSize) {
    const read = await readKeys(database, store, keys.slice(at, at + pageSize));
    const rows = read.filter((row): row is object => isOwn(row));
    yield { rows, lost: read.filter((row) => row === null).length };
  }
}

function ownerOf(row: object | null): unknown {
  if (row === null) return undefined;
  // A project's own row carries its id, every other one the id of its project.
  return 'projectId' in row ? row.projectId : 'id' in row ? row.id : undefined;
}

/** By the index of projects; by all keys of the store where there is no such index or it is damaged. */
async function keysOf(
  database: IDBDatabase,
  name: string,
  projectId: string,
): Promise<IDBValidKey[]> {
  const store = database.transaction(name).objectStore(name);
  if (store.keyPath === 'projectId' || name === 'projects') return [projectId];
  const indexed = store.indexNames.contains('projectId')
    ? await settled(store.index('projectId').getAllKeys(projectId))
    : null;
  return (
    indexed ?? (await settled(database.transaction(name).objectStore(name).getAllKeys())) ?? []
  );
}

/** Null for a row that cannot be read; a row that is not there is left out. */
async function readKeys(
  database: IDBDatabase,
  name: string,
  keys: readonly IDBValidKey[],
): Promise<(object | null)[]> {
  const store = database.transaction(name).objectStore(name);
  const rows = await Promise.all(
    keys.map((key) => settled(store.get(key) as IDBRequest<object | undefined>)),
  );
  return rows.filter((row) => row !== undefined);
}

/** Null where the request fails, which must not abort the others of its transaction. */
function settled<T>(request: IDBRequest<T>): Promise<T | null> {
  return new Promise((resolve) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = (event) => {
      event.preventDefault();
      resolve(null);
    };
  });
}

/** Every project that any item or decision names, with its own row where that can be read. */
export async function rawProjects(
  database: IDBDatabase,
): Promise<{ id: string; row: object | null; items: number }[]> {
  const found = new Map<string, { row: object | null; items: number }>();
  for (const row of await everyRow(database, 'projects')) {
    if ('id' in row && typeof row.id === 'string') found.set(row.id, { row, items: 0 });
  }
  for (const [id, items] of await countByProject(database, 'items')) {
    found.set(id, { row: found.get(id)?.row ?? null, items });
  }
  return [...found].map(([id, rest]) => ({ id, ...rest }));
}

async function everyRow(database: IDBDatabase, name: string): Promise<object[]> {
  if (!database.objectStoreNames.contains(name)) return [];
  const keys = await settled(database.transaction(name).objectStore(name).getAllKeys());
  return (await readKeys(database, name, keys ?? [])).filter((row) => row !== null);
}

/** Counted on the index, so that no row is read. */
async function countByProject(database: IDBDatabase, name: string): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  if (!database.objectStoreNames.contains(name)) return counts;
  const store = database.transaction(name).objectStore(name);
  if (!store.indexNames.contains('projectId')) return counts;
  await new Promise<void>((resolve) => {
    const request = store.index('projectId').openKeyCursor();
    request.onerror = (event) => {
      event.preventDefault();
      resolve();
    };
    request.onsuccess = () => {
      const cursor = request.result;
      if (cursor === null) return resolve();
      if (typeof cursor.key === 'string') counts.set(cursor.key, (counts.get(cursor.key) ?? 0) + 1);
      cursor.continue();
    };
  });
  return counts;
}
