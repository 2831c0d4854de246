/**
 * The page's side of its workers: each is started at the first call, can be aborted call by call, ends
 * when idle and is replaced after a crash. Every pending call is answered, whatever becomes of the worker.
 */
import { proxy, wrap, type ProxyMarked, type Remote } from 'comlink';
import { failure, success, type Outcome } from '../outcome';
import { watchLiveness } from './liveness';
import type { ArchiveApi } from './protocol/archive';
import type { TableImportApi } from './protocol/table-import';
import type { Abortable, JobId } from './protocol/calls';
import type { CatalogueApi } from './protocol/catalogue';
import type { PicturesApi } from './protocol/pictures';
import type { TrainerApi } from './protocol/trainer';
import type { LabelImportApi } from './protocol/label-import';

type Work<Api, T> = (api: Remote<Api>, job: JobId) => Promise<T>;

export interface WorkerClient<Api extends Abortable> {
  /**
   * Runs one call that answers with an Outcome. Fails with 'worker-crashed' when the worker dies or
   * throws, and with 'aborted' when the signal fires and the worker does not stop within its grace
   * period (it is then terminated); a worker that stops in time gives its own answer.
   */
  call<T>(work: Work<Api, Outcome<T>>, signal?: AbortSignal): Promise<Outcome<T>>;
  /** The same for a call that answers with a plain value. */
  ask<T>(work: Work<Api, T>, signal?: AbortSignal): Promise<Outcome<T>>;
  /** Ends the worker at once; pending calls fail with 'aborted'. A later call starts a new one. */
  close(): void;
}

export interface ClientOptions {
  /** Idle time after which the worker is ended, in milliseconds. */
  idleMs: number;
  /** How long an aborted call may take to stop before its worker is terminated, in milliseconds. */
  graceMs: number;
}

interface Connection<Api> {
  readonly worker: Worker;
  readonly api: Remote<Api>;
  /** Answers every pending call with a failure. */
  readonly pending: Set<(outcome: Outcome<never>) => void>;
  readonly watch: AbortController;
  readonly ready: Promise<void>;
}

/** `start` receives the name that the worker must carry: its sign of life hangs on it (see liveness.ts). */
export function workerClient<Api extends Abortable>(
  start: (name: string) => Worker,
  options: ClientOptions = { idleMs: 10_000, graceMs: 5_000 },
): WorkerClient<Api> {
  let current: Connection<Api> | null = null;
  let idle: ReturnType<typeof setTimeout> | undefined;

  function connect(): Connection<Api> {
    const name = `vitrine-worker-${crypto.randomUUID()}`;
    const worker = start(name);
    const watch = new AbortController();
    const crashed = (detail: string) => release(connection, failure('worker-crashed', detail));
    const connection: Connection<Api> = {
      worker,
      api: wrap<Api>(worker),
      pending: new Set(),
      watch,
      ready: watchLiveness(worker, name, watch.signal, () => crashed('the worker was killed')),
    };
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      crashed(event.message || 'the worker could not be started');
    });
    worker.addEventListener('messageerror', () => crashed('a message could not be read'));
    return connection;
  }

  function release(connection: Connection<Api>, answer: Outcome<never>) {
    if (current === connection) {
      current = null;
      clearTimeout(idle);
    }
    connection.watch.abort();
    connection.worker.terminate();
    for (const settle of [...connection.pending]) settle(answer);
  }

  function call<T>(work: Work<Api, Outcome<T>>, signal?: AbortSignal): Promise<Outcome<T>> {
    if (signal?.aborted) return Promise.resolve(failure('aborted'));
    const connection = (current ??= connect());
    const { api, pending } = connection;
    const job = crypto.randomUUID();
    clearTimeout(idle);

    return new Promise((resolve) => {
      let isBegun = false;
      let grace: ReturnType<typeof setTimeout> | undefined;
      const settle = (outcome: Outcome<T>) => {
        if (!pending.delete(settle)) return;
        clearTimeout(grace);
        signal?.removeEventListener('abort', stop);
        resolve(outcome);
        if (pending.size === 0 && current === connection)
          idle = setTimeout(() => release(connection, failure('aborted')), options.idleMs);
      };
      const stop = () => {
        // Still being started, it has nothing to stop, and others may wait for it.
        if (!isBegun) return settle(failure('aborted'));
        void api.abort(job);
        grace = setTimeout(() => {
          settle(failure('aborted'));
          release(connection, failure('worker-crashed', 'stopped together with another call'));
        }, options.graceMs);
      };
      pending.add(settle);
      signal?.addEventListener('abort', stop);
      void (async () => {
        try {
          await connection.ready;
          if (!pending.has(settle)) return;
          isBegun = true;
          settle(await work(api, job));
        } catch (error) {
          console.error(error);
          settle(failure('worker-crashed', String(error)));
        }
      })();
    });
  }

  return {
    call,
    ask: (work, signal) => call(async (api, job) => success(await work(api, job)), signal),
    close: () => {
      if (current !== null) release(current, failure('aborted'));
    },
  };
}

/** Lets a function of the page be called by a worker: pass the result as the callback argument. */
export function remoteCallback<F extends (...values: never[]) => void>(
  callback: F,
): F & ProxyMarked {
  return proxy(callback);
}

/** For those that are asked the next thing while they stop at the last: terminated, they fail both. */
const patientGraceMs = 30_000;

/** One worker owns the GPU; its idle time is long because starting a backend is slow. */
export function trainerClient(): WorkerClient<TrainerApi> {
  return workerClient<TrainerApi>(
    (name) => new Worker(new URL('./trainer.worker.ts', import.meta.url), { type: 'module', name }),
    { idleMs: 120_000, graceMs: patientGraceMs },
  );
}

/** Enough to keep the processor busy, and one core left for the person. */
export function pictureWorkerCount(cores = navigator.hardwareConcurrency): number {
  return Math.min(4, Math.max(1, cores - 1));
}

/** Workers that bring pictures in; each works at one batch at a time. */
export function pictureClients(count = pictureWorkerCount()): WorkerClient<PicturesApi>[] {
  return Array.from({ length: count }, () =>
    workerClient<PicturesApi>(
      (name) =>
        new Worker(new URL('./pictures.worker.ts', import.meta.url), { type: 'module', name }),
    ),
  );
}

/** Writes and reads backups. */
export function archiveClient(): WorkerClient<ArchiveApi> {
  return workerClient<ArchiveApi>(
    (name) => new Worker(new URL('./archive.worker.ts', import.meta.url), { type: 'module', name }),
  );
}

/** Reads tables, describes and groups pictures. */
export function tableImportClient(): WorkerClient<TableImportApi> {
  return workerClient<TableImportApi>(
    (name) =>
      new Worker(new URL('./table-import.worker.ts', import.meta.url), { type: 'module', name }),
    { idleMs: 10_000, graceMs: patientGraceMs },
  );
}

/** Finds pictures. What it has read of a collection is kept for as long as somebody follows it. */
export function catalogueClient(): WorkerClient<CatalogueApi> {
  return workerClient<CatalogueApi>(
    (name) =>
      new Worker(new URL('./catalogue.worker.ts', import.meta.url), { type: 'module', name }),
    { idleMs: 60_000, graceMs: patientGraceMs },
  );
}

/** Looks into archives and files of labels. */
export function labelImportClient(): WorkerClient<LabelImportApi> {
  return workerClient<LabelImportApi>(
    (name) =>
      new Worker(new URL('./label-import.worker.ts', import.meta.url), { type: 'module', name }),
  );
}
