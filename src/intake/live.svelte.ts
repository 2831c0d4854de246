import { watch } from '../collection/watch';

/**
 * A live reading for the life of a component. `queryOf` reads what is reactive and returns the query;
 * when that changes, the reading before stays until the new one has arrived, so that nothing flickers.
 */
export function live<T>(queryOf: () => () => Promise<T>): { readonly current: T | undefined } {
  let current = $state.raw<T>();
  $effect(() => {
    const reading = watch(queryOf()).subscribe((value) => {
      current = value;
    });
    return () => reading.unsubscribe();
  });
  return {
    get current() {
      return current;
    },
  };
}
