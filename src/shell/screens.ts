/** The screens, each fetched when it is first visited, and what their pages are called. */
import type { Component } from 'svelte';
import type { Project } from '../collection/records';
import type { Machine } from '../workers/machine';
import type { Place } from './route.svelte';

/** Every screen takes the live row of its collection and the machine beside it. */
export type Screen = Component<{ project: Project; machine: Machine }>;

const screens: Record<Place, () => Promise<{ default: Screen }>> = {
  collection: () => import('../intake/CollectionScreen.svelte'),
  labels: () => import('../projects/LabelsScreen.svelte'),
  label: () => import('../labeling/DeskScreen.svelte'),
  grid: () => import('../labeling/GridScreen.svelte'),
  train: () => import('../training/TrainScreen.svelte'),
  review: () => import('../review/ReviewScreen.svelte'),
  'take-away': () => import('../takeaway/TakeAwayScreen.svelte'),
};

export async function screenAt(place: Place): Promise<Screen> {
  return (await screens[place]()).default;
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
