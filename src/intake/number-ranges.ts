/**
 * Numbers as printers take them: “1-4, 9, 12-” means 1 to 4, 9, and 12 to the last. Null for anything
 * else; numbers beyond the last are left out.
 */
export function numbersIn(text: string, last: number): Set<number> | null {
  const numbers = new Set<number>();
  for (const part of text.split(/[,;]/).map((each) => each.trim())) {
    if (part === '') continue;
    const range = /^(\d{1,9})(?:\s*([-–])\s*(\d{0,9}))?$/.exec(part);
    if (range === null) return null;
    const from = Number(range[1]);
    const to = range[2] === undefined ? from : range[3] === '' ? last : Number(range[3]);
    if (to < from) return null;
    for (let number = Math.max(1, from); number <= Math.min(last, to); number += 1)
      numbers.add(number);
  }
  return numbers.size > 0 ? numbers : null;
}
