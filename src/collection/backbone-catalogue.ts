/**
 * Backbones a person can choose without knowing an address, and those that come with the app
 * (`public/backbone/`), by the SHA-256 of their weights files. A test holds the hashes against the files.
 */
import type { BackboneHash } from './records';

export interface BundledNetwork {
  name: string;
  /** SPDX identifier. */
  licence: string;
  /** Who made the weights, and where they come from. */
  source: string;
  /** Numbers that make it up. */
  parameters: number;
  /** Square input side, in pixels. */
  inputSize: number;
  /** Files in the bundled folder. */
  plan: string;
  weights: string;
}

/** New collections stand on it. */
export const bundledBackbone =
  '0d75adc7bd2607bf888cb8e959b125fc6d6ec1590df27a3985e1ee0f55a2f510' as BackboneHash;

/** The network of version 0.2. */
export const earlierBundled =
  '5dfa7b0f749763f5771872597a53e0fb5fb236e0a1c01b970b86201e2d9efd78' as BackboneHash;

const ours = { licence: 'Apache-2.0', source: 'distilled by Vitrine from MobileNetV2 (Google)' };

const today: BundledNetwork = {
  name: 'EfficientNet-Lite0',
  licence: 'Apache-2.0',
  source: 'Google, bundled with Vitrine',
  parameters: 4_169_200,
  inputSize: 224,
  plan: 'model.json',
  weights: 'weights.bin',
};

/** Today's first, then those that collections made with an earlier version go on standing on. */
export const bundledNetworks: ReadonlyMap<BackboneHash, BundledNetwork> = new Map([
  [bundledBackbone, today],
  [
    '9d21338cf613e321de605123c691e69bec8d726870a9d0f6f0969142adcad953' as BackboneHash,
    {
      ...ours,
      name: 'Vitrine CNN of version 0.3',
      parameters: 1_105_024,
      inputSize: 128,
      plan: 'model-2.json',
      weights: 'weights-2.bin',
    },
  ],
  [
    earlierBundled,
    {
      ...ours,
      name: 'Vitrine CNN of version 0.2',
      parameters: 575_368,
      inputSize: 128,
      plan: 'model-1.json',
      weights: 'weights-1.bin',
    },
  ],
]);

/** What documents say about a network that is not kept, because it comes with the app. */
export function bundledFacts(
  hash: BackboneHash,
): Pick<BundledNetwork, 'name' | 'licence' | 'source'> {
  return bundledNetworks.get(hash) ?? { name: 'a deleted network', licence: '', source: '' };
}

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
  id: 'efficientnet-lite0',
  name: today.name,
  licence: today.licence,
  url: `backbone/${today.plan}`,
  bundled: true,
  inputSize: today.inputSize,
  sha256: bundledBackbone,
};

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
