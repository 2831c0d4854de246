/** The model as the page carries it: what it is as JSON, its weights in half precision as base64. */
import type { Computation, Step, Weights } from '../exchange/computation';
import { fromFloat16 } from '../statistics/half-precision';

/** Where weights lie among all of them: from which number on. */
interface Placed {
  shape: number[];
  kernel: number;
  bias: number;
}

type Carried<Each> = Each extends { weights: Weights }
  ? Omit<Each, 'weights'> & { weights: Placed }
  : Each;
type CarriedStep = Carried<Step>;

export interface CarriedFacts {
  collection: string;
  task: 'single' | 'tags';
  labels: { name: string; description: string }[];
  inputSize: number;
  /** Below this first-choice probability it does not know. */
  floor: number;
}

export interface CarriedModel extends CarriedFacts {
  steps: CarriedStep[];
}

/** Lays all weights one after another. */
export function carried(
  facts: CarriedFacts,
  steps: Computation,
): { model: CarriedModel; weights: Float32Array } {
  const parts: Float32Array[] = [];
  let length = 0;
  const place = (part: Float32Array): number => {
    parts.push(part);
    length += part.length;
    return length - part.length;
  };
  const placed = steps.map((step): CarriedStep => {
    if (!('weights' in step)) return step;
    const { shape, kernel, bias } = step.weights;
    return { ...step, weights: { shape, kernel: place(kernel), bias: place(bias) } };
  });
  const weights = new Float32Array(length);
  let at = 0;
  for (const part of parts) {
    weights.set(part, at);
    at += part.length;
  }
  return { model: { ...facts, steps: placed }, weights };
}

/** The other way round. @param base64 Half precision, little-endian. */
export function unpacked({ steps }: CarriedModel, base64: string): Computation {
  const weights = fromBase64(base64);
  return steps.map((step) => {
    if (!('weights' in step)) return step;
    const { shape, kernel, bias } = step.weights;
    const size = shape.reduce((product, side) => product * side, 1);
    const out = step.shape.at(-1)!;
    const placed: Weights = {
      shape,
      kernel: weights.subarray(kernel, kernel + size),
      bias: weights.subarray(bias, bias + out),
    };
    return { ...step, weights: placed };
  });
}

function fromBase64(text: string): Float32Array {
  const letters = atob(text.trim());
  const values = new Float32Array(letters.length / 2);
  for (let at = 0; at < values.length; at++) {
    values[at] = fromFloat16(letters.charCodeAt(2 * at) | (letters.charCodeAt(2 * at + 1) << 8));
  }
  return values;
}
