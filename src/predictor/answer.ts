/** A network's answer to one picture, step by step, without any library. */
import type { Activation, Computation, Step, Weights } from '../exchange/computation';
import { convolve, convolveDepthwise, pool, type Grid } from './sliding';

/**
 * @param pixels RGB bytes, row by row.
 * @param pause Waited for after each step: a page can draw and answer in between.
 * @returns Probabilities, in the order of the labels.
 */
export async function answerOf(
  steps: Computation,
  pixels: Uint8Array,
  pause: () => Promise<void>,
): Promise<Float32Array> {
  const grids: Grid[] = [];
  for (const step of steps) {
    const length = step.shape.reduce((product, side) => product * side, 1);
    const output: Grid = { data: new Float32Array(length), shape: step.shape };
    if (step.kind === 'input') {
      pixels.forEach((value, at) => (output.data[at] = value / 127.5 - 1));
    } else {
      compute(
        step,
        step.inputs.map((input) => grids[input]!),
        output,
      );
    }
    grids.push(output);
    await pause();
  }
  return grids.at(-1)!.data;
}

function compute(step: Step, inputs: readonly Grid[], output: Grid): void {
  const input = inputs[0]!;
  const { data } = output;
  switch (step.kind) {
    case 'input':
      return;
    case 'convolution':
      convolve(input, output, step.sliding, step.weights);
      return rectify(data, step.activation);
    case 'depthwise':
      convolveDepthwise(input, output, step.sliding, step.weights);
      return rectify(data, step.activation);
    case 'dense':
      multiply(input.data, data, step.weights);
      return rectify(data, step.activation);
    case 'maximum-pool':
      return pool(input, output, step.sliding, true);
    case 'average-pool':
      return pool(input, output, step.sliding, false);
    case 'pad':
      return pad(input, output, step);
    case 'mean':
    case 'maximum':
      return overall(input.data, data, step.kind === 'maximum');
    case 'add':
      data.forEach((_, at) => (data[at] = input.data[at]! + inputs[1]!.data[at]!));
      return rectify(data, step.activation);
    case 'join':
      return join(inputs, output);
    case 'flatten':
      return data.set(input.data);
    case 'relu':
    case 'relu6':
      data.set(input.data);
      return rectify(data, step.kind);
    case 'sigmoid':
      return data.forEach((_, at) => (data[at] = 1 / (1 + Math.exp(-input.data[at]!))));
    case 'softmax':
      return softmax(input.data, data);
  }
}

function rectify(data: Float32Array, activation: Activation): void {
  if (activation === 'none') return;
  const most = activation === 'relu6' ? 6 : Infinity;
  for (let at = 0; at < data.length; at++) data[at] = Math.min(most, Math.max(0, data[at]!));
}

function multiply(input: Float32Array, output: Float32Array, { kernel, bias }: Weights): void {
  output.set(bias);
  const out = bias.length;
  input.forEach((value, from) => {
    for (let to = 0; to < out; to++) output[to]! += value * kernel[from * out + to]!;
  });
}

function pad(input: Grid, output: Grid, { top, left }: { top: number; left: number }): void {
  const [height = 0, width = 0, channels = 0] = input.shape;
  const across = output.shape[1]!;
  for (let row = 0; row < height; row++) {
    const line = input.data.subarray(row * width * channels, (row + 1) * width * channels);
    output.data.set(line, ((row + top) * across + left) * channels);
  }
}

function overall(input: Float32Array, output: Float32Array, isMaximum: boolean): void {
  const channels = output.length;
  if (isMaximum) output.fill(-Infinity);
  input.forEach((value, at) => {
    const channel = at % channels;
    output[channel] = isMaximum ? Math.max(output[channel]!, value) : output[channel]! + value;
  });
  if (isMaximum) return;
  const pixels = input.length / channels;
  for (let channel = 0; channel < channels; channel++) output[channel]! /= pixels;
}

function join(inputs: readonly Grid[], output: Grid): void {
  const across = output.shape.at(-1)!;
  let before = 0;
  for (const { data, shape } of inputs) {
    const channels = shape.at(-1)!;
    for (let from = 0, to = before; from < data.length; from += channels, to += across) {
      output.data.set(data.subarray(from, from + channels), to);
    }
    before += channels;
  }
}

function softmax(input: Float32Array, output: Float32Array): void {
  const highest = Math.max(...input);
  let sum = 0;
  input.forEach((value, at) => (sum += output[at] = Math.exp(value - highest)));
  for (let at = 0; at < output.length; at++) output[at]! /= sum;
}
