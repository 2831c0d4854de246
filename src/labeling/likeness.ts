/** "Like these": the nearest pictures already decided, ready to be shown beside a suggestion. */
import { getItems, thumbnails } from '../collection/items';
import type { Answer, ItemId } from '../collection/records';
import type { Machine } from '../workers/machine';

interface Like {
  readonly itemId: ItemId;
  readonly name: string;
  /** What the person decided about it. */
  readonly answer: Answer;
  /** Cosine similarity, −1 … 1. */
  readonly similarity: number;
  readonly thumbnail: string;
}

export interface Likeness {
  readonly likes: readonly Like[];
  release(): void;
}

/** How many are shown: enough to see a pattern, few enough to take in at a glance. */
const count = 3;

/** The nearest decided items of `itemId`; none before there are features. */
export async function findLikeness(machine: Machine, itemId: ItemId): Promise<Likeness> {
  const neighbours = await machine.neighbours(itemId, count);
  const ids = neighbours.map((neighbour) => neighbour.itemId);
  const [items, pictures] = await Promise.all([getItems(ids), thumbnails(ids)]);
  const likes: Like[] = [];
  for (const { itemId: id, similarity } of neighbours) {
    const item = items.find((row) => row.id === id);
    const blob = pictures.get(id);
    if (item?.standing === null || item === undefined || blob === undefined) continue;
    const { name, standing } = item;
    const url = URL.createObjectURL(blob);
    likes.push({ itemId: id, name, similarity, answer: standing.answer, thumbnail: url });
  }
  return {
    likes,
    release: () => {
      for (const like of likes) URL.revokeObjectURL(like.thumbnail);
    },
  };
}
