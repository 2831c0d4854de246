/** The operations of a network as ONNX operators. Data lies channels × height × width there. */
import { positions, type Computation, type Sliding, type Step, type Weights } from './computation';
import type { Attribute } from './onnx-proto';
import type { OnnxParts } from './onnx-weights';
import { isPlentiful } from './per-channel';

/** @param square What the network's input is called by now. @returns What its output is called. */
export function writeSteps(parts: OnnxParts, steps: Computation, square: string): string {
  const names: string[] = [];
  for (const step of steps) {
    const inputs = step.inputs.map((input) => names[input]!);
    const before = steps[step.inputs[0] ?? 0]!.shape;
    names.push(step.kind === 'input' ? square : writeStep(parts, step, inputs, before));
  }
  return names.at(-1)!;
}

function writeStep(
  parts: OnnxParts,
  step: Step,
  inputs: readonly string[],
  before: readonly number[],
): string {
  const { name } = step;
  const [input = ''] = inputs;
  switch (step.kind) {
    case 'input':
      return input;
    case 'convolution':
    case 'depthwise': {
      const isDepthwise = step.kind === 'depthwise';
      const { kernel, dims } = isDepthwise ? grouped(step.weights) : planar(step.weights);
      const weights = parts.kernel(`${name}.kernel`, kernel, dims, isPlentiful(step));
      const bias = parts.floats(`${name}.bias`, step.weights.bias);
      const attributes = {
        ...window(step.sliding, before),
        group: { int: isDepthwise ? step.weights.shape[2]! : 1 },
      };
      return rectified(parts, name, step.activation, (output) =>
        parts.node('Conv', [input, weights, bias], output, attributes),
      );
    }
    case 'dense': {
      const { kernel, shape } = step.weights;
      const weights = parts.kernel(`${name}.kernel`, kernel, shape, false);
      const bias = parts.floats(`${name}.bias`, step.weights.bias);
      return rectified(parts, name, step.activation, (output) =>
        parts.node('Gemm', [input, weights, bias], output),
      );
    }
    case 'maximum-pool':
      return parts.node('MaxPool', [input], name, window(step.sliding, before));
    case 'average-pool': {
      // Over what lies inside the picture, as TensorFlow averages. It knows no dilation.
      const { dilations: _, ...attributes } = window(step.sliding, before);
      return parts.node('AveragePool', [input], name, attributes);
    }
    case 'pad': {
      const { top, bottom, left, right } = step;
      const pads = parts.integers(`${name}.pads`, [0, 0, top, left, 0, 0, bottom, right]);
      return parts.node('Pad', [input, pads], name);
    }
    case 'mean':
    case 'maximum': {
      const op = step.kind === 'mean' ? 'GlobalAveragePool' : 'GlobalMaxPool';
      return parts.node('Flatten', [parts.node(op, [input], `${name}.map`)], name);
    }
    case 'add':
      return rectified(parts, name, step.activation, (output) => added(parts, inputs, output));
    case 'join':
      return parts.node('Concat', inputs, name, { axis: { int: 1 } });
    case 'flatten': {
      if (before.length < 3) return parts.node('Flatten', [input], name);
      // In the order in which TensorFlow lays them out.
      const perm = { ints: [0, 2, 3, 1] };
      return parts.node(
        'Flatten',
        [parts.node('Transpose', [input], `${name}.rows`, { perm })],
        name,
      );
    }
    case 'relu':
    case 'relu6':
      return rectify(parts, step.kind, input, name);
    case 'softmax':
      return parts.node('Softmax', [input], name, { axis: { int: 1 } });
    case 'sigmoid':
      return parts.node('Sigmoid', [input], name);
  }
}

function added(parts: OnnxParts, inputs: readonly string[], output: string): string {
  if (inputs.length === 2) return parts.node('Add', inputs, output);
  return parts.node('Sum', inputs, output);
}

function rectified(
  parts: OnnxParts,
  name: string,
  activation: 'none' | 'relu' | 'relu6',
  write: (output: string) => string,
): string {
  if (activation === 'none') return write(name);
  return rectify(parts, activation, write(`${name}.raw`), name);
}

function rectify(parts: OnnxParts, kind: 'relu' | 'relu6', input: string, output: string): string {
  if (kind === 'relu') return parts.node('Relu', [input], output);
  const limits = [
    parts.floats(`${output}.least`, Float32Array.of(0), []),
    parts.floats(`${output}.most`, Float32Array.of(6), []),
  ];
  return parts.node('Clip', [input, ...limits], output);
}

/** TensorFlow's 'same' puts the odd pixel of padding last: said outright, ONNX has it either way. */
function window(
  sliding: Sliding,
  [height = 0, width = 0]: readonly number[],
): Record<'kernel_shape' | 'strides' | 'dilations' | 'pads', Attribute> {
  const { size, strides, dilation, padding } = sliding;
  const around = (length: number, axis: 0 | 1): [number, number] => {
    if (padding === 'valid') return [0, 0];
    const reach = (size[axis] - 1) * dilation[axis] + 1;
    const covered = (positions(length, sliding, axis) - 1) * strides[axis] + reach;
    const missing = Math.max(0, covered - length);
    return [Math.floor(missing / 2), Math.ceil(missing / 2)];
  };
  const [top, bottom] = around(height, 0);
  const [left, right] = around(width, 1);
  return {
    kernel_shape: { ints: size },
    strides: { ints: strides },
    dilations: { ints: dilation },
    pads: { ints: [top, left, bottom, right] },
  };
}

/** [height, width, in, out] → [out, in, height, width]. */
function planar({ kernel, shape }: Weights): { kernel: Float32Array; dims: number[] } {
  const [height = 0, width = 0, into = 0, out = 0] = shape;
  return {
    kernel: outFirst(kernel, height * width * into, out, into),
    dims: [out, into, height, width],
  };
}

/** [height, width, in, multiplier] → [in × multiplier, 1, height, width]. */
function grouped({ kernel, shape }: Weights): { kernel: Float32Array; dims: number[] } {
  const [height = 0, width = 0, into = 0, multiplier = 0] = shape;
  const out = into * multiplier;
  return { kernel: outFirst(kernel, height * width, out, 1), dims: [out, 1, height, width] };
}

/** Places × out → out × channels × positions, where a place is a position's channel. */
function outFirst(
  kernel: Float32Array,
  places: number,
  out: number,
  channels: number,
): Float32Array {
  const turned = new Float32Array(kernel.length);
  const positionsInAll = places / channels;
  for (let place = 0; place < places; place++) {
    const position = Math.floor(place / channels);
    const channel = place % channels;
    for (let to = 0; to < out; to++) {
      turned[(to * channels + channel) * positionsInAll + position] = kernel[place * out + to]!;
    }
  }
  return turned;
}
