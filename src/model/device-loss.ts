/** Notices when a graphics device goes away: driver reset, laptop undocked, too much memory asked for. */
import * as tf from '@tensorflow/tfjs-core';
import { failure } from '../outcome';
import type { Outcome } from '../outcome';

type Listener = (reason: string) => void;

const listeners = new Set<Listener>();
const watched = new WeakSet<object>();
const lost = new WeakMap<object, string>();
/** Reads under way on a device, to be rejected when it is lost: of itself such a read may never settle. */
const reads = new Set<Listener>();

/** What reads under way on a device are rejected with when it is lost. */
export class DeviceLost extends Error {
  override readonly name = 'DeviceLost';
}

/** Calls back each time a device is lost. Returns how to stop listening. */
export function onDeviceLost(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Why a backend's device is gone, or null while it is there (or never was). */
export function lossOf(backendName: string): string | null {
  const backend: unknown = tf.findBackend(backendName);
  if (typeof backend !== 'object' || backend === null) return null;
  if (isWebgl(backend) && backend.gpgpu.gl.isContextLost()) return 'WebGL context lost';
  return lost.get(backend) ?? null;
}

/** Begins to watch a backend that has started. */
export function watchDevice(backendName: string): void {
  const backend: unknown = tf.findBackend(backendName);
  if (typeof backend !== 'object' || backend === null || watched.has(backend)) return;
  watched.add(backend);
  const tell = (reason: string) => {
    lost.set(backend, reason);
    for (const listener of [...listeners, ...reads]) listener(reason);
  };
  if (isWebgpu(backend)) {
    void backend.device.lost.then(({ reason, message }) => tell(message || reason));
  } else if (isWebgl(backend)) {
    backend.gpgpu.gl.canvas.addEventListener('webglcontextlost', () => tell('WebGL context lost'));
  }
}

/** Does `work`; where a device is lost meanwhile, that is the failure 'gpu-lost'. Other errors pass. */
export async function unlessLost<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DeviceLost) return failure('gpu-lost', error.message);
    throw error;
  }
}

/**
 * Settles as `work` does (a read from the current backend), or rejects with DeviceLost when a device is
 * lost meanwhile or was lost before.
 */
export async function whileDeviceLives<T>(work: Promise<T>): Promise<T> {
  const before = lossOf(tf.getBackend());
  if (before !== null) {
    work.catch(() => undefined);
    throw new DeviceLost(before);
  }
  let reject: Listener | undefined;
  const death = new Promise<never>((_, fail) => {
    reject = (reason) => fail(new DeviceLost(reason));
    reads.add(reject);
  });
  try {
    return await Promise.race([work, death]);
  } finally {
    if (reject !== undefined) reads.delete(reject);
  }
}

function isWebgpu(backend: object): backend is { device: GPUDevice } {
  return 'device' in backend && backend.device !== undefined;
}

interface WebglBackend {
  gpgpu: { gl: { isContextLost(): boolean; canvas: EventTarget } };
}

function isWebgl(backend: object): backend is WebglBackend {
  return 'gpgpu' in backend && backend.gpgpu !== undefined;
}
