/** The networks that come with the app, from the app's own origin. */
import { hashWeights, readArtifacts, type BackboneArtifacts } from '../../model/backbone';
import { bundledEntry, bundledNetworks } from '../../collection/backbone-catalogue';
import type { BackboneHash } from '../../collection/records';
import { fetchBytes, fetchJson } from '../../network';
import { failure, type Outcome } from '../../outcome';

/**
 * Weights that were damaged on their way, or belong to another version of the app, would give vectors
 * that fit no others: they are held against their SHA-256 before anything is computed with them.
 *
 * @param base Where the app lies, ending with '/'.
 * @param wanted SHA-256 of the weights.
 * @returns Failures: 'not-found' (no such network comes with the app, or its files are missing), others
 *   as `fetchJson`, 'hash-mismatch', 'malformed-model'.
 */
export async function readBundled(
  base: URL,
  wanted: BackboneHash,
): Promise<Outcome<BackboneArtifacts>> {
  const files = bundledNetworks.get(wanted);
  if (files === undefined) return failure('not-found', `backbone ${wanted}`);
  const folder = new URL(bundledEntry.url, base);
  const json = await fetchJson(new URL(files.plan, folder).href);
  if (!json.ok) return json;
  const weights = await fetchBytes(new URL(files.weights, folder).href);
  if (!weights.ok) return weights;
  const hash = await hashWeights(weights.value);
  if (hash !== wanted) {
    return failure('hash-mismatch', `the bundled weights hash to ${hash}`);
  }
  return readArtifacts(json.value, weights.value);
}
