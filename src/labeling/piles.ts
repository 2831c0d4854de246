/**
 * Sorts what the model thinks into piles: for each label the undecided pool pictures whose first
 * choice it is, surest first. Benchmark and check pictures are never decided in bulk.
 */
import type { ItemId, LabelId } from '../collection/records';
import type { Suggester } from './suggestion';

export interface Candidate {
  readonly itemId: ItemId;
  readonly row: number;
  readonly confidence: number;
}

export type Piles = ReadonlyMap<LabelId, readonly Candidate[]>;

/** Rows looked at before the page gets its turn. */
const slice = 4000;

/** `undecided` are the pool items without an answer. Takes breaks, so that the page stays alive. */
export async function sortIntoPiles(
  suggester: Suggester,
  undecided: ReadonlySet<ItemId>,
): Promise<Piles> {
  const { itemIds } = suggester.predictions;
  const piles = new Map<LabelId, Candidate[]>();
  for (let row = 0; row < itemIds.length; row += 1) {
    if (row > 0 && row % slice === 0) await new Promise((resolve) => setTimeout(resolve));
    const itemId = itemIds[row] as ItemId;
    if (!undecided.has(itemId)) continue;
    const { labelId, confidence } = suggester.firstChoice(row);
    if (labelId === undefined) continue;
    const pile = piles.get(labelId);
    if (pile === undefined) piles.set(labelId, [{ itemId, row, confidence }]);
    else pile.push({ itemId, row, confidence });
  }
  for (const pile of piles.values()) pile.sort((a, b) => b.confidence - a.confidence);
  return piles;
}

/** The top of a pile, down to a confidence. */
export function downTo(pile: readonly Candidate[], atLeast: number): readonly Candidate[] {
  const end = pile.findIndex((candidate) => candidate.confidence < atLeast);
  return end === -1 ? pile : pile.slice(0, end);
}
