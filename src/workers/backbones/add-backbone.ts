/** Backbones from outside: fetched or opened, proved to work, and kept so that they work offline. */
import { saveBackbone } from '../../collection/backbones';
import { guardQuota } from '../../collection/storage';
import type { BackboneHash } from '../../collection/records';
import type { StoredBackbone } from '../../collection/training-records';
import {
  hashWeights,
  readArtifacts,
  weightFiles,
  type BackboneArtifacts,
} from '../../model/backbone';
import { checkEmbedder, loadEmbedder } from '../../model/embedder';
import { bundledEntry, catalogueEntry } from '../../collection/backbone-catalogue';
import { fetchBytes, fetchJson } from '../../network';
import { failure, success, type Outcome } from '../../outcome';
import type { Progress } from '../protocol/calls';
import type { BackboneSource } from '../protocol/trainer';
import type { Engine } from './engine';
import { openModelFiles } from './open-model-files';

/** A network as it arrived: not looked into yet. */
interface Arrived {
  modelJson: unknown;
  weights: ArrayBuffer;
}

type About = Pick<StoredBackbone, 'name' | 'origin' | 'source' | 'licence'>;

export async function addBackbone(
  engine: Engine,
  source: BackboneSource,
  report: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Outcome<BackboneHash>> {
  if (source.kind === 'catalogue' && source.entry === bundledEntry.id) {
    return success(bundledEntry.sha256 as BackboneHash);
  }
  const device = await engine.start();
  if (!device.ok) return device;
  const arrived = await receive(source, report, signal);
  if (!arrived.ok) return arrived;
  const { about, network, sha256 } = arrived.value;
  if (sha256 !== null && (await hashWeights(network.weights)) !== sha256) {
    return failure('hash-mismatch', about.source);
  }
  const artifacts = readArtifacts(network.modelJson, network.weights);
  if (!artifacts.ok) return artifacts;
  return proveAndKeep(artifacts.value, about);
}

async function proveAndKeep(
  artifacts: BackboneArtifacts,
  about: About,
): Promise<Outcome<BackboneHash>> {
  const loaded = await loadEmbedder(artifacts);
  if (!loaded.ok) return loaded;
  const backbone = loaded.value;
  try {
    const checked = await checkEmbedder(backbone);
    if (!checked.ok) return checked;
    const hash = (await hashWeights(artifacts.weights)) as BackboneHash;
    const addedAt = Date.now();
    const kept = await guardQuota(() =>
      saveBackbone({ ...artifacts, ...about, hash, addedAt, projectId: null, dims: backbone.dims }),
    );
    return kept.ok ? success(hash) : kept;
  } finally {
    backbone.dispose();
  }
}

interface Reception {
  about: About;
  network: Arrived;
  /** What the weights must hash to, where that is known beforehand. */
  sha256: string | null;
}

async function receive(
  source: BackboneSource,
  report: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Outcome<Reception>> {
  switch (source.kind) {
    case 'catalogue': {
      const entry = catalogueEntry(source.entry);
      if (!entry) return failure('not-found', source.entry);
      const network = await download(entry.url, report, signal);
      if (!network.ok) return network;
      const { name, licence, url, sha256 } = entry;
      const about: About = { name, licence, origin: 'catalogue', source: url };
      return success({ about, network: network.value, sha256 });
    }
    case 'url': {
      const network = await download(source.url, report, signal);
      if (!network.ok) return network;
      const name = new URL(source.url).pathname.split('/').slice(-2, -1)[0] || 'model';
      const about: About = { name, licence: '', origin: 'url', source: source.url };
      return success({ about, network: network.value, sha256: null });
    }
    case 'files': {
      const opened = await openModelFiles(source.files);
      if (!opened.ok) return opened;
      const { name, licence, ...network } = opened.value;
      const about: About = { name, licence, origin: 'files', source: source.files[0]?.name ?? '' };
      return success({ about, network, sha256: null });
    }
  }
}

/** `model.json` and the weights files it names, beside it. */
async function download(
  url: string,
  report: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Outcome<Arrived>> {
  const modelJson = await fetchJson(url, { signal });
  if (!modelJson.ok) return modelJson;
  const names = weightFiles(modelJson.value);
  if (!names.ok) return names;
  const parts: ArrayBuffer[] = [];
  for (const name of names.value) {
    const before = parts.reduce((sum, part) => sum + part.byteLength, 0);
    const part = await fetchBytes(new URL(name, url).href, {
      signal,
      onProgress: (done, total) =>
        report({ done: before + done, total: before + (total ?? done), secondsLeft: null }),
    });
    if (!part.ok) return part;
    parts.push(part.value);
  }
  const weights = await new Blob(parts).arrayBuffer();
  return success({ modelJson: modelJson.value, weights });
}
