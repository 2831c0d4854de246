/** Smooth noise: for coasts, hills, paper fibres and stains. */
import type { Random } from './random';

/** Value noise on a seeded lattice, summed over octaves; about −1 … 1, one unit of x to a lattice cell. */
export class Noise {
  private readonly lattice: Float32Array;

  constructor(random: Random) {
    this.lattice = Float32Array.from({ length: 4096 }, () => random.between(-1, 1));
  }

  at(x: number, y: number): number {
    const left = Math.floor(x);
    const top = Math.floor(y);
    const u = smooth(x - left);
    const v = smooth(y - top);
    const upper = this.corner(left, top) * (1 - u) + this.corner(left + 1, top) * u;
    const lower = this.corner(left, top + 1) * (1 - u) + this.corner(left + 1, top + 1) * u;
    return upper * (1 - v) + lower * v;
  }

  fractal(x: number, y: number, octaves: number): number {
    let sum = 0;
    let reach = 1;
    let share = 0.5;
    for (let i = 0; i < octaves; i++) {
      sum += this.at(x * reach + i * 17, y * reach + i * 29) * share;
      reach *= 2;
      share *= 0.5;
    }
    return sum * 1.4;
  }

  private corner(x: number, y: number): number {
    return this.lattice[((x & 63) << 6) | (y & 63)] ?? 0;
  }
}

function smooth(t: number): number {
  return t * t * (3 - 2 * t);
}
