/** What the frozen part makes of each picture: worked out once where the picture stays the same. */
import * as tf from '@tensorflow/tfjs-core';
import { enter } from './backend';
import { whileDeviceLives } from './device-loss';
import type { ExampleSource } from './fine-tune-request';
import type { TrainingNetwork } from './fine-tune-network';

/** Memory that results may take, in bytes; beyond it they are worked out anew. */
const budget = 256 * 2 ** 20;

export class FrozenResults {
  private readonly known = new Map<number, Float32Array>();
  private readonly isKept: boolean;

  constructor(
    private readonly network: TrainingNetwork,
    private readonly source: ExampleSource,
    isConstant: boolean,
  ) {
    const size = network.frozenSize;
    this.isKept = isConstant && size !== null && size * 4 * source.count <= budget;
  }

  /** The input of the trained part for some pictures; the caller disposes it. */
  async of(
    rows: Uint32Array,
    change?: (pixels: Uint8Array, row: number) => Uint8Array,
  ): Promise<tf.Tensor> {
    if (this.isKept) await this.workOut(rows.filter((row) => !this.known.has(row)));
    if (this.isKept) {
      enter('fine-tune');
      return tf.tidy(() => this.network.thaw(Array.from(rows, (row) => this.known.get(row)!)));
    }
    const pictures = await this.pictures(rows);
    const changed = change ? pictures.map((picture, at) => change(picture, rows[at]!)) : pictures;
    enter('fine-tune');
    return tf.tidy(() => this.network.freeze(changed));
  }

  private async workOut(rows: Uint32Array): Promise<void> {
    if (rows.length === 0) return;
    const pictures = await this.pictures(rows);
    enter('fine-tune');
    const results = tf.tidy(() => this.network.freeze(pictures));
    try {
      const values = await whileDeviceLives(results.data<'float32'>());
      const size = values.length / rows.length;
      rows.forEach((row, at) => this.known.set(row, values.slice(at * size, (at + 1) * size)));
    } finally {
      results.dispose();
    }
  }

  private async pictures(rows: Uint32Array): Promise<Uint8Array[]> {
    return Promise.all(Array.from(rows, async (row) => this.source.pixels(row)));
  }
}
