/** From trained weights to a backbone and a head like any other. */
import { probabilitiesOf } from './answers';
import { packWeights, unpackWeights } from './backbone';
import type { BackboneArtifacts } from './backbone';
import { chooseFloor, fitTemperature } from './calibration';
import type { ClassWeights } from './class-weights';
import { headKeys } from './fine-tune-network';
import type { SavedWeights } from './fine-tune-state';
import type { Head } from './head';

/**
 * @param check Logits of the check items under the trained weights, their targets, and those targets
 *   without labels that no example showed.
 */
export function finish(
  artifacts: BackboneArtifacts,
  head: Head,
  trained: SavedWeights,
  { correction }: ClassWeights,
  check: { logits: Float32Array; targets: Uint8Array; known: Uint8Array },
): { artifacts: BackboneArtifacts; head: Head } {
  const before = unpackWeights(artifacts);
  if (!before.ok) throw new Error('weights that were trained cannot be read');
  const weights = new Map(before.value);
  for (const [key, { shape }] of before.value) {
    const values = trained[key];
    if (values !== undefined) weights.set(key, { shape, values });
  }
  const { classes, kind } = head;
  const temperature = fitTemperature(check.logits, check.known, classes, kind);
  const probabilities = probabilitiesOf(check.logits, classes, kind, temperature);
  return {
    artifacts: { ...artifacts, ...packWeights(weights) },
    head: {
      ...head,
      kernel: trained[headKeys.kernel]!.slice(),
      bias: trained[headKeys.bias]!.map((value, label) => value - correction[label]!),
      temperature,
      floor: chooseFloor(probabilities, check.targets, classes),
    },
  };
}
