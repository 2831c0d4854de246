/** The computing side of one trainer: its backend, proved once, and the backbones it has loaded. */
import { getBackbone } from '../../collection/backbones';
import type { BackboneHash } from '../../collection/records';
import type { StoredBackbone } from '../../collection/training-records';
import {
  chooseBackend,
  recoverBackend,
  type ChosenBackend,
  type Purpose,
} from '../../model/backend';
import { type BackboneArtifacts } from '../../model/backbone';
import type { Embedder } from '../../model/embedder';
import { success, type Outcome } from '../../outcome';
import type { DeviceReport } from '../protocol/trainer';
import { readBundled } from './bundled-network';
import { fastestEmbedder } from './embedders';

/** Built scripts are served from `assets/`, one level below the page. */
const appBase = new URL(import.meta.env.DEV ? '/' : '../', self.location.href);

export class Engine {
  #chosen: ChosenBackend | null = null;
  readonly #loaded = new Map<BackboneHash, Embedder>();

  constructor(readonly purpose: Purpose) {}

  /** Chooses and proves a backend; at once when that is done already. */
  async start(): Promise<Outcome<DeviceReport>> {
    if (this.#chosen) return success(reportOf(this.#chosen));
    const chosen = await chooseBackend(this.purpose);
    if (!chosen.ok) return chosen;
    this.#chosen = chosen.value;
    return success(reportOf(chosen.value));
  }

  /** After a lost device: a new one, and nothing loaded. */
  async recover(): Promise<Outcome<DeviceReport>> {
    this.#loaded.clear();
    const chosen = await recoverBackend(this.purpose);
    if (!chosen.ok) return chosen;
    this.#chosen = chosen.value;
    return success(reportOf(chosen.value));
  }

  async backbone(hash: BackboneHash): Promise<Outcome<Embedder>> {
    const known = this.#loaded.get(hash);
    if (known) return success(known);
    const artifacts = await backboneArtifacts(hash);
    if (!artifacts.ok) return artifacts;
    const started = await this.start();
    if (!started.ok) return started;
    const loaded = await fastestEmbedder(artifacts.value, started.value);
    if (loaded.ok) this.#loaded.set(hash, loaded.value);
    return loaded;
  }
}

/** One for each purpose. */
export interface Engines {
  readonly embedder: Engine;
  readonly tuner: Engine;
}

/** In words, for the run's record. */
export function describeDevice(device: DeviceReport): string {
  return device.isSoftware ? `${device.backend} (software)` : device.backend;
}

function reportOf({ backend, isSoftware, rejected }: ChosenBackend): DeviceReport {
  return { backend, isSoftware, rejected };
}

/** A kept backbone, or the bundled one from the app's own origin. 'not-found' when there is neither. */
export async function backboneArtifacts(
  hash: BackboneHash,
): Promise<Outcome<BackboneArtifacts | StoredBackbone>> {
  const stored = await getBackbone(hash);
  if (stored) return success(stored);
  return readBundled(appBase, hash);
}
