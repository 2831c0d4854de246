/**
 * Reads the collection as it lies in IndexedDB, from outside the app: what a simulation scores and
 * what a journey holds against the screen.
 */
import type { Page } from '@playwright/test';
import type { Decision, Item, Label, Project } from '../../src/collection/records';
import type { FeatureBlock, Predictions, Run } from '../../src/collection/training-records';

interface Stores {
  projects: Project;
  labels: Label;
  items: Item;
  decisions: Decision;
  runs: Run;
  features: FeatureBlock;
  predictions: Predictions;
}

/** What crosses from the page to here is JSON: typed arrays come as arrays of numbers. */
type Plain<T> = T extends number | string
  ? T
  : T extends Uint32Array | Float32Array
    ? number[]
    : T extends object
      ? { [K in keyof T]: Plain<T[K]> }
      : T;

interface Query<Name extends keyof Stores, Field extends keyof Stores[Name]> {
  store: Name;
  projectId?: string;
  fields: readonly Field[];
  /** Only the row with the highest key. */
  latest?: boolean;
}

/** The chosen fields of a store's rows, of one project where `projectId` is given. */
export async function readRows<Name extends keyof Stores, Field extends keyof Stores[Name]>(
  page: Page,
  query: Query<Name, Field>,
): Promise<Plain<Pick<Stores[Name], Field>>[]> {
  const rows = await page.evaluate(readInPage, {
    store: query.store,
    projectId: query.projectId ?? null,
    fields: query.fields.map(String),
    isLatest: query.latest ?? false,
  });
  return rows as Plain<Pick<Stores[Name], Field>>[];
}

interface PageQuery {
  store: string;
  projectId: string | null;
  fields: string[];
  isLatest: boolean;
}

/** Runs in the page, so it stands alone. */
async function readInPage(query: PageQuery): Promise<Record<string, unknown>[]> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('vitrine');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB did not open'));
  });
  try {
    const store = database.transaction(query.store).objectStore(query.store);
    const isKey = query.projectId === null || store.keyPath === 'projectId';
    const source = isKey ? store : store.index('projectId');
    const rows: Record<string, unknown>[] = [];
    await new Promise<void>((resolve, reject) => {
      const request = source.openCursor(query.projectId, query.isLatest ? 'prev' : 'next');
      request.onerror = () => reject(request.error ?? new Error('IndexedDB did not read'));
      request.onsuccess = () => {
        const cursor = request.result;
        if (cursor === null || (query.isLatest && rows.length === 1)) {
          resolve();
          return;
        }
        const value = cursor.value as Record<string, unknown>;
        rows.push(
          Object.fromEntries(
            query.fields.map((field) => {
              const cell = value[field];
              const isPacked = cell instanceof Uint32Array || cell instanceof Float32Array;
              return [field, isPacked ? [...cell] : cell];
            }),
          ),
        );
        cursor.continue();
      };
    });
    return rows;
  } finally {
    database.close();
  }
}

export interface Learning {
  /** Highest decision id, and when it was made; 0 before the first. */
  latestDecision: number;
  decidedAt: number;
  /** What the predictions row has learned from; null before there is one. */
  learnedUpTo: number | null;
  learnedAt: number;
}

/** How far the model is behind the person. */
export async function readLearning(page: Page, projectId: string): Promise<Learning> {
  const [decision] = await readRows(page, {
    store: 'decisions',
    projectId,
    fields: ['id', 'at'],
    latest: true,
  });
  const [row] = await readRows(page, {
    store: 'predictions',
    projectId,
    fields: ['learnedUpTo', 'at'],
  });
  return {
    latestDecision: decision?.id ?? 0,
    decidedAt: decision?.at ?? 0,
    learnedUpTo: row?.learnedUpTo ?? null,
    learnedAt: row?.at ?? 0,
  };
}
