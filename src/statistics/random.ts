/** Chance that can be repeated: every draw is a function of numbers the caller names. */

/** A 32-bit hash of whole numbers. Murmur3's mixing steps (Appleby, public domain). */
export function hashNumbers(...numbers: number[]): number {
  let hash = 0x9747b28c;
  for (const number of numbers) {
    let k = Math.imul(number | 0, 0xcc9e2d51);
    k = (k << 15) | (k >>> 17);
    hash ^= Math.imul(k, 0x1b873593);
    hash = (hash << 13) | (hash >>> 19);
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0;
  }
  hash ^= numbers.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Uniform numbers in [0, 1), the same sequence for the same seeds. A Weyl sequence through the hash. */
export function randomNumbers(...seeds: number[]): () => number {
  const stream = hashNumbers(...seeds);
  let count = 0;
  return () => hashNumbers(stream, count++) / 0x1_0000_0000;
}

/** 0 … n − 1 in a random order (Fisher and Yates). */
export function shuffled(n: number, random: () => number): Uint32Array {
  const order = Uint32Array.from({ length: n }, (_, index) => index);
  for (let last = n - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const kept = order[last]!;
    order[last] = order[other]!;
    order[other] = kept;
  }
  return order;
}
