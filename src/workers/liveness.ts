/**
 * A worker's sign of life. A browser does not say when it has killed a worker (out of memory, say),
 * but it releases the locks the worker held: so every worker holds a lock of its own name for as long
 * as it lives, and the page waits for that lock.
 */
import { expose } from 'comlink';

const greeting = 'alive';

/** In the worker: offers `api` to the page and holds the sign of life. A worker's only statement. */
export function serve(api: object): void {
  // At once, before anything is awaited: messages that arrive before `expose` would be lost.
  expose(api);
  void navigator.locks.request(self.name, () => {
    self.postMessage(greeting);
    return new Promise<never>(() => undefined);
  });
}

/**
 * On the page: resolves when the worker is alive (or `signal` ends the watch first), so that no work
 * is given to one whose death would go unnoticed; from then on, `onDeath` is called when it is gone.
 */
export async function watchLiveness(
  worker: Worker,
  name: string,
  signal: AbortSignal,
  onDeath: () => void,
): Promise<void> {
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve());
    worker.addEventListener('message', ({ data }) => data === greeting && resolve(), { signal });
  });
  if (!signal.aborted) void watch(name, signal, onDeath);
}

async function watch(name: string, signal: AbortSignal, onDeath: () => void): Promise<void> {
  try {
    await navigator.locks.request(name, { signal }, onDeath);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
