import { page, userEvent } from 'vitest/browser';
import { afterEach, describe, expect, it } from 'vitest';
import { saveMeasurement } from '../../../src/collection/measurements';
import { getProject, updateProject } from '../../../src/collection/projects';
import type { Project } from '../../../src/collection/records';
import type { Run } from '../../../src/collection/training-records';
import {
  createRun,
  getRun,
  putIntoService,
  updateRun,
  type RunPatch,
} from '../../../src/collection/runs';
import RunsScreen from '../../../src/experiments/RunsScreen.svelte';
import { clearAway, show } from '../labeling/show-screen';
import { makeCollection } from '../labeling/small-collection';
import { epoch, evaluation, fineTuneSettings } from '../../unit/experiments/a-run';

afterEach(async () => {
  await clearAway();
  location.hash = '';
});

async function addRun(
  project: Project,
  kind: 'head' | 'fine-tune',
  change: RunPatch = {},
): Promise<Run> {
  const run = await createRun(project.id, {
    recipe:
      kind === 'head'
        ? { kind, settings: { l2: 'auto', balance: true } }
        : { kind, settings: fineTuneSettings },
    seed: 1,
    startedFrom: project.backbone,
    snapshotId: null,
    device: 'webgpu',
    appVersion: '0.1.0',
  });
  await updateRun(run.id, { version: 1, status: 'done', ...change });
  return run;
}

/** A collection with a serving head run. */
async function served(): Promise<{ project: Project; serving: Run }> {
  const { project } = await makeCollection({ pictures: 6 });
  const serving = await addRun(project, 'head');
  await putIntoService(project.id, serving.id);
  return { project: await current(project), serving };
}

async function current(project: Project): Promise<Project> {
  const row = await getProject(project.id);
  if (!row) throw new Error('The collection is gone.');
  return row;
}

const visit = async (project: Project) => show(RunsScreen, { project: await current(project) });

describe('the place of all runs', () => {
  it('says what it is for while nothing has been trained', async () => {
    const { project } = await makeCollection({ pictures: 1 });
    await visit(project);
    await expect.element(page.getByText(/Every training is recorded here/)).toBeVisible();
    await expect.element(page.getByRole('link', { name: 'Go on labelling' })).toBeVisible();
  });

  it('says why a run is held back, and lets the person put it into service', async () => {
    const { project } = await served();
    const held = await addRun(project, 'fine-tune', {
      held: { reason: 'worse', n: 45, p: 0.04, floor: null },
    });
    await visit(project);
    await expect.element(page.getByText(/right less often than the run in service/)).toBeVisible();
    await page.getByRole('button', { name: 'Put into service' }).click();
    await expect.poll(async () => (await current(project)).servingRun).toBe(held.id);
    expect((await getRun(held.id))?.held).toBeNull();
  });

  it('lists every run with its score and its goals, and says what failed', async () => {
    const { project, serving } = await served();
    await updateProject(project.id, {
      criteria: { optimise: { kind: 'accuracy' }, floors: [] },
    });
    await updateRun(serving.id, { evaluation: evaluation(0.8) });
    await addRun(project, 'fine-tune', { status: 'failed', problem: { kind: 'not-a-number' } });
    await visit(project);
    const row = page.getByRole('row', { name: /new head.*in service/ });
    await expect.element(row).toHaveTextContent(/80\s%\s+70–90\s%, n = 40/);
    await expect.element(row).toHaveTextContent(/accuracy 80\s%/);
    await expect.element(page.getByText(/Training diverged/)).toBeVisible();
  });

  it('keeps what is written about a run, and finds it again by it', async () => {
    const { project, serving } = await served();
    await addRun(project, 'fine-tune', { epochs: [epoch(1, 1, 0.9), epoch(2, 0.5, 0.6)] });
    await visit(project);
    await expect.element(page.getByRole('img', { name: /check pictures: from/ })).toBeVisible();
    await page.getByRole('button', { name: 'More about run 1' }).click();
    await userEvent.fill(page.getByLabelText('Note on run 1'), 'Before the herbarium came in.');
    await userEvent.fill(page.getByLabelText('Tags'), 'first, to keep ,first');
    await userEvent.tab();
    await expect
      .poll(() => getRun(serving.id))
      .toMatchObject({ note: 'Before the herbarium came in.', tags: ['first', 'to keep'] });
    await userEvent.fill(page.getByLabelText('Search words'), 'herbarium');
    await expect.element(page.getByText('1 of 2 shown')).toBeVisible();
    await expect.element(page.getByRole('row', { name: /deeper/ })).not.toBeInTheDocument();
  });

  it('keeps a pinned run at the top', async () => {
    const { project, serving } = await served();
    await addRun(project, 'fine-tune');
    await visit(project);
    const numbers = () =>
      [...document.querySelectorAll('tbody th')].map((cell) => cell.textContent);
    await expect.poll(numbers).toEqual(['2', '1']);
    await page.getByRole('button', { name: 'Pin run 1' }).click();
    await expect.poll(numbers).toEqual(['1', '2']);
    expect((await getRun(serving.id))?.pinned).toBe(true);
  });

  it('compares runs: what differs, how good each is, and the pictures they disagree on', async () => {
    const { project, labels, items } = await makeCollection({ pictures: 6 });
    const [fern, moss] = labels.map(({ id }) => id);
    const runs = [
      await addRun(project, 'head'),
      await addRun(project, 'fine-tune', { epochs: [epoch(1, 1, 0.9), epoch(2, 0.5, 0.6)] }),
    ];
    const answers = (said: number[]) => ({
      itemIds: Uint32Array.from(items, ({ id }) => id),
      probabilities: Float32Array.from(said.flatMap((at) => [Number(at === 0), Number(at === 1)])),
      uncalibrated: new Float32Array(12),
      targets: Uint8Array.from(items.flatMap(() => [1, 0])),
    });
    const none = { ...answers([]), itemIds: new Uint32Array(), targets: new Uint8Array() };
    for (const [index, run] of runs.entries()) {
      await saveMeasurement({
        ...{ runId: run.id, projectId: project.id, version: 1, at: index, learnedFrom: 9 },
        labelIds: [fern!, moss!],
        benchmark: answers(index === 0 ? [1, 1, 0, 0, 0, 0] : [0, 0, 0, 0, 0, 0]),
        check: none,
      });
    }
    await visit(project);
    await page.getByRole('checkbox', { name: 'Compare run 1' }).click();
    await page.getByRole('checkbox', { name: 'Compare run 2' }).click();
    await page.getByRole('link', { name: 'Compare 2 runs' }).click();
    await expect.poll(() => location.hash).toContain('?compare=1,2');
    const settings = page.getByRole('region', { name: 'Settings that differ' });
    await expect
      .element(settings.getByRole('row', { name: /Learning rate – 0.0005/ }))
      .toBeVisible();
    await expect
      .element(page.getByText(/run 2 alone is right on 2, run 1 alone on 0/))
      .toBeVisible();
    await expect
      .element(page.getByText(/2.benchmark or check pictures: 2 right now/))
      .toBeVisible();
    await expect.element(page.getByText('Better').first()).toBeVisible();
    await page.getByRole('link', { name: 'All runs' }).click();
    await expect.element(page.getByRole('region', { name: 'Table of all runs' })).toBeVisible();
  });
});
