/**
 * Opening the database, with an eye on all that may be wrong with it: looked at through the browser's
 * own interface first, because Dexie mends and upgrades what it opens without asking.
 */
import { failure, success, type Outcome, type Problem, type ProblemKind } from '../outcome';
import { database, newerWords, schemaOf } from './database';
import { hasCause } from './storage';

export type Unopened = Problem & { readonly kind: UnopenedKind };

type UnopenedKind = Extract<
  ProblemKind,
  | 'database-blocked'
  | 'database-newer'
  | 'database-damaged'
  | 'database-unavailable'
  | 'quota-exceeded'
>;

/** After this long without an answer somebody else must be holding it. */
const patienceMs = 4000;

const denied = new Set(['SecurityError', 'MissingAPIError', 'NotAllowedError']);

/**
 * Opens the database. `onHeld` is called when another tab keeps it from being opened: the answer then
 * comes when that tab lets go.
 */
export async function openDatabase(onHeld: () => void): Promise<Outcome<void, Unopened>> {
  const timer = setTimeout(onHeld, patienceMs);
  database.on('blocked', onHeld);
  try {
    const found = await glance();
    if (found) {
      const known = database.verno;
      const { version, stores } = found;
      if (schemaOf(version) > known) return failure('database-newer', newerWords(version, known));
      const missing = database.tables.filter(({ name }) => !stores.includes(name));
      // An older schema lacks what its upgrade brings.
      if (schemaOf(version) === known && missing.length > 0)
        return failure(
          'database-damaged',
          `missing: ${missing.map(({ name }) => name).join(', ')}`,
        );
    }
    await database.open();
    return success(undefined);
  } catch (error) {
    return failure(kindOf(error), detailOf(error));
  } finally {
    clearTimeout(timer);
    database.on('blocked').unsubscribe(onHeld);
  }
}

/** Calls back when another tab changes the version of the database, or deletes it. */
export function whenTaken(callback: () => void): void {
  // After Dexie's own listener, which lets go of the database.
  database.on('versionchange', () => setTimeout(callback));
}

/**
 * Deletes everything this origin has stored in the database. `onHeld` is called when another tab keeps
 * it from happening; it then happens when that tab is closed.
 */
export async function deleteDatabase(onHeld: () => void): Promise<void> {
  database.close();
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.deleteDatabase(database.name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error ?? new Error('It was not deleted.'));
    request.onblocked = onHeld;
  });
}

/** What is there, without changing it; null where nothing has been stored yet. */
async function glance(): Promise<{ version: number; stores: string[] } | null> {
  const opened = await openAsItIs();
  if (opened === null) return null;
  const found = { version: opened.version, stores: [...opened.objectStoreNames] };
  opened.close();
  return found;
}

/** The database in whatever version it has; null where there is none. For reading only. */
export function openAsItIs(): Promise<IDBDatabase | null> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(database.name);
    let isNew = false;
    request.onupgradeneeded = () => {
      // Nothing was there: then nothing shall be.
      isNew = true;
      request.transaction?.abort();
    };
    request.onsuccess = () => {
      const opened = request.result;
      opened.onversionchange = () => opened.close();
      resolve(opened);
    };
    request.onerror = (event) => {
      event.preventDefault();
      if (isNew) resolve(null);
      else reject(request.error ?? new Error('It was not opened.'));
    };
  });
}

function kindOf(error: unknown): UnopenedKind {
  if (hasCause(error, (name) => name === 'QuotaExceededError')) return 'quota-exceeded';
  if (hasCause(error, (name) => name === 'NewerDatabase')) return 'database-newer';
  // Where storage is forbidden, a browser may not even offer the interface.
  const isForbidden = error instanceof ReferenceError || error instanceof TypeError;
  if (isForbidden || hasCause(error, (name) => denied.has(name))) return 'database-unavailable';
  return 'database-damaged';
}

function detailOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
