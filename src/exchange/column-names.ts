/** Names for the columns of a table, whatever its header says. */

/** Empty names get a number, a name that comes again says so. */
export function named(header: readonly string[]): string[] {
  const taken = new Set<string>();
  return header.map((cell, at) => {
    const name = cell.replace(/\s+/gu, ' ').trim().slice(0, 200) || `Column ${at + 1}`;
    let unique = name;
    for (let time = 2; taken.has(unique); time += 1) unique = `${name} (${time})`;
    taken.add(unique);
    return unique;
  });
}
