/**
 * What is made of each part, in order. While that of one part is taken, the first of the next is being made:
 * a browser decodes on a thread of its own, and while it does so the picture before can be drawn and encoded.
 */
export async function* oneAhead<Part, Made>(
  parts: Iterable<Part> | AsyncIterable<Part>,
  make: (part: Part) => AsyncGenerator<Made, void>,
): AsyncGenerator<Made, void> {
  const coming = (async function* () {
    for await (const part of parts) yield begin(make(part));
  })();
  let next = coming.next();
  for (;;) {
    const current = await next;
    if (current.done) return;
    // Asked for at once, so that it is under way while this one is waited for.
    next = coming.next();
    // Reported when its turn comes.
    next.catch(() => undefined);
    const { first, rest } = current.value;
    let made = await first;
    while (!made.done) {
      yield made.value;
      made = await rest.next();
    }
  }
}

function begin<Made>(rest: AsyncGenerator<Made, void>) {
  const first = rest.next();
  first.catch(() => undefined);
  return { first, rest };
}
