/** Kinds of pictures the run does worse on: by folder, file type, day of import and size. */
import { day } from '../messages/times';
import type { Item } from '../collection/records';
import { fisherWorse } from '../statistics/fisher';
import { holm } from '../statistics/holm';
import { wilson, type Estimate } from '../statistics/intervals';

type Facet = 'folder' | 'file type' | 'imported on' | 'longest side';

export interface Slice {
  facet: Facet;
  value: string;
  accuracy: Estimate;
  /** Of all other benchmark pictures. */
  elsewhere: Estimate;
  /** Fisher's exact p that it is no worse than elsewhere, corrected for every slice looked at. */
  p: number;
  isWorse: boolean;
}

type Described = Pick<Item, 'folder' | 'type' | 'importedAt' | 'width' | 'height'>;

const facets: Record<Facet, (item: Described) => string> = {
  folder: ({ folder }) => (folder === '' ? '(no folder)' : folder),
  'file type': ({ type }) => type.replace(/^image\//, '').toUpperCase(),
  'imported on': ({ importedAt }) => day(importedAt),
  'longest side': ({ width, height }) => sizeOf(Math.max(width, height)),
};

/** A slice, and what is left beside it, is looked at from this many pictures on. */
const enough = 5;
const significance = 0.05;

/**
 * Every slice with enough pictures, the likeliest to be worse first. A slice counts as worse only where
 * the exact test still says so after being corrected for the number of slices (Holm).
 *
 * @param right 1 where the run was right, item by item.
 */
export function slicesOf(items: readonly Described[], right: ArrayLike<number>): Slice[] {
  const allRight = items.filter((_, at) => right[at] === 1).length;
  const found = (Object.keys(facets) as Facet[]).flatMap((facet) =>
    [...grouped(items, facets[facet])]
      .filter(([, rows]) => rows.length >= enough && items.length - rows.length >= enough)
      .map(([value, rows]) => ({ facet, value, rows })),
  );
  const counted = found.map(({ facet, value, rows }) => {
    const [n, own] = [rows.length, rows.filter((at) => right[at] === 1).length];
    return {
      ...{ facet, value },
      accuracy: wilson(own, n),
      elsewhere: wilson(allRight - own, items.length - n),
      alone: fisherWorse(n - own, n, items.length - n - (allRight - own), items.length - n),
    };
  });
  const corrected = holm(counted.map(({ alone }) => alone));
  return counted
    .map(({ alone: _, ...slice }, at) => {
      const p = corrected[at] ?? 1;
      return { ...slice, p, isWorse: p < significance };
    })
    .sort((a, b) => a.p - b.p || a.accuracy.value - b.accuracy.value);
}

/** Row numbers by what a picture says of itself. */
function grouped(
  items: readonly Described[],
  valueOf: (item: Described) => string,
): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  items.forEach((item, at) => {
    const value = valueOf(item);
    groups.set(value, [...(groups.get(value) ?? []), at]);
  });
  return groups;
}

function sizeOf(side: number): string {
  if (side < 500) return 'under 500 pixels';
  return side < 1500 ? '500 to 1,499 pixels' : '1,500 pixels or more';
}
