/** The head: the part of the network that learns a collection's own labels, on cached features. */

/** `softmax`: exactly one label a picture. `sigmoid`: each label on its own (tags). */
export type HeadKind = 'softmax' | 'sigmoid';

export interface HeadSettings {
  /** 'auto': chosen on check items. Otherwise the L2 strength (per example, on standardised features), > 0. */
  l2: number | 'auto';
  /** Weight classes inversely to how often they occur while fitting. */
  balance: boolean;
}

/**
 * A fitted head. logits = ((features − mean) / scale) · kernel + bias; probabilities are the softmax or
 * sigmoid of logits / temperature. `bias` already has the log class weights taken out again.
 */
export interface Head {
  kind: HeadKind;
  dims: number;
  classes: number;
  mean: Float32Array;
  scale: Float32Array;
  /** dims × classes, row-major. */
  kernel: Float32Array;
  bias: Float32Array;
  temperature: number;
  /** The strength used. */
  l2: number;
  /** Below this first-choice probability the model says "I don't know". */
  floor: number;
}
