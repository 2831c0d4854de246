import { page } from 'vitest/browser';
import { afterEach, describe, expect, it } from 'vitest';
import { getProject, updateProject } from '../../../src/collection/projects';
import type { Run } from '../../../src/collection/records';
import { createRun, putIntoService, updateRun } from '../../../src/collection/runs';
import ReviewScreen from '../../../src/review/ReviewScreen.svelte';
import { clearAway, show } from '../labeling/show-screen';
import { makeCollection, type SmallCollection } from '../labeling/small-collection';

afterEach(clearAway);

const estimate = (value: number, low: number, high: number, n: number) => ({ value, low, high, n });

const evaluation: NonNullable<Run['evaluation']> = {
  n: 40,
  accuracy: estimate(0.85, 0.71, 0.93, 40),
  macroF1: estimate(0.8, 0.66, 0.9, 40),
  classes: [
    { label: 0, n: 20, precision: 0.9, recall: estimate(0.95, 0.76, 0.99, 20), f1: 0.92 },
    { label: 1, n: 14, precision: 0.8, recall: estimate(0.36, 0.16, 0.61, 14), f1: 0.5 },
    { label: 2, n: 6, precision: 0.7, recall: estimate(1, 0.6, 1, 6), f1: 0.82 },
  ],
  confusion: [
    [19, 1, 0],
    [6, 5, 3],
    [0, 0, 6],
  ],
  baselines: {
    majority: estimate(0.5, 0.35, 0.65, 40),
    neighbours: estimate(0.7, 0.55, 0.82, 40),
  },
};

async function measured(collection: SmallCollection): Promise<void> {
  const { project, labels } = collection;
  const run = await createRun(project.id, {
    recipe: { kind: 'head', settings: { l2: 'auto', balance: true } },
    seed: 1,
    startedFrom: project.backbone,
    snapshotId: null,
    device: 'wasm',
    appVersion: '0.1.0',
  });
  await updateRun(run.id, {
    status: 'done',
    version: 3,
    evaluation,
    evaluatedLabels: labels.map(({ id }) => id),
  });
  await putIntoService(project.id, run.id);
}

async function visit({ project }: SmallCollection): Promise<void> {
  const row = await getProject(project.id);
  if (!row) throw new Error('The collection is gone.');
  show(ReviewScreen, { project: row });
}

describe('the place to review', () => {
  it('says what it is for, and the one next thing, before anything was measured', async () => {
    await visit(await makeCollection({ pictures: 4 }));
    await expect.element(page.getByText('Nothing has been measured yet')).toBeVisible();
    await expect
      .element(page.getByRole('link', { name: 'Go on labelling' }))
      .toHaveAttribute('href', expect.stringMatching(/\/label$/) as unknown);
  });

  it('gives every number with its sample and interval, beside the baselines', async () => {
    const collection = await makeCollection({ pictures: 4 });
    await measured(collection);
    await visit(collection);
    await expect
      .element(page.getByText(/Of 40.benchmark pictures it got 85.% right/))
      .toBeVisible();
    await expect.element(page.getByText(/interval 66–90.%, on 40.pictures/)).toBeVisible();
    await expect
      .element(page.getByText(/always saying the most frequent label \(50.%\)/))
      .toBeVisible();
  });

  it('names the classes it fails at and what it takes for what', async () => {
    const collection = await makeCollection({ pictures: 4 });
    await measured(collection);
    await visit(collection);
    await expect.element(page.getByText(/misses more than half of “Moss”/)).toBeVisible();
    await expect.element(page.getByText('It took “Moss” for “Fern” 6 times.')).toBeVisible();
    const matrix = page.getByRole('region', { name: 'What it takes for what' });
    await expect.element(matrix.getByRole('row', { name: /^Moss 6 5 3$/ })).toBeInTheDocument();
    const classes = page.getByRole('region', { name: 'Label by label' });
    await expect
      .element(classes.getByRole('row', { name: /Moss 14 36.% 16–61.% 80.% 50.%/ }).first())
      .toBeInTheDocument();
  });

  it('holds the goals against it', async () => {
    const collection = await makeCollection({ pictures: 4 });
    await measured(collection);
    await updateProject(collection.project.id, {
      criteria: {
        optimise: { kind: 'macro-f1' },
        floors: [{ metric: { kind: 'accuracy' }, atLeast: 0.9 }],
      },
    });
    await visit(collection);
    await expect.element(page.getByText(/Keep accuracy at 90.% or above/)).toBeVisible();
    await expect.element(page.getByText(/Not met: 85.%/)).toBeVisible();
  });
});
