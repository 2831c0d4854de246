/**
 * A group is what pictures of one object have in common; a label is what they show. Grouped by label,
 * all pictures of a label would play one role, and it could not be learned and scored at once.
 */
import { comparableName } from '../../collection/label-names';
import type { Label } from '../../collection/records';

/** The groups of two and more that are called like a label; `names` holds one name a picture. */
export function groupsThatAreLabels(
  names: readonly string[],
  labels: readonly Pick<Label, 'name'>[],
): string[] {
  const known = new Set(labels.map(({ name }) => comparableName(name)));
  const sizes = new Map<string, number>();
  for (const name of names) sizes.set(name, (sizes.get(name) ?? 0) + 1);
  return [...sizes]
    .filter(([name, size]) => size > 1 && known.has(comparableName(name)))
    .map(([name]) => name);
}
