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
  runs: () => import('../experiments/RunsScreen.svelte'),
  versions: () => import('../experiments/VersionsScreen.svelte'),
  search: () => import('../searching/SearchScreen.svelte'),
  review: () => import('../review/ReviewScreen.svelte'),
  worth: () => import('../checks/WorthScreen.svelte'),
  checks: () => import('../checks/ChecksScreen.svelte'),
  doubts: () => import('../label-errors/LabelErrorsScreen.svelte'),
  'second-look': () => import('../label-errors/SecondLookScreen.svelte'),
  accept: () => import('../label-errors/AcceptScreen.svelte'),
  'take-away': () => import('../export/ExportModelScreen.svelte'),
  'take-labels': () => import('../export/ExportLabelsScreen.svelte'),
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
  runs: 'Runs',
  versions: 'Data versions',
  search: 'Find better settings',
  review: 'Review',
  worth: 'Is it worth it',
  checks: 'Data checks',
  doubts: 'Doubtful labels',
  'second-look': 'Your consistency',
  accept: 'Auto-label',
  'take-away': 'Export',
  'take-labels': 'Labels and documentation',
};
