/**
 * What lies in the database, held against itself: after a kill everything must hang together. Read by
 * the browser's own interface, in one transaction.
 */
import type { Page } from '@playwright/test';

export interface Audit {
  /** Everything that does not hang together, in words; empty as it should be. */
  problems: string[];
  /** Items, decided ones, decisions, and finished epochs of all runs, by project. */
  projects: Record<string, { items: number; decided: number; decisions: number; epochs: number }>;
}

export function audit(page: Page): Promise<Audit> {
  return page.evaluate(lookThrough);
}

/** Runs in the page, so it stands alone. */
async function lookThrough(): Promise<Audit> {
  type Row = Record<string, unknown>;
  const settled = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('It could not be read.'));
    });
  const database = await settled(indexedDB.open('vitrine'));
  const transaction = database.transaction([...database.objectStoreNames]);
  const keys = (name: string) => settled(transaction.objectStore(name).getAllKeys());
  const rows = (name: string) =>
    settled(transaction.objectStore(name).getAll() as IDBRequest<Row[]>);
  const perItem = ['workingCopies', 'thumbnails', 'itemRecords', 'networkViews'] as const;
  const perRun = ['heads', 'checkpoints', 'measurements'] as const;
  // Asked for all at once: a transaction that is left waiting ends.
  const [projects, items, decisions, runs, features, predictions, ofItems, ofRuns] =
    await Promise.all([
      rows('projects'),
      rows('items'),
      rows('decisions'),
      rows('runs'),
      rows('features'),
      rows('predictions'),
      Promise.all(perItem.map(keys)),
      Promise.all(perRun.map(keys)),
    ]);
  database.close();

  const problems: string[] = [];
  const expectNone = (what: string, list: readonly unknown[]) => {
    if (list.length > 0) problems.push(`${what}: ${list.length}, e.g. ${String(list[0])}`);
  };
  const idsOf = (list: Row[]) => new Set(list.map(({ id }) => id));
  const [projectIds, itemIds, decisionIds, runIds] = [projects, items, decisions, runs].map(idsOf);
  const strangers = (list: Iterable<unknown>, known: Set<unknown> | undefined) =>
    [...list].filter((id) => !known?.has(id));
  perItem.forEach((name, at) => {
    const there = ofItems[at] ?? [];
    expectNone(`${name} of no item`, strangers(there, itemIds));
    const isOptional = name === 'networkViews';
    if (!isOptional) expectNone(`items without ${name}`, strangers(itemIds ?? [], new Set(there)));
  });
  perRun.forEach((name, at) =>
    expectNone(`${name} of no run`, strangers(ofRuns[at] ?? [], runIds)),
  );
  for (const [name, list] of Object.entries({ items, decisions, runs, features, predictions }))
    expectNone(
      `${name} of no project`,
      strangers(
        list.map((row) => row.projectId),
        projectIds,
      ),
    );
  for (const [name, list] of Object.entries({ features, predictions }))
    for (const row of list)
      expectNone(`${name} of no item`, strangers(row.itemIds as Uint32Array, itemIds));
  expectNone(
    'decisions about no item',
    strangers(
      decisions.map((row) => row.itemId),
      itemIds,
    ),
  );
  const standing = items.flatMap((row) => (row.standing ? [row.standing as Row] : []));
  expectNone(
    'standings of no decision',
    strangers(
      standing.map(({ decisionId }) => decisionId),
      decisionIds,
    ),
  );
  const bare = items.filter((row) => row.state === 'decided' && !row.standing);
  expectNone(
    'decided items without a standing',
    bare.map(({ id }) => id),
  );

  const counted = projects.map(({ id }) => {
    const own = (list: Row[]) => list.filter((row) => row.projectId === id);
    return [
      String(id),
      {
        items: own(items).length,
        decided: own(items).filter(({ state }) => state === 'decided').length,
        decisions: own(decisions).length,
        epochs: own(runs).reduce((sum, run) => sum + (run.epochs as unknown[]).length, 0),
      },
    ] as const;
  });
  return { problems, projects: Object.fromEntries(counted) };
}
