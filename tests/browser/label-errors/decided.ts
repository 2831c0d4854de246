/** Decisions for the places where labels are looked at again, and the keyboard of the person there. */
import { userEvent } from 'vitest/browser';
import { decide, history } from '../../../src/collection/decisions';
import { getItem } from '../../../src/collection/items';
import type { Answer, Item, LabelId } from '../../../src/collection/records';
import type { SmallCollection } from '../labeling/small-collection';

export const as = (...labelIds: LabelId[]): Answer => ({ kind: 'labels', labelIds });

/** One decision a picture, as at the desk. */
export async function decideAll(
  { project }: SmallCollection,
  items: readonly Item[],
  answerOf: (item: Item, at: number) => Answer,
): Promise<void> {
  for (const [at, item] of items.entries()) {
    const entry = { itemId: item.id, answer: answerOf(item, at), suggestion: null, tookMs: 1 };
    await decide(project.id, [entry], { source: 'desk' });
  }
}

export const standing = async (item: Item) => (await getItem(item.id))?.standing?.answer;

export const events = async (item: Item) => (await history(item.id)).length;

export const press = (keys: string) => userEvent.keyboard(keys);
