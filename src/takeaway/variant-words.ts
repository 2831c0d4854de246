/** The ways a model can leave, in the order and the words in which they are offered. */
import type { VariantName } from '../workers/protocol';

interface VariantWords {
  name: string;
  /** Whom it is for. */
  hint: string;
  bytesPerWeight: number;
}

export const variantWords: Record<VariantName, VariantWords> = {
  'tfjs-float32': {
    name: 'TensorFlow.js, full precision (float32)',
    hint: 'For web pages and Node.js. Answers exactly as here, and can begin another collection here.',
    bytesPerWeight: 4,
  },
  'tfjs-float16': {
    name: 'TensorFlow.js, half precision (float16)',
    hint: 'The same in half the size.',
    bytesPerWeight: 2,
  },
};

/** Names of all variants, in the order in which they are offered. */
export const offered = Object.keys(variantWords) as VariantName[];
