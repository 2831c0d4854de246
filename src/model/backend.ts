/**
 * Which backend computes. Embedding (with everything a head needs) and fine-tuning choose separately,
 * since WebAssembly is quick at the one and cannot do the other; both choices may live side by side in
 * one worker, and every function of this room enters its own before it touches a tensor.
 */
import * as tf from '@tensorflow/tfjs-core';
import { failure, success } from '../outcome';
import type { Outcome } from '../outcome';
import { webglAdapter, webgpuAdapter } from './adapters';
import type { Adapter } from './adapters';
import { lossOf, watchDevice } from './device-loss';
import { disproof } from './proof';
import { wasmFiles } from './wasm-files';

export type BackendName = 'webgpu' | 'webgl' | 'wasm' | 'cpu';

/** 'embed' also covers fitting heads and predicting with them. */
export type Purpose = 'embed' | 'fine-tune';

export interface ChosenBackend {
  backend: BackendName;
  /** The adapter is a processor pretending to be a GPU. */
  isSoftware: boolean;
  /** The adapter's own name, or ''. */
  adapter: string;
  /** Backends that were tried and not trusted, with the reason. */
  rejected: { backend: string; reason: string }[];
}

export interface BackendOptions {
  /** Tried before all others. */
  prefer?: BackendName;
  /** Where the WebAssembly binaries are; null lets Node find them. Default: where the build put them. */
  wasmPaths?: Record<string, string> | null;
}

interface Candidate {
  name: BackendName;
  /** Passed over where its adapter is of the other sort; null takes either. */
  software: boolean | null;
}

const processor: Adapter = { description: '', isSoftware: false };
const hardware = (name: BackendName): Candidate => ({ name, software: false });
const any = (name: BackendName): Candidate => ({ name, software: null });

/** Best first. A software adapter is slower than WebAssembly at embedding, and the last resort but one for training. */
const candidates: Record<Purpose, Candidate[]> = {
  embed: [hardware('webgpu'), any('wasm'), hardware('webgl'), any('cpu')],
  'fine-tune': [hardware('webgpu'), hardware('webgl'), any('webgpu'), any('cpu')],
};

const chosen: Partial<Record<Purpose, ChosenBackend>> = {};
const options: Partial<Record<Purpose, BackendOptions>> = {};

/**
 * Finds the best backend this machine has for a purpose, proves it with the toy task and makes it the
 * one that purpose's functions compute on. Failures: 'no-backend'.
 */
export async function chooseBackend(
  purpose: Purpose,
  wishes: BackendOptions = {},
): Promise<Outcome<ChosenBackend>> {
  const rejected: ChosenBackend['rejected'] = [];
  const order = wishes.prefer ? [any(wishes.prefer), ...candidates[purpose]] : candidates[purpose];
  for (const candidate of order) {
    const adapter = await tryOut(candidate, purpose, wishes);
    if (typeof adapter === 'string') {
      rejected.push({ backend: candidate.name, reason: adapter });
      continue;
    }
    const choice: ChosenBackend = {
      backend: candidate.name,
      isSoftware: adapter.isSoftware,
      adapter: adapter.description,
      rejected,
    };
    chosen[purpose] = choice;
    options[purpose] = wishes;
    return success(choice);
  }
  const reasons = rejected.map(({ backend, reason }) => `${backend}: ${reason}`);
  return failure('no-backend', reasons.join('; '));
}

/** Its adapter when it may be trusted, else the reason why not. */
async function tryOut(
  { name, software }: Candidate,
  purpose: Purpose,
  wishes: BackendOptions,
): Promise<Adapter | string> {
  try {
    const adapter = await adapterOf(name);
    if (adapter === null) return 'not available here';
    if (software !== null && adapter.isSoftware !== software) {
      return `software adapter (${adapter.description})`;
    }
    await prepare(name, wishes);
    if (!(await tf.setBackend(name))) return 'did not start';
    const reason = await disproof(purpose === 'fine-tune' ? 3 : 0);
    if (reason !== null) return reason;
    watchDevice(name);
    return adapter;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function adapterOf(name: BackendName): Promise<Adapter | null> {
  if (name === 'webgpu') return webgpuAdapter();
  if (name === 'webgl') return webglAdapter();
  if (name === 'wasm') return typeof WebAssembly === 'undefined' ? null : processor;
  return processor;
}

/** Backends load when they are first tried: most machines need one or two of the four. */
async function prepare(name: BackendName, wishes: BackendOptions): Promise<void> {
  if (name === 'webgpu') await import('@tensorflow/tfjs-backend-webgpu');
  else if (name === 'webgl') await import('@tensorflow/tfjs-backend-webgl');
  else if (name === 'cpu') await import('@tensorflow/tfjs-backend-cpu');
  else {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    // Threads need cross-origin isolation, which the app does without, and hang when minified.
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    const paths = wishes.wasmPaths === undefined ? wasmFiles : wishes.wasmPaths;
    if (paths !== null && tf.findBackend('wasm') === null) setWasmPaths(paths);
  }
}

/**
 * Makes a purpose's backend the current one. Called before every synchronous section that touches
 * tensors: between two awaits another purpose may have taken its turn. Without a choice the current
 * backend stays.
 */
export function enter(purpose: Purpose): void {
  const name = chosen[purpose]?.backend;
  // For a backend that has started, everything happens before the promise is returned.
  if (name !== undefined && tf.getBackend() !== name) void tf.setBackend(name);
}

/** The backend a purpose computes on: its choice, else the current one. */
export function backendOf(purpose: Purpose): string {
  return chosen[purpose]?.backend ?? tf.getBackend();
}

/**
 * After 'gpu-lost': throws the dead backend away, with every tensor on it, and chooses anew. Backbones
 * loaded before must be loaded again. A device that lives is left alone: another purpose may have
 * recovered it already. Failures: 'no-backend'.
 */
export async function recoverBackend(purpose: Purpose): Promise<Outcome<ChosenBackend>> {
  const name = chosen[purpose]?.backend;
  if (name !== undefined && lossOf(name) !== null) {
    const factory = tf.findBackendFactory(name);
    tf.removeBackend(name);
    tf.registerBackend(name, factory);
  }
  delete chosen[purpose];
  return chooseBackend(purpose, options[purpose]);
}
