/**
 * Backbones a person can choose without knowing an address, and those that come with the app
 * (`public/backbone/`), by the SHA-256 of their weights files. A test holds the hashes against the files.
 */
import type { BackboneHash } from './records';

/** New collections stand on it. */
export const bundledBackbone =
  '9d21338cf613e321de605123c691e69bec8d726870a9d0f6f0969142adcad953' as BackboneHash;

/** What the app came with before: collections made then stand on it, and go on doing so. */
export const earlierBundled =
  '5dfa7b0f749763f5771872597a53e0fb5fb236e0a1c01b970b86201e2d9efd78' as BackboneHash;

/** Names of networks that need not be kept, because they come with the app. */
export const bundledNames: ReadonlyMap<BackboneHash, string> = new Map([
  [bundledBackbone, 'Vitrine CNN'],
  [earlierBundled, 'Vitrine CNN of version 0.2'],
]);

export interface CatalogueEntry {
  id: string;
  name: string;
  /** SPDX identifier. */
  licence: string;
  /** Of model.json: relative to the app's base where `bundled`, else absolute. */
  url: string;
  bundled: boolean;
  /** Square input side, in pixels. */
  inputSize: number;
  /** Of the weight files put together, hexadecimal; null where the publisher promises none. */
  sha256: string | null;
}

/** Ships with the app and works with no network at all. */
export const bundledEntry: CatalogueEntry = {
  id: 'vitrine-cnn',
  name: 'Vitrine CNN',
  licence: 'Apache-2.0',
  url: 'backbone/model.json',
  bundled: true,
  inputSize: 128,
  sha256: bundledBackbone,
};

/**
 * The networks in the bundled folder, each plan with its weights, by the SHA-256 of the weights: today's,
 * and those that collections made with an earlier version stand on.
 */
export const bundledNetworks: ReadonlyMap<string, { plan: string; weights: string }> = new Map([
  [bundledBackbone, { plan: 'model.json', weights: 'weights.bin' }],
  [earlierBundled, { plan: 'model-1.json', weights: 'weights-1.bin' }],
]);

const catalogue: readonly CatalogueEntry[] = [
  bundledEntry,
  {
    id: 'mobilenet_v2_0.35_224',
    name: 'MobileNetV2 0.35 (Google)',
    licence: 'Apache-2.0',
    url: 'https://storage.googleapis.com/teachable-machine-models/mobilenet_v2_weights_tf_dim_ordering_tf_kernels_0.35_224_no_top/model.json',
    bundled: false,
    inputSize: 224,
    sha256: null,
  },
];

export function catalogueEntry(id: string): CatalogueEntry | undefined {
  return catalogue.find((entry) => entry.id === id);
}
