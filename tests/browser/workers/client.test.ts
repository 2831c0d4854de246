import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  workerClient,
  remoteCallback,
  type WorkerClient,
  type ClientOptions,
} from '../../../src/workers/client';
import type { Clerk } from './clerk.worker';

const workers: Worker[] = [];
const clients: WorkerClient<Clerk>[] = [];

function client(options: Partial<ClientOptions> = {}): WorkerClient<Clerk> {
  const clerk = workerClient<Clerk>(
    (name) => {
      const url = new URL('./clerk.worker.ts', import.meta.url);
      const worker = new Worker(url, { type: 'module', name });
      workers.push(worker);
      return worker;
    },
    // Patient, so that on a busy machine nobody goes home, or is sent, but where a test is about that.
    { idleMs: 600_000, graceMs: 120_000, ...options },
  );
  clients.push(clerk);
  return clerk;
}

function identity(clerk: WorkerClient<Clerk>) {
  return clerk.ask((api) => api.identity());
}

afterEach(() => {
  for (const clerk of clients.splice(0)) clerk.close();
  workers.splice(0);
  vi.restoreAllMocks();
});

describe('a worker client', () => {
  it('starts at the first call and answers', async () => {
    const clerk = client();
    expect(workers).toHaveLength(0);
    expect(await clerk.call((api) => api.add(2, 3))).toEqual({ ok: true, value: 5 });
    expect(workers).toHaveLength(1);
  });

  it('passes its own failures on', async () => {
    expect(await client().call((api) => api.refuse())).toEqual({
      ok: false,
      problem: { kind: 'not-found', detail: 'as agreed' },
    });
  });

  it('stays the same from call to call', async () => {
    const clerk = client();
    expect(await identity(clerk)).toEqual(await identity(clerk));
  });

  it('calls back', async () => {
    const heard: number[] = [];
    const listen = remoteCallback((at: number) => {
      heard.push(at);
    });
    await client().ask((api) => api.count(3, listen));
    await expect.poll(() => heard).toEqual([1, 2, 3]);
  });
});

describe('when it crashes', () => {
  it('an exception fails the call and nothing else', async () => {
    const console = vi.spyOn(globalThis.console, 'error').mockImplementation(() => undefined);
    const clerk = client();
    const before = await identity(clerk);
    expect(await clerk.ask((api) => api.stumble())).toMatchObject({
      problem: { kind: 'worker-crashed', detail: 'Error: the clerk stumbled' },
    });
    expect(console).toHaveBeenCalledOnce();
    expect(await identity(clerk)).toEqual(before);
  });

  it('an error nobody caught fails every pending call, and the next one finds a new worker', async () => {
    const clerk = client();
    const before = await identity(clerk);
    const waiting = clerk.call((api) => api.waitStubbornly());
    const collapsed = await clerk.ask((api) => api.collapse());
    expect(collapsed).toMatchObject({ ok: false, problem: { kind: 'worker-crashed' } });
    expect(await waiting).toEqual(collapsed);
    expect(await identity(clerk)).not.toEqual(before);
  });

  it('being killed without a word is noticed', async () => {
    const clerk = client();
    await identity(clerk);
    expect(await clerk.ask((api) => api.vanish())).toMatchObject({
      problem: { kind: 'worker-crashed', detail: 'the worker was killed' },
    });
  });

  it('being terminated from outside is noticed', async () => {
    const clerk = client();
    await identity(clerk);
    const waiting = clerk.call((api) => api.waitStubbornly());
    workers[0]?.terminate();
    expect(await waiting).toMatchObject({ problem: { kind: 'worker-crashed' } });
  });

  it('a worker that cannot be started fails its call', async () => {
    const clerk = workerClient<Clerk>(
      (name) => new Worker('data:text/javascript,throw new Error()', { type: 'module', name }),
    );
    expect(await clerk.call((api) => api.add(1, 1))).toMatchObject({
      problem: { kind: 'worker-crashed' },
    });
  });
});

describe('when a call is aborted', () => {
  it('before it began, nothing is started', async () => {
    expect(await client().call((api) => api.add(1, 1), AbortSignal.abort())).toMatchObject({
      problem: { kind: 'aborted' },
    });
    expect(workers).toHaveLength(0);
  });

  it('before its worker is alive, it is not begun', async () => {
    const clerk = client();
    const controller = new AbortController();
    const call = clerk.call((api) => api.waitStubbornly(), controller.signal);
    controller.abort();
    expect(await call).toMatchObject({ problem: { kind: 'aborted' } });
  });

  it('before its worker is alive, others that wait for the same worker keep it', async () => {
    const clerk = client({ graceMs: 0 });
    const controller = new AbortController();
    const call = clerk.call((api) => api.waitStubbornly(), controller.signal);
    const bystander = identity(clerk);
    controller.abort();
    expect(await call).toMatchObject({ problem: { kind: 'aborted' } });
    expect(await bystander).toMatchObject({ ok: true });
    expect(workers).toHaveLength(1);
  });

  it('a worker that stops in good order gives its own answer and stays', async () => {
    const clerk = client();
    const before = await identity(clerk);
    const controller = new AbortController();
    const call = clerk.call((api, job) => api.waitPatiently(job), controller.signal);
    await identity(clerk);
    controller.abort();
    expect(await call).toEqual({ ok: true, value: 'stopped in good order' });
    expect(await identity(clerk)).toEqual(before);
  });

  it('one that does not is terminated after its grace period', async () => {
    const clerk = client({ graceMs: 50 });
    const before = await identity(clerk);
    const controller = new AbortController();
    const stubborn = clerk.call((api) => api.waitStubbornly(), controller.signal);
    const bystander = clerk.call((api) => api.waitStubbornly());
    await identity(clerk);
    controller.abort();
    expect(await stubborn).toMatchObject({ problem: { kind: 'aborted' } });
    expect(await bystander).toMatchObject({ problem: { kind: 'worker-crashed' } });
    expect(await identity(clerk)).not.toEqual(before);
  });
});

describe('when there is nothing to do', () => {
  it('it goes home after its idle time, and a later call finds a new one', async () => {
    const clerk = client({ idleMs: 30 });
    const before = await identity(clerk);
    const atWork = async () => {
      const { held } = await navigator.locks.query();
      return held?.filter(({ name }) => name?.startsWith('vitrine-worker'));
    };
    await expect.poll(atWork).toEqual([]);
    expect(await identity(clerk)).not.toEqual(before);
  });

  it('a long call is not idleness', async () => {
    const clerk = client({ idleMs: 1 });
    const controller = new AbortController();
    const call = clerk.call((api, job) => api.waitPatiently(job), controller.signal);
    await clerk.ask((api) => api.identity());
    await new Promise((resolve) => setTimeout(resolve, 100));
    controller.abort();
    expect(await call).toMatchObject({ ok: true });
    expect(workers).toHaveLength(1);
  });

  it('closed, it answers pending calls with "aborted"', async () => {
    const clerk = client();
    const waiting = clerk.call((api) => api.waitStubbornly());
    clerk.close();
    expect(await waiting).toMatchObject({ problem: { kind: 'aborted' } });
  });
});
