import { afterEach, describe, expect, it } from 'vitest';
import { bundledEntry, bundledNetworks } from '../../../src/collection/backbone-catalogue';
import type { Tasks } from './model.worker';

let worker: Worker | undefined;

afterEach(() => {
  worker?.terminate();
});

type Found<Task extends keyof Tasks> = Awaited<ReturnType<Tasks[Task]>>;

async function ask<Task extends keyof Tasks>(task: Task, argument = ''): Promise<Found<Task>> {
  worker = new Worker(new URL('./model.worker.ts', import.meta.url), { type: 'module' });
  const asked = worker;
  return new Promise<Found<Task>>((resolve, reject) => {
    asked.onmessage = ({ data }: MessageEvent<{ value: Found<Task>; error?: string }>) => {
      if (data.error === undefined) resolve(data.value);
      else reject(new Error(data.error));
    };
    asked.onerror = ({ message }) => reject(new Error(message));
    asked.postMessage([task, argument]);
  });
}

describe('in a module worker', { timeout: 240_000 }, () => {
  it('the bundled backbone loads from the own origin and embeds on WebAssembly', async () => {
    const found = await ask('embedBundled', `${location.origin}/`);
    expect(found).toMatchObject({
      backend: 'wasm',
      dims: 640,
      left: 0,
      sha256: bundledEntry.sha256,
    });
    expect(found.vectors).toHaveLength(10 * 640);
    expect(found.vectors.every(Number.isFinite)).toBe(true);
  });

  it('LiteRT gives the vectors that TensorFlow.js gives, within a thousandth of their length', async () => {
    const gaps = await ask('embedOnBoth', `${location.origin}/`);
    expect(Object.keys(gaps)).toEqual([...bundledNetworks.keys()]);
    for (const gap of Object.values(gaps)) expect(gap).toBeLessThan(1e-3);
  });

  it('fine-tuning on WebGPU lowers the loss while heads are fitted on WebAssembly', async () => {
    const { backend, epochs, heads, left } = await ask('trainDeeper');
    expect(backend).toBe('webgpu');
    expect(epochs).toHaveLength(4);
    expect(epochs[3]!.loss).toBeLessThan(epochs[0]!.loss);
    expect(heads).toBeGreaterThan(0);
    expect(left).toBe(0);
  });

  it('a lost device is noticed and recovered, and the run goes on where it was', async () => {
    const { failure, recovered, losses, expected } = await ask('loseDevice');
    expect(failure).toBe('gpu-lost');
    expect(recovered).toBe('webgpu');
    expect(losses).toHaveLength(4);
    losses.forEach((loss, at) => expect(loss).toBeCloseTo(expected[at]!, 4));
  });

  it('a backbone on a lost device says so until it is loaded again', async () => {
    const { kinds, told, backends, expected, found } = await ask('loseBackbone');
    expect(kinds).toEqual(['gpu-lost', 'gpu-lost', 'gpu-lost']);
    expect(told).toBe(1);
    expect(backends).toEqual(['webgpu', 'webgpu']);
    expect(found).toEqual(expected);
  });
});
