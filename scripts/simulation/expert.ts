/** An expert who knows what every picture is: answers at the desk, by keyboard, as a person would. */
import { expect, type Page } from '@playwright/test';
import { choose, confirmed, deskReady, nextPicture, readDesk } from '../drive/desk';
import { readLearning, readRows } from '../drive/stored';

/** Labels meet folder names whatever their case or composition, as they do in an import. */
export function comparable(name: string): string {
  return name.normalize('NFKC').replace(/\s+/gu, ' ').trim().toLowerCase();
}

export interface KnownItem {
  id: number;
  name: string;
  role: 'benchmark' | 'check' | 'pool';
  /** Name of the folder it lay in, comparable. */
  truth: string;
}

export async function knownItems(page: Page, projectId: string): Promise<KnownItem[]> {
  const rows = await readRows(page, {
    store: 'items',
    projectId,
    fields: ['id', 'name', 'role', 'folder'],
  });
  return rows.map(({ id, name, role, folder }) => ({
    id,
    name,
    role,
    truth: comparable(folder.slice(folder.lastIndexOf('/') + 1)),
  }));
}

export interface Answered {
  /** A suggestion was on the screen. */
  wasSuggested: boolean;
  wasAccepted: boolean;
}

/** Answers the picture on the desk and waits until the decision is confirmed; null when none is left. */
export async function answerOne(
  page: Page,
  truthOf: ReadonlyMap<number, string>,
  names: ReadonlyMap<string, string>,
  decisions: number,
): Promise<(Answered & { item: number }) | null> {
  await deskReady(page);
  const view = await readDesk(page);
  if (view.item === null) return null;
  const truth = truthOf.get(view.item) ?? '';
  const name = names.get(truth);
  if (name === undefined) throw new Error(`No label is called "${truth}".`);
  const wasSuggested = view.suggestion !== null;
  const wasAccepted = view.suggestion === name;
  if (wasAccepted) await page.keyboard.press('Enter');
  else await choose(page, view, name);
  await nextPicture(page, view);
  await confirmed(page, decisions + 1);
  return { item: view.item, wasSuggested, wasAccepted };
}

/**
 * Waits until the model has learned the latest decision. Returns the milliseconds from the decision to
 * the predictions that know it.
 */
export async function learned(page: Page, projectId: string): Promise<number> {
  const deadline = Date.now() + 180_000;
  for (;;) {
    const { latestDecision, decidedAt, learnedUpTo, learnedAt } = await readLearning(
      page,
      projectId,
    );
    if (learnedUpTo !== null && learnedUpTo >= latestDecision) return learnedAt - decidedAt;
    if (Date.now() > deadline)
      throw new Error(`Decision ${latestDecision} was not learned (reached ${learnedUpTo}).`);
    await page.waitForTimeout(40);
  }
}

/** Waits until the model has learned the latest decision and says something of every picture. */
export async function knowsAll(page: Page, projectId: string): Promise<void> {
  await learned(page, projectId);
  const spokenOf = async () => {
    const items = await readRows(page, { store: 'items', projectId, fields: ['id'] });
    const rows = await readRows(page, { store: 'predictions', projectId, fields: ['itemIds'] });
    return items.length - (rows[0]?.itemIds.length ?? 0);
  };
  await expect.poll(spokenOf, { message: 'pictures not looked at', timeout: 180_000 }).toBe(0);
}

/** Whether decisions are enough for a head: two labels with two pool pictures each. */
export class Expectation {
  readonly #counts = new Map<string, number>();

  add(item: KnownItem): void {
    if (item.role === 'pool') this.#counts.set(item.truth, (this.#counts.get(item.truth) ?? 0) + 1);
  }

  get isModelDue(): boolean {
    return [...this.#counts.values()].filter((count) => count >= 2).length >= 2;
  }
}
