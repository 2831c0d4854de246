/**
 * Where the person is, read from the address after '#'. The hash keeps every link working on any
 * static host; see docs/decisions/0002.
 */
import type { ProjectId } from '../collection/records';

export const places = [
  'collection',
  'labels',
  'label',
  'grid',
  'train',
  'runs',
  'versions',
  'search',
  'review',
  'worth',
  'checks',
  'doubts',
  'second-look',
  'accept',
  'take-away',
  'take-labels',
] as const;
export type Place = (typeof places)[number];

export type Route =
  { kind: 'begin' } | { kind: 'place'; projectId: ProjectId; place: Place } | { kind: 'unknown' };

/** Reads an address such as `#/p/<projectId>/label?item=12`; what follows '?' belongs to the screen. */
export function readRoute(hash: string): Route {
  const path = hash.replace(/^#/, '').split('?')[0] ?? '';
  const [first, id, place, ...rest] = path.split('/').filter((part) => part !== '');
  if (first === undefined) return { kind: 'begin' };
  if (first !== 'p' || id === undefined || rest.length > 0) return { kind: 'unknown' };
  const known = places.find((name) => name === (place ?? 'collection'));
  if (known === undefined) return { kind: 'unknown' };
  return { kind: 'place', projectId: id as ProjectId, place: known };
}

export function addressOf(projectId: ProjectId, place: Place): string {
  return `#/p/${projectId}/${place}`;
}

/** The live route; `stop` ends the listening. */
export function followRoute(): { readonly current: Route; stop: () => void } {
  let current = $state.raw(readRoute(location.hash));
  const read = () => {
    current = readRoute(location.hash);
  };
  addEventListener('hashchange', read);
  return {
    get current() {
      return current;
    },
    stop: () => removeEventListener('hashchange', read),
  };
}
