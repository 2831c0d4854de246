import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { database } from '../../../src/collection/database';
import { deleteDatabase, openDatabase } from '../../../src/collection/opening';
import { listProjects } from '../../../src/collection/projects';
import { guardQuota } from '../../../src/collection/storage';
import { begin } from '../../unit/collection/stage';

const name = database.name;
const ours = database.verno * 10;
/** Nobody holds it; a slow machine may be thought to be held all the same. */
const unheld = () => {};

beforeEach(() => database.delete({ disableAutoOpen: false }));
afterEach(() => database.delete({ disableAutoOpen: false }));

/** As some other program left it, by the browser's own interface. */
function laid(version: number, stores: readonly string[]): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => {
      for (const store of stores) request.result.createObjectStore(store, { keyPath: 'id' });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('It was not laid.'));
  });
}

async function version(): Promise<number | undefined> {
  return (await indexedDB.databases()).find((one) => one.name === name)?.version;
}

describe('opening the database', () => {
  it('makes it where there is none, and finds what was stored where there is one', async () => {
    expect(await openDatabase(unheld)).toEqual({ ok: true, value: undefined });
    const { id } = await begin();
    database.close({ disableAutoOpen: false });
    expect((await openDatabase(unheld)).ok).toBe(true);
    expect((await listProjects()).map((project) => project.id)).toEqual([id]);
  });

  it('refuses what a newer Vitrine has written, and leaves it as it was', async () => {
    (await laid(ours + 10, ['projects', 'wonders'])).close();
    expect(await openDatabase(unheld)).toMatchObject({ problem: { kind: 'database-newer' } });
    expect(await version()).toBe(ours + 10);
  });

  it('refuses it in mid-life, too: whoever reads is told that it cannot be read', async () => {
    (await laid(ours + 10, ['projects'])).close();
    expect(await guardQuota(listProjects)).toMatchObject({
      problem: { kind: 'database-unavailable' },
    });
  });

  it('takes a database without some of its stores for damaged, and does not mend it by itself', async () => {
    (await laid(ours, ['projects', 'items'])).close();
    const opened = await openDatabase(unheld);
    expect(opened).toMatchObject({ problem: { kind: 'database-damaged' } });
    expect(opened.ok || opened.problem.detail).toContain('decisions');
    expect(await version()).toBe(ours);
  });

  it('says that another tab holds it, and goes on when that tab lets go', async () => {
    const other = await laid(1, []);
    let isHeld = false;
    const opening = openDatabase(() => {
      isHeld = true;
      other.close();
    });
    expect((await opening).ok).toBe(true);
    expect(isHeld).toBe(true);
    expect(await version()).toBe(ours);
  });

  it('says so where the browser allows no storage', async () => {
    const factory = Object.getOwnPropertyDescriptor(globalThis, 'indexedDB')!;
    Object.defineProperty(globalThis, 'indexedDB', {
      configurable: true,
      get: () => {
        throw new DOMException('Access is denied for this document.', 'SecurityError');
      },
    });
    try {
      expect(await openDatabase(unheld)).toMatchObject({
        problem: { kind: 'database-unavailable' },
      });
    } finally {
      Object.defineProperty(globalThis, 'indexedDB', factory);
    }
  });
});

describe('deleting everything', () => {
  it('waits for a tab that holds the database, and says so', async () => {
    const other = await laid(ours + 10, ['projects']);
    let isHeld = false;
    await deleteDatabase(() => {
      isHeld = true;
      other.close();
    });
    expect(isHeld).toBe(true);
    expect(await version()).toBeUndefined();
  });
});
