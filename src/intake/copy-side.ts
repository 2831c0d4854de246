/** Above this many pictures, working copies are smaller, so that they fit on an office laptop. */
const manyItems = 20_000;

/** Longest side of working copies, in pixels, of a collection that is to have so many items. */
export function workingSideFor(items: number): number {
  return items > manyItems ? 640 : 1024;
}
