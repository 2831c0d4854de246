/** The screens, each fetched when it is first visited, and what their pages are called. */
import type { Component } from 'svelte';
import type { Project } from '../collection/records';
import type { Machine } from '../workers/machine';
import type { Place } from './route.svelte';

/** Every screen takes the live row of its collection and the machine beside it. */
export type Screen = Component<{ project: Project; machine: Machine }>;

const found = import.meta.glob<{ default: Screen }>('../*/*Screen.svelte');

const files: Record<Place, string> = {
  collection: '../intake/CollectionScreen.svelte',
  labels: '../projects/LabelsScreen.svelte',
  label: '../labeling/DeskScreen.svelte',
  grid: '../labeling/GridScreen.svelte',
  train: '../training/TrainScreen.svelte',
  review: '../review/ReviewScreen.svelte',
  'take-away': '../takeaway/TakeAwayScreen.svelte',
};

export async function screenAt(place: Place): Promise<{ default: Screen }> {
  const load = found[files[place]];
  if (load === undefined) throw new Error(`There is no screen at ${files[place]}`);
  return load();
}

export const titles: Record<Place, string> = {
  collection: 'Collection',
  labels: 'Labels',
  label: 'Label',
  grid: 'Review in a grid',
  train: 'Train',
  review: 'Review',
  'take-away': 'Take away',
};
