/**
 * Which role an item plays, and when its role asks for it: drawn from a seed and the item's group, so
 * that the same pictures in the same project always fall the same way, in whatever order they come in.
 */
import type { Role } from './records';

/** Benchmark items a project has at most: enough for an interval of ± 5 points. */
export const benchmarkLimit = 300;
const benchmarkShare = 0.15;
const checkShare = 0.1;

export interface Draw {
  /** Uniform in [0, 1): decides the role. */
  role: number;
  /** Uniform in [0, 1), independent of `role`: the place in the role's random order. */
  order: number;
}

/** Draws for one group of items. The same seed and group always give the same two numbers. */
export function draw(seed: number, group: string): Draw {
  return { role: uniform(seed, `role ${group}`), order: uniform(seed, `order ${group}`) };
}

/**
 * The role a draw stands for: benchmark below 0.15, check below 0.25, pool above. Once the benchmark
 * holds its 300, what would have joined it goes to the pool, so that check keeps its tenth.
 */
export function roleFor(drawn: number, benchmarkCount: number): Role {
  if (drawn < benchmarkShare) return benchmarkCount < benchmarkLimit ? 'benchmark' : 'pool';
  return drawn < benchmarkShare + checkShare ? 'check' : 'pool';
}

/** 53 uniform bits from two 32-bit lanes over the text's UTF-16 units. */
function uniform(seed: number, text: string): number {
  let high = mix(seed ^ 0x2f6e2b1d);
  let low = mix(seed ^ 0x5bd1e995);
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 0x01000193);
    high = (high << 13) | (high >>> 19);
    low = Math.imul(low ^ unit, 0x27d4eb2d);
    low = (low << 15) | (low >>> 17);
  }
  return ((mix(high ^ text.length) >>> 5) * 0x4000000 + (mix(low ^ high) >>> 6)) / 2 ** 53;
}

/** The finaliser of MurmurHash3 (Austin Appleby, public domain): every input bit reaches every output bit. */
function mix(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
