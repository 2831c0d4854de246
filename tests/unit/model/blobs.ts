/** Examples around one centre a class, drawn from a seed. */
import type { HeadData } from '../../../src/model/head';
import type { HeadKind } from '../../../src/model/head-kind';
import { randomNumbers } from '../../../src/statistics/random';

export interface Blobs {
  n: number;
  dims: number;
  classes: number;
  seed: number;
  /** Distance of the centres, in standard deviations. */
  apart?: number;
  /** Share of examples whose label is drawn at random instead. */
  noise?: number;
  /** Relative frequency of each class; equal where left out. */
  frequencies?: number[];
}

export function normalNumbers(...seeds: number[]): () => number {
  const random = randomNumbers(...seeds);
  // Box and Muller.
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** softmax: each example has one class. The centres depend on dims and classes alone. */
export function blobs({
  n,
  dims,
  classes,
  seed,
  apart = 2,
  noise = 0,
  frequencies,
}: Blobs): HeadData {
  const centre = normalNumbers(dims, classes);
  const centres = Float32Array.from({ length: classes * dims }, () => centre() * apart);
  const scatter = normalNumbers(seed, 1);
  const chance = randomNumbers(seed, 2);
  const features = new Float32Array(n * dims);
  const targets = new Uint8Array(n * classes);
  for (let row = 0; row < n; row++) {
    const kind = draw(chance, classes, frequencies);
    const label = chance() < noise ? draw(chance, classes, undefined) : kind;
    targets[row * classes + label] = 1;
    for (let dim = 0; dim < dims; dim++) {
      features[row * dims + dim] = 3 + centres[kind * dims + dim]! + scatter();
    }
  }
  return { features, dims, targets, classes, kind: 'softmax' };
}

function draw(chance: () => number, classes: number, frequencies: number[] | undefined): number {
  const shares = frequencies ?? new Array<number>(classes).fill(1);
  let left = chance() * shares.reduce((sum, share) => sum + share, 0);
  const found = shares.findIndex((share) => (left -= share) < 0);
  return found < 0 ? classes - 1 : found;
}

/** The same rows, answered otherwise. */
export function relabelled(data: HeadData, targets: Uint8Array, kind: HeadKind): HeadData {
  return { ...data, targets, kind, classes: (targets.length * data.dims) / data.features.length };
}

export function firstRows(data: HeadData, n: number): HeadData {
  const { dims, classes } = data;
  return {
    ...data,
    features: data.features.slice(0, n * dims),
    targets: data.targets.slice(0, n * classes),
  };
}
