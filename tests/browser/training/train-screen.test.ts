import { page, userEvent } from 'vitest/browser';
import { afterEach, describe, expect, it } from 'vitest';
import { saveBackbone } from '../../../src/collection/backbones';
import { bundledBackbone, earlierBundled } from '../../../src/collection/backbone-catalogue';
import { getProject, updateProject } from '../../../src/collection/projects';
import type { BackboneHash, Project } from '../../../src/collection/records';
import type { Run } from '../../../src/collection/training-records';
import {
  appendEpoch,
  createRun,
  getRun,
  putIntoService,
  updateRun,
  type RunPatch,
} from '../../../src/collection/runs';
import TrainScreen from '../../../src/training/TrainScreen.svelte';
import { usualFineTune, usualHead } from '../../../src/training/recipes';
import { clearAway, show } from '../labeling/show-screen';
import { machineWith, makeCollection } from '../labeling/small-collection';

afterEach(clearAway);

async function addRun(
  project: Project,
  kind: 'head' | 'fine-tune',
  change: RunPatch,
): Promise<Run> {
  const run = await createRun(project.id, {
    recipe: kind === 'head' ? { kind, settings: usualHead } : { kind, settings: usualFineTune },
    seed: 1,
    startedFrom: project.backbone,
    snapshotId: null,
    device: 'webgpu',
    appVersion: '0.1.0',
  });
  await updateRun(run.id, { version: 1, status: 'done', ...change });
  return run;
}

/** A collection with a serving head run, as the shell would hand it to the screen. */
async function served(): Promise<{ project: Project; serving: Run }> {
  const { project } = await makeCollection({ pictures: 6 });
  const serving = await addRun(project, 'head', {});
  await putIntoService(project.id, serving.id);
  return { project: await current(project), serving };
}

async function current(project: Project): Promise<Project> {
  const row = await getProject(project.id);
  if (!row) throw new Error('The collection is gone.');
  return row;
}

const visit = (project: Project) => show(TrainScreen, { project, machine: machineWith() });

describe('the place to train', () => {
  it('is honest before there is a model, and trains nothing', async () => {
    const { project } = await makeCollection({ pictures: 3 });
    visit(project);
    await expect.element(page.getByText(/0 of 3 pictures are decided/)).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Train now' })).toBeDisabled();
    await expect.element(page.getByRole('button', { name: 'Train deeper' })).toBeDisabled();
  });

  it('offers a better network to a collection of an earlier version, and moves it only when asked', async () => {
    const { project } = await makeCollection({ pictures: 3 });
    await updateProject(project.id, { backbone: earlierBundled });
    visit(await current(project));
    const offer = page.getByRole('button', { name: 'Switch to EfficientNet-Lite0' });
    await expect.element(offer).toBeVisible();
    expect((await current(project)).backbone).toBe(earlierBundled);
    await offer.click();
    await expect.poll(async () => (await current(project)).backbone).toBe(bundledBackbone);
  });

  it('has no better network to offer where the collection stands on the best', async () => {
    const { project } = await makeCollection({ pictures: 3 });
    await updateProject(project.id, { backbone: bundledBackbone });
    visit(await current(project));
    await expect.element(page.getByRole('heading', { name: 'Train', level: 1 })).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Use another network' })).toBeVisible();
    expect(page.getByText('A better network is available').query()).toBeNull();
  });

  it('offers an interrupted run again, or to give it up', async () => {
    const { project } = await served();
    const run = await addRun(project, 'fine-tune', { status: 'interrupted', version: 0 });
    await appendEpoch(run.id, {
      epoch: 1,
      loss: 1.2,
      accuracy: 0.5,
      checkLoss: 1.3,
      checkAccuracy: 0.4,
      milliseconds: 900,
    });
    visit(project);
    await expect.element(page.getByText(/interrupted after 1 of 10 epochs/)).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Resume' })).toBeEnabled();
    await expect.element(page.getByText(/Loss is 1.20 on the training pictures/)).toBeVisible();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(async () => (await getRun(run.id))?.status).toBe('cancelled');
    await expect.element(page.getByRole('button', { name: 'Train deeper' })).toBeVisible();
  });

  it('takes settings in plain words, and refuses those that make no sense', async () => {
    const { project } = await served();
    visit(project);
    const begin = page.getByRole('button', { name: 'Train deeper' });
    await expect.element(begin).toBeEnabled();
    await page.getByText('Advanced settings').click();
    await userEvent.fill(page.getByLabelText('Learning rate'), '7');
    await expect.element(page.getByText(/Enter a number from 0.000001 to 0.1/)).toBeVisible();
    await expect.element(begin).toBeDisabled();
    await userEvent.fill(page.getByLabelText('Learning rate'), '0,001');
    await expect.element(begin).toBeEnabled();
  });

  it('shows the way to all runs and to the data they learned from', async () => {
    const { project } = await served();
    visit(project);
    const link = (name: string) => page.getByRole('link', { name });
    await expect.element(link('All runs')).toHaveAttribute('href', `#/p/${project.id}/runs`);
    await expect
      .element(link('data versions'))
      .toHaveAttribute('href', `#/p/${project.id}/versions`);
  });

  it('moves to a network that is kept here', async () => {
    const { project } = await makeCollection({ pictures: 3 });
    const hash = 'e'.repeat(64) as BackboneHash;
    await saveBackbone({
      hash,
      name: 'A network of mine',
      origin: 'files',
      source: 'mine.zip',
      licence: 'CC0-1.0',
      addedAt: 0,
      projectId: null,
      topology: {},
      specs: [],
      weights: new ArrayBuffer(0),
      inputSize: 96,
      dims: 64,
    });
    visit(project);
    await page.getByRole('button', { name: 'Use another network' }).click();
    await page.getByRole('radio', { name: /A network of mine/ }).click();
    await page.getByRole('button', { name: 'Use this network' }).click();
    await expect.poll(async () => (await current(project)).backbone).toBe(hash);
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  });
});
