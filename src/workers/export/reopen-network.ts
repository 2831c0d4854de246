/** A network read back from a file of another format, made to answer by TensorFlow.js. */
import { packWeights } from '../../model/backbone';
import type { PixelRange } from '../../model/pixels';
import type { NamedWeight } from '../../model/weights';
import { openModel, type OpenModel } from '../../model/whole';
import type { Outcome } from '../../outcome';

/** @param weights By 'layer/parameter'. Failures: 'malformed-model', 'unsuitable-model'. */
export function openNetwork(
  modelTopology: unknown,
  named: ReadonlyMap<string, NamedWeight>,
  range: PixelRange,
): Promise<Outcome<OpenModel>> {
  const { specs, weights } = packWeights(named);
  const weightsManifest = [{ paths: ['weights.bin'], weights: specs }];
  return openModel({ modelTopology, weightsManifest }, weights, range);
}
