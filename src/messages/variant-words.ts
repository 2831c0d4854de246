/** The ways a model can leave, in the order and the words in which they are offered. */
import type { VariantName } from '../workers/protocol/export';

interface VariantWords {
  name: string;
  /** Whom it is for. */
  hint: string;
  bytesPerWeight: number;
}

export const variantWords: Record<VariantName, VariantWords> = {
  'tfjs-float32': {
    name: 'TensorFlow.js, full precision (float32)',
    hint: 'For web pages and Node.js. Gives exactly the same answers, and can be the network of another collection here.',
    bytesPerWeight: 4,
  },
  'tfjs-float16': {
    name: 'TensorFlow.js, half precision (float16)',
    hint: 'The same in half the size.',
    bytesPerWeight: 2,
  },
  'tfjs-uint8': {
    name: 'TensorFlow.js, eight bits (uint8)',
    hint: 'The smallest for web pages; answers differ a little.',
    bytesPerWeight: 1.2,
  },
  'onnx-float32': {
    name: 'ONNX, full precision (float32)',
    hint: 'For Python and most other programs. Takes pictures as they are, of any size.',
    bytesPerWeight: 4,
  },
  'onnx-float16': {
    name: 'ONNX, half precision (float16)',
    hint: 'The same in half the size; it computes in full precision.',
    bytesPerWeight: 2,
  },
  'onnx-int8': {
    name: 'ONNX, eight bits (int8)',
    hint: 'A third of the size; answers differ a little.',
    bytesPerWeight: 1.2,
  },
  'safetensors-float32': {
    name: 'Weights only (safetensors)',
    hint: 'For those who build the network themselves.',
    bytesPerWeight: 4,
  },
  'keras-float32': {
    name: 'Keras (.h5)',
    hint: 'To continue training in Python, with Keras or TensorFlow.',
    bytesPerWeight: 4,
  },
  'tflite-float32': {
    name: 'TensorFlow Lite, full precision (float32)',
    hint: 'For phone apps and small devices.',
    bytesPerWeight: 4,
  },
  'tflite-int8': {
    name: 'TensorFlow Lite, eight bits (int8)',
    hint: 'A third of the size; answers differ a little.',
    bytesPerWeight: 1.2,
  },
};

/** Names of all variants, in the order in which they are offered. */
export const offered = Object.keys(variantWords) as VariantName[];
