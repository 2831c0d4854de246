/**
 * Pictures that show one thing twice. Two sieves name candidates without comparing every picture with
 * every other: fingerprints that share a stretch of bits, and network features that fall on the same
 * side of random planes (Charikar 2002). What they name is laid picture on picture.
 */
import { hashBits, hashDistance } from './looks';
import { likeness } from './overlap';

export interface Looks {
  readonly hash: Uint8Array;
  /** Brightness on `patchSide` × `patchSide`. */
  readonly patch: Float32Array;
  /** Network features at length 1, or null where there are none yet. */
  readonly features: Float32Array | null;
}

export interface LikePair {
  /** Indices into what was searched, the lower one first. */
  readonly one: number;
  readonly other: number;
  readonly likeness: number;
}

/** Bits a fingerprint may differ by, and how many stretches it is cut into: one more, so one is equal. */
const hashTolerance = 7;
const stretches = hashTolerance + 1;
/** Cosine from which two feature vectors are worth a look. */
const cosineFloor = 0.5;
/** How often a picture is thrown into buckets, and how many pictures a bucket should hold. */
const rounds = 32;
const bucketSize = 8;
/** Members from which a bucket says nothing: blank pages, or one and the same form. */
const crowd = 1500;
/** Candidates a picture names with each sieve: a thousand leaves of one form all look alike. */
const named = 6;

/**
 * @param pause Called every now and then: lets others have their turn, and throws to stop.
 * @returns The likest first. Of many pictures of one thing, enough pairs to connect them.
 */
export async function findNearDuplicates(
  looks: readonly Looks[],
  random: () => number,
  pause: (done: number, total: number) => Promise<void>,
): Promise<LikePair[]> {
  const n = looks.length;
  const byHash = byFingerprint(looks);
  const byLook = await byFeatures(looks, random, () => pause(0, 0));
  const candidates = [...new Set([...byHash.keys(n), ...byLook.keys(n)])];
  const pairs: LikePair[] = [];
  for (const [at, key] of candidates.entries()) {
    if (at % 64 === 0) await pause(at, candidates.length);
    const [one, other] = [Math.floor(key / n), key % n];
    const found = likeness(looks[one]!.patch, looks[other]!.patch);
    if (found !== null) pairs.push({ one, other, likeness: found });
  }
  return pairs.sort((a, b) => b.likeness - a.likeness);
}

/** Whom each picture names: the few closest it has met. */
class Closest {
  readonly #lists: { other: number; closeness: number }[][];

  constructor(n: number) {
    this.#lists = Array.from({ length: n }, () => []);
  }

  meet(one: number, other: number, closeness: number): void {
    this.#note(one, other, closeness);
    this.#note(other, one, closeness);
  }

  #note(one: number, other: number, closeness: number): void {
    const list = this.#lists[one]!;
    if (list.length === named && list[named - 1]!.closeness >= closeness) return;
    if (list.some((met) => met.other === other)) return;
    const place = list.findIndex((met) => met.closeness < closeness);
    list.splice(place < 0 ? list.length : place, 0, { other, closeness });
    if (list.length > named) list.pop();
  }

  /** Each pair as one number: the lower index times `n`, plus the higher. */
  *keys(n: number): Generator<number> {
    for (const [one, list] of this.#lists.entries()) {
      for (const { other } of list) yield Math.min(one, other) * n + Math.max(one, other);
    }
  }
}

/** Two fingerprints of at most seven different bits are equal in one of eight stretches. */
function byFingerprint(looks: readonly Looks[]): Closest {
  const closest = new Closest(looks.length);
  const length = hashBits / stretches;
  for (let stretch = 0; stretch < stretches; stretch++) {
    const keyOf = ({ hash }: Looks) =>
      hash.subarray(stretch * length, (stretch + 1) * length).join('');
    meet(looks, keyOf, (one, other) => {
      const distance = hashDistance(looks[one]!.hash, looks[other]!.hash);
      if (distance <= hashTolerance) closest.meet(one, other, -distance);
    });
  }
  return closest;
}

async function byFeatures(
  looks: readonly Looks[],
  random: () => number,
  pause: () => Promise<void>,
): Promise<Closest> {
  const closest = new Closest(looks.length);
  const centre = meanOf(looks);
  if (centre === null) return closest;
  const planes = Math.max(1, Math.round(Math.log2(looks.length / bucketSize)));
  for (let round = 0; round < rounds; round++) {
    await pause();
    const normals = Array.from({ length: planes }, () =>
      Float32Array.from(centre, () => normal(random)),
    );
    const thresholds = normals.map((plane) => product(plane, centre));
    const keyOf = ({ features }: Looks) =>
      features &&
      normals.map((plane, at) => (product(plane, features) > thresholds[at]! ? 1 : 0)).join('');
    meet(looks, keyOf, (one, other) => {
      const cosine = product(looks[one]!.features!, looks[other]!.features!);
      if (cosine >= cosineFloor) closest.meet(one, other, cosine);
    });
  }
  return closest;
}

/** Visits every two that have the same key; null is nobody's. */
function meet(
  looks: readonly Looks[],
  keyOf: (looks: Looks) => string | null,
  visit: (one: number, other: number) => void,
): void {
  const buckets = new Map<string, number[]>();
  looks.forEach((each, at) => {
    const key = keyOf(each);
    if (key === null) return;
    const bucket = buckets.get(key);
    if (bucket) bucket.push(at);
    else buckets.set(key, [at]);
  });
  for (const members of buckets.values()) {
    if (members.length > crowd) continue;
    members.forEach((one, at) => {
      for (const other of members.slice(at + 1)) visit(one, other);
    });
  }
}

/** Features of one network all point one way: planes through their mean cut where the pictures are. */
function meanOf(looks: readonly Looks[]): Float32Array | null {
  const known = looks.flatMap(({ features }) => features ?? []);
  const [first] = known;
  if (first === undefined) return null;
  const mean = new Float32Array(first.length);
  for (const features of known) {
    for (let at = 0; at < mean.length; at++) mean[at]! += features[at]! / known.length;
  }
  return mean;
}

function product(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += one[at]! * other[at]!;
  return sum;
}

/** Normally distributed (Box and Muller 1958). */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
