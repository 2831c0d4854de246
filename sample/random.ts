/**
 * Seeded randomness: everything in the sample collection follows from here, so that a picture is the
 * same every time it is drawn. The generator is sfc32 (Chris Doty-Humphrey, PractRand), chosen because
 * it is fast, small and exact in 32-bit integers.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  constructor(seed: number, stream = 0) {
    this.a = seed | 0;
    this.b = Math.imul(stream, 0x9e3779b1) | 0;
    this.c = 0x2545f491;
    for (let i = 0; i < 15; i++) this.next();
  }

  /** Uniform in [0, 1). */
  next(): number {
    const sum = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4294967296;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** A whole number, both ends included. */
  whole(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** Roughly normal: the sum of three uniforms, so never further than three deviations out. */
  normal(mean = 0, deviation = 1): number {
    return mean + deviation * 2 * (this.next() + this.next() + this.next() - 1.5);
  }

  pick<T>(choices: readonly T[]): T {
    const chosen = choices[Math.floor(this.next() * choices.length)];
    if (chosen === undefined) throw new Error('nothing to pick from');
    return chosen;
  }

  /** One of the keys, each as likely as its weight says. */
  weighted<Key extends string>(weights: Record<Key, number>): Key {
    const entries = Object.entries(weights) as [Key, number][];
    let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [key, weight] of entries) {
      left -= weight;
      if (left < 0) return key;
    }
    return this.pick(entries)[0];
  }

  /** A new array in random order. */
  shuffled<T>(values: readonly T[]): T[] {
    const order = values.map((value) => ({ value, at: this.next() }));
    return order.sort((one, other) => one.at - other.at).map(({ value }) => value);
  }
}
