/** A place with several rooms has a line of links above them; this says which rooms belong together. */
import type { Place } from './route.svelte';

interface Parts {
  /** What these are the parts of, for screen readers. */
  readonly label: string;
  readonly rooms: readonly { readonly place: Place; readonly label: string }[];
}

const groups: readonly Parts[] = [
  {
    label: 'Parts of the collection',
    rooms: [
      { place: 'collection', label: 'Pictures' },
      { place: 'labels', label: 'Labels and goals' },
    ],
  },
  {
    label: 'Parts of training',
    rooms: [
      { place: 'train', label: 'Train' },
      { place: 'runs', label: 'Runs' },
      { place: 'versions', label: 'Data versions' },
      { place: 'search', label: 'Find better settings' },
    ],
  },
  {
    label: 'Parts of the review',
    rooms: [
      { place: 'review', label: 'How good is it' },
      { place: 'worth', label: 'Is it worth it' },
      { place: 'checks', label: 'Data checks' },
      { place: 'doubts', label: 'Doubtful labels' },
      { place: 'second-look', label: 'Your consistency' },
      { place: 'accept', label: 'Auto-label' },
    ],
  },
  {
    label: 'Parts of exporting',
    rooms: [
      { place: 'take-away', label: 'Model' },
      { place: 'take-labels', label: 'Labels and documentation' },
    ],
  },
];

/** The rooms beside this one; null where it stands alone. */
export function partsAround(place: Place): Parts | null {
  return groups.find(({ rooms }) => rooms.some((room) => room.place === place)) ?? null;
}
