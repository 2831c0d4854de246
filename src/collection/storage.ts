/** The room the browser gives us: asking to keep it, measuring it, and running out of it. */
import { failure, success, type Outcome } from '../outcome';

export type Persistence = 'granted' | 'denied' | 'unsupported';

export interface StorageState {
  /** Bytes in use and bytes allowed, for the whole origin; null where the browser does not say. */
  usage: number | null;
  quota: number | null;
  /** True when the browser has promised not to clear it by itself. */
  persisted: boolean;
}

/** What a browser may lack, and what a worker does lack (`persist` is for pages only). */
interface PartialStorage {
  estimate?(): Promise<{ usage?: number; quota?: number }>;
  persist?(): Promise<boolean>;
  persisted?(): Promise<boolean>;
}

function browserStorage(): PartialStorage | undefined {
  const navigator: { storage?: PartialStorage } | undefined = globalThis.navigator;
  return navigator?.storage;
}

/** Asks the browser not to clear the collection by itself. Some browsers ask the person in turn. */
export async function askPersistence(): Promise<Persistence> {
  const storage = browserStorage();
  if (storage?.persist === undefined) return 'unsupported';
  const isPersisted = (await storage.persisted?.()) ?? false;
  return isPersisted || (await storage.persist()) ? 'granted' : 'denied';
}

export async function storageState(): Promise<StorageState> {
  const storage = browserStorage();
  const [estimate, persisted] = await Promise.all([storage?.estimate?.(), storage?.persisted?.()]);
  return {
    usage: estimate?.usage ?? null,
    quota: estimate?.quota ?? null,
    persisted: persisted ?? false,
  };
}

/** True when an error, or one it wraps, says that there is no room left. */
export function isQuotaError(error: unknown): boolean {
  return hasCause(error, (name) => name === 'QuotaExceededError');
}

/**
 * Runs a write. Expected failures: 'quota-exceeded' (a transaction that ran out of room leaves nothing
 * behind) and 'database-unavailable' (it cannot be opened, or was closed). Anything else is thrown on.
 */
export async function guardQuota<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return success(await work());
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    if (isQuotaError(error)) return failure('quota-exceeded', detail);
    if (hasCause(error, (name) => unavailable.has(name))) {
      return failure('database-unavailable', detail);
    }
    throw error;
  }
}

const unavailable = new Set(['DatabaseClosedError', 'MissingAPIError', 'OpenFailedError']);

/**
 * True when an error, or one it wraps, has such a name. An aborted transaction names its reason in
 * `inner`, a bulk write in `failures`.
 */
export function hasCause(error: unknown, matches: (name: string) => boolean, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 4) return false;
  if ('name' in error && typeof error.name === 'string' && matches(error.name)) return true;
  const causes: unknown[] = [];
  if ('inner' in error) causes.push(error.inner);
  if ('cause' in error) causes.push(error.cause);
  if ('failures' in error && Array.isArray(error.failures))
    causes.push(...(error.failures as unknown[]));
  return causes.some((cause) => hasCause(cause, matches, depth + 1));
}
