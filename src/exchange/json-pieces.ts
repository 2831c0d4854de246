/** JSON that is longer than memory: an array's members, written as they come. */

/** The members of an array, a line each, with commas between; the brackets are the caller's. */
export async function* memberPieces<Row>(
  pages: AsyncIterable<readonly Row[]>,
  membersOf: (row: Row) => readonly unknown[],
): AsyncGenerator<string> {
  let isFirst = true;
  for await (const page of pages) {
    const members = page.flatMap(membersOf).map((member) => JSON.stringify(member));
    if (members.length === 0) continue;
    yield (isFirst ? '\n' : ',\n') + members.join(',\n');
    isFirst = false;
  }
}
