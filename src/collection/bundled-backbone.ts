/**
 * The network that comes with the app, by the SHA-256 of its weights file (`public/backbone/`): new
 * collections stand on it. A test holds it against the file.
 */
import type { BackboneHash } from './records';

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
