/** How large a model will be before it is made. */
import type { VariantName } from '../workers/protocol/export';
import { variantWords } from '../messages/variant-words';

export interface ModelShape {
  backboneParameters: number;
  /** Of the head. */
  dims: number;
  classes: number;
}

/** Bytes of the weights; topology and documents add a few dozen kilobytes. */
export function weightBytes(
  { backboneParameters, dims, classes }: ModelShape,
  variant: VariantName,
): number {
  return (backboneParameters + dims * classes + classes) * variantWords[variant].bytesPerWeight;
}
