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

/** "2.3 MB", in the units file managers use. */
export function megabytes(bytes: number): string {
  if (bytes < 100_000) return `${Math.max(1, Math.round(bytes / 1000))}\u00a0kB`;
  return `${(bytes / 1_000_000).toFixed(1)}\u00a0MB`;
}
