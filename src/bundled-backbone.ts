/**
 * The network that comes with the app, by the SHA-256 of its weights file (`public/backbone/`): new
 * collections stand on it. A test holds it against the file.
 */
import type { BackboneHash } from './collection/records';

export const bundledBackbone =
  '5dfa7b0f749763f5771872597a53e0fb5fb236e0a1c01b970b86201e2d9efd78' as BackboneHash;
