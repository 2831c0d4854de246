/** The facts of a collection with something in every field, for the tests of its papers. */
import type { CollectionFacts } from '../../../src/exchange/collection-facts';
import { classes, hostile } from './pictures';

const at = Date.UTC(2026, 10, 20, 20, 50);
const hash = (digit: string) => digit.repeat(64);

export const collected: CollectionFacts = {
  id: '11111111-0000-4000-8000-000000000000',
  name: 'Herbarium "sheets": 1890–1920 #1',
  task: 'single',
  createdAt: at - 9e8,
  isSample: false,
  labels: classes.map((label, place) => ({
    ...label,
    pictures: place,
    guideline: hostile[place]!,
  })),
  pictures: {
    total: 1200,
    roles: {
      pool: { total: 900, decided: 300 },
      check: { total: 120, decided: 60 },
      benchmark: { total: 180, decided: 100 },
    },
    labelled: 450,
    none: 6,
    cannotTell: 4,
    skipped: 3,
    open: 737,
    restricted: 12,
    withNote: 5,
    folders: 8,
    types: [
      { type: 'image/jpeg', pictures: 1190 },
      { type: 'image/png', pictures: 10 },
    ],
    bytes: 3_400_000_000,
    longestSide: { least: 600, median: 4000, most: 9000 },
    imported: { first: at - 8e8, last: at - 7e8 },
  },
  annotators: [
    { name: 'Ada: "the\n# botanist"', decisions: 400, first: at - 6e8, last: at - 1e8 },
    { name: '', decisions: 60, first: at - 6e7, last: at - 1e7 },
  ],
  decisions: {
    given: 460,
    takenBack: 7,
    sources: [
      { source: 'desk', answers: 400 },
      { source: 'grid', answers: 60 },
    ],
    withSuggestion: 200,
    followed: 170,
    medianMs: 2300,
  },
  accepted: 300,
  secondLooks: 25,
  goals: { optimise: { kind: 'macro-f1' }, floors: [] },
  versions: [
    { id: hash('a'), name: 'Before the "audit"', at: at - 5e7, pictures: 400 },
    { id: hash('b'), name: '', at, pictures: 456 },
  ],
  runs: [
    {
      id: '22222222-0000-4000-8000-000000000000',
      number: 1,
      version: 12,
      recipe: 'head',
      startedAt: at - 5e7,
      finishedAt: at - 4e7,
      versionId: hash('a'),
      startedFrom: hash('c'),
      backbone: hash('c'),
      device: 'wasm > "fast"\n',
      appVersion: '0.1.0',
      accuracy: { value: 0.84, low: 0.77, high: 0.9, n: 100 },
      isServing: true,
    },
    {
      id: '33333333-0000-4000-8000-000000000000',
      number: 2,
      version: 1,
      recipe: 'fine-tune',
      startedAt: at - 3e7,
      finishedAt: at - 2e7,
      versionId: hash('b'),
      startedFrom: hash('c'),
      backbone: hash('d'),
      device: 'webgpu',
      appVersion: '0.1.0',
      accuracy: null,
      isServing: false,
    },
  ],
  backbones: [
    {
      hash: hash('c'),
      name: 'vitrine-cnn',
      licence: 'Apache-2.0',
      source: 'https://models.example.org/cnn',
    },
    { hash: hash('d'), name: 'vitrine-cnn', licence: '', source: 'trained further in run 2' },
  ],
  appVersion: '0.1.0',
  at,
};

/** One in which nothing has happened yet. */
export const empty: CollectionFacts = {
  ...collected,
  labels: [],
  pictures: {
    total: 0,
    roles: {
      pool: { total: 0, decided: 0 },
      check: { total: 0, decided: 0 },
      benchmark: { total: 0, decided: 0 },
    },
    labelled: 0,
    none: 0,
    cannotTell: 0,
    skipped: 0,
    open: 0,
    restricted: 0,
    withNote: 0,
    folders: 0,
    types: [],
    bytes: 0,
    longestSide: null,
    imported: null,
  },
  annotators: [],
  decisions: {
    given: 0,
    takenBack: 0,
    sources: [],
    withSuggestion: 0,
    followed: 0,
    medianMs: null,
  },
  accepted: 0,
  secondLooks: 0,
  goals: null,
  versions: [],
  runs: [],
  backbones: [],
};
