/**
 * The raw weights, by layer, as safetensors: for those who build the network themselves. Eight bytes of
 * length, a JSON header with every tensor's type, shape and place, then the numbers.
 */
import * as v from 'valibot';
import type { Network } from '../model/fold';
import type { NamedWeight } from '../model/weights';
import { failure, success, type Outcome } from '../outcome';
import { codeSection, squashed, type FormatFiles } from './format-files';
import type { ModelDescription } from './model-description';

export const safetensorsFile = 'model.safetensors';

type Weights = ReadonlyMap<string, NamedWeight>;

export function safetensorsFiles(network: Network, model: ModelDescription): FormatFiles {
  const bytes = encodeSafetensors(network.weights, {
    format: 'tf',
    labels: JSON.stringify(model.labels.map(({ name }) => name)),
    licence: model.backbone.licence,
    snapshot: model.snapshot?.hash ?? '',
    app_version: model.appVersion,
  });
  const topology = JSON.stringify(network.graph, null, 1);
  return {
    files: [
      { name: safetensorsFile, content: bytes },
      { name: 'network.json', content: `${topology}\n` },
    ],
    usage: {
      name: 'safetensors (weights only)',
      files: [
        `- \`${safetensorsFile}\`: the weights, float32, each named “layer/parameter”, in the layout of Keras`,
        '  (convolutions: height, width, in, out).',
        '- `network.json`: the layers in the order they compute, with their settings and what each reads.',
      ],
      input: [
        `In: float32, shape [n, ${model.inputSize}, ${model.inputSize}, 3], red, green, blue, each value between −1 and 1`,
        '(a byte divided by 127.5, minus 1).',
        ...squashed,
      ],
      examples: [
        codeSection('## In Python', 'python', [
          'from safetensors.numpy import load_file',
          '',
          `weights = load_file("${safetensorsFile}")`,
          'for name, values in weights.items():',
          '    print(name, values.shape)',
        ]),
      ],
      checkedWith: `TensorFlow.js ${model.tensorflowVersion}, given these weights`,
    },
  };
}

/** Exported for the tests of what others must be able to read. */
export function encodeSafetensors(
  weights: Weights,
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  const entries: Record<string, unknown> = { __metadata__: metadata };
  let end = 0;
  for (const [name, { shape, values }] of weights) {
    const offsets = [end, end + values.byteLength];
    entries[name] = { dtype: 'F32', shape, data_offsets: offsets };
    end += values.byteLength;
  }
  const json = new TextEncoder().encode(JSON.stringify(entries));
  // Padded with spaces, so that the numbers begin at a multiple of eight.
  const length = Math.ceil(json.length / 8) * 8;
  const bytes = new Uint8Array(8 + length + end).fill(0x20, 8, 8 + length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(json, 8);
  let at = 8 + length;
  for (const { values } of weights.values()) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    at += values.byteLength;
  }
  return bytes;
}

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const header = v.record(
  v.string(),
  v.object({
    dtype: v.literal('F32'),
    shape: v.array(whole),
    data_offsets: v.tuple([whole, whole]),
  }),
);

/** By name. Fails with 'malformed-model'; reads float32 alone, which is what is written here. */
export function decodeSafetensors(bytes: Uint8Array): Outcome<Map<string, NamedWeight>> {
  const malformed = (why: string) => failure('malformed-model', `${safetensorsFile}: ${why}`);
  if (bytes.byteLength < 8) return malformed('too short');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Number(view.getBigUint64(0, true));
  if (length > bytes.byteLength - 8) return malformed('its header is cut off');
  const parsed = v.safeParse(header, entriesOf(bytes.subarray(8, 8 + length)));
  if (!parsed.success) return malformed('its header cannot be read');
  const numbers = bytes.subarray(8 + length);
  const weights = new Map<string, NamedWeight>();
  for (const [
    name,
    {
      shape,
      data_offsets: [from, to],
    },
  ] of Object.entries(parsed.output)) {
    const count = shape.reduce((product, side) => product * side, 1);
    if (to - from !== count * 4 || to > numbers.byteLength)
      return malformed(`${name} does not fit`);
    weights.set(name, { shape, values: new Float32Array(numbers.slice(from, to).buffer) });
  }
  return success(weights);
}

function entriesOf(json: Uint8Array): unknown {
  try {
    const { __metadata__: _, ...entries } = JSON.parse(new TextDecoder().decode(json)) as Record<
      string,
      unknown
    >;
    return entries;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
