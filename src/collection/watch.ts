/**
 * Live reading: a query that runs again whenever a row it has read changes, in this tab, in another
 * one or in a worker. Screens get it from here and so need not know which database stands behind it.
 */
import { liveQuery } from 'dexie';

export interface Subscription {
  unsubscribe(): void;
}

interface Observer<T> {
  next(value: T): void;
  /** The query threw; nothing more comes after that. */
  error?(reason: unknown): void;
}

export interface Observable<T> {
  subscribe(observer: Observer<T> | ((value: T) => void)): Subscription;
}

/**
 * Runs `query` at once for each subscriber, and again after every change to what it read. The query
 * may only read this database: any other wait inside it loses track of what was read. It does not
 * notice state that changes, either: a component reads that outside, in a `$derived.by` around this.
 */
export function watch<T>(query: () => Promise<T>): Observable<T> {
  const observable = liveQuery(query);
  return {
    subscribe(observer) {
      const { next, error } =
        typeof observer === 'function' ? { next: observer, error: undefined } : bind(observer);
      // Without a listener the reason would vanish: as an unhandled error it reaches the boundary.
      return observable.subscribe(next, error ?? ((reason: unknown) => reportError(reason)));
    },
  };
}

function bind<T>(observer: Observer<T>) {
  return {
    next: (value: T) => observer.next(value),
    error: observer.error && ((reason: unknown) => observer.error?.(reason)),
  };
}
