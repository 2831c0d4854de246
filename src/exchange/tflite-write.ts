/**
 * TensorFlow Lite. In int8 the weights alone have eight bits: the file says how they become numbers of
 * full precision again, and everything computed with them is exact. That is slower than computing in
 * eight bits throughout and needs no sample pictures to calibrate with, and it answers the same on every
 * machine.
 */
import type { Computation, Sliding, Step, Weights } from './computation';
import { float32, int32, int8, int32s, writeFlatBuffer, type Table } from './flat-buffer';
import { isPlentiful, quantised } from './per-channel';
import { LiteParts } from './tflite-parts';
import { activations, identifier, options, paddings } from './tflite-schema';

export interface LiteFacts {
  description: string;
  /** As `writeLiteMetadata` gives it. */
  metadata: Uint8Array;
}

/** float32 [n, side, side, 3] in [−1, 1] in; probabilities out. */
export function writeLite(
  steps: Computation,
  precision: 'float32' | 'int8',
  { description, metadata }: LiteFacts,
): Uint8Array<ArrayBuffer> {
  const parts = new LiteParts();
  const writer = new Writer(parts, precision);
  const numbers: number[] = [];
  for (const step of steps) {
    numbers.push(
      writer.step(
        step,
        step.inputs.map((input) => numbers[input]!),
      ),
    );
  }
  const about = { description, metadata: parts.buffer(metadata) };
  return writeFlatBuffer(parts.model(numbers[0]!, numbers.at(-1)!, about), identifier);
}

class Writer {
  constructor(
    private readonly parts: LiteParts,
    private readonly precision: 'float32' | 'int8',
  ) {}

  /** @returns The number of the tensor that comes out. */
  step(step: Step, inputs: readonly number[]): number {
    const output = this.parts.computed(step.name, step.shape);
    this.#operator(step, inputs, output);
    return output;
  }

  #operator(step: Step, inputs: readonly number[], output: number): void {
    const { parts } = this;
    const [input = 0] = inputs;
    switch (step.kind) {
      case 'input':
        return;
      case 'convolution': {
        const weights = this.#weights(step, outwards(step.weights), 0);
        const content = { ...slidingOptions(step.sliding), 3: int8(activations[step.activation]) };
        const dilated = dilation(step.sliding, 4);
        const set = { type: options.convolution, content: { ...content, ...dilated } };
        return parts.operator('convolution', [input, ...weights], output, set);
      }
      case 'depthwise': {
        const [, , , multiplier = 1] = step.weights.shape;
        const weights = this.#weights(step, flatDepth(step.weights), 3);
        const content: Table = {
          ...slidingOptions(step.sliding),
          3: int32(multiplier),
          4: int8(activations[step.activation]),
          ...dilation(step.sliding, 5),
        };
        const set = { type: options.depthwise, content };
        return parts.operator('depthwise', [input, ...weights], output, set);
      }
      case 'dense': {
        const weights = this.#weights(step, outwards(step.weights), 0);
        const content = { 0: int8(activations[step.activation]) };
        const set = { type: options.fullyConnected, content };
        return parts.operator('fullyConnected', [input, ...weights], output, set);
      }
      case 'maximum-pool':
      case 'average-pool': {
        const kind = step.kind === 'maximum-pool' ? 'maxPool' : 'averagePool';
        const { sliding } = step;
        const size = { 3: int32(sliding.size[1]), 4: int32(sliding.size[0]) };
        const content = { ...slidingOptions(sliding), ...size };
        return parts.operator(kind, [input], output, { type: options.pool, content });
      }
      case 'pad': {
        const around = [0, 0, step.top, step.bottom, step.left, step.right, 0, 0];
        const by = parts.constant(`${step.name}/by`, [4, 2], Int32Array.from(around));
        return parts.operator('pad', [input, by], output, { type: options.pad, content: {} });
      }
      case 'mean':
      case 'maximum': {
        const axes = parts.constant(`${step.name}/axes`, [2], Int32Array.of(1, 2));
        const kind = step.kind === 'mean' ? 'mean' : 'reduceMax';
        return parts.operator(kind, [input, axes], output, { type: options.reducer, content: {} });
      }
      case 'add': {
        const content = { 0: int8(activations[step.activation]) };
        return parts.operator('add', inputs, output, { type: options.add, content });
      }
      case 'join': {
        const content = { 0: int32(step.shape.length), 1: int8(activations.none) };
        return parts.operator('concatenation', inputs, output, {
          type: options.concatenation,
          content,
        });
      }
      case 'flatten': {
        const shape = Int32Array.of(-1, ...step.shape);
        const to = parts.constant(`${step.name}/shape`, [2], shape);
        const content = { 0: int32s(shape) };
        return parts.operator('reshape', [input, to], output, { type: options.reshape, content });
      }
      case 'relu':
      case 'relu6':
        return parts.operator(step.kind, [input], output);
      case 'sigmoid':
        return parts.operator('logistic', [input], output);
      case 'softmax': {
        const content = { 0: float32(1) };
        return parts.operator('softmax', [input], output, { type: options.softmax, content });
      }
    }
  }

  /** @param dimension Of the kernel: the one that counts what comes out. */
  #weights(
    step: Step & { weights: Weights },
    { shape, kernel }: { shape: number[]; kernel: Float32Array },
    dimension: number,
  ): number[] {
    const { parts } = this;
    const { name, weights } = step;
    const bias = parts.constant(`${name}/bias`, [weights.bias.length], weights.bias);
    if (this.precision === 'float32' || !isPlentiful(step))
      return [parts.constant(`${name}/kernel`, shape, kernel), bias];
    const channels = shape[dimension]!;
    const inner = shape.slice(dimension + 1).reduce((product, side) => product * side, 1);
    const { values, scales } = quantised(kernel, channels, (at) => {
      return Math.floor(at / inner) % channels;
    });
    const small = parts.constant(`${name}/kernel8`, shape, values, { scales, dimension });
    const full = parts.dequantised(`${name}/kernel`, shape);
    parts.operator('dequantize', [small], full, { type: options.dequantize, content: {} });
    return [full, bias];
  }
}

/** What comes out counted first: [out, …], as convolutions and dense layers want it here. */
function outwards({ shape, kernel }: Weights): { shape: number[]; kernel: Float32Array } {
  const out = shape.at(-1)!;
  const into = kernel.length / out;
  const turned = new Float32Array(kernel.length);
  for (let from = 0; from < into; from++) {
    for (let to = 0; to < out; to++) turned[to * into + from] = kernel[from * out + to]!;
  }
  return { shape: [out, ...shape.slice(0, -1)], kernel: turned };
}

/** [1, height, width, in × multiplier]. */
function flatDepth({ shape, kernel }: Weights): { shape: number[]; kernel: Float32Array } {
  const [height = 0, width = 0, into = 0, multiplier = 0] = shape;
  return { shape: [1, height, width, into * multiplier], kernel };
}

function slidingOptions({ padding, strides: [down, along] }: Sliding): Table {
  return { 0: int8(paddings[padding]), 1: int32(along), 2: int32(down) };
}

/** Width first, as everywhere in these options. */
function dilation({ dilation: [down, along] }: Sliding, field: number): Table {
  return { [field]: int32(along), [field + 1]: int32(down) };
}
