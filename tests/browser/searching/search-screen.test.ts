import { page } from 'vitest/browser';
import { afterEach, describe, expect, it } from 'vitest';
import { decide } from '../../../src/collection/decisions';
import { freezeSnapshot } from '../../../src/collection/snapshots';
import {
  beginTrial,
  createSearch,
  endSearch,
  getSearch,
  holdSearch,
  noteTrial,
} from '../../../src/collection/searches';
import { getRun, updateRun } from '../../../src/collection/runs';
import type { Project } from '../../../src/collection/records';
import type { Run } from '../../../src/collection/training-records';
import type { Search } from '../../../src/collection/trust-records';
import { searchPlans } from '../../../src/workers/protocol/search-plans';
import SearchScreen from '../../../src/searching/SearchScreen.svelte';
import { clearAway, show } from '../labeling/show-screen';
import { machineWith, makeCollection } from '../labeling/small-collection';

afterEach(clearAway);

const visit = (project: Project) => show(SearchScreen, { project, machine: machineWith() });

/** A collection in which every picture is decided. */
async function decided(pictures = 44): Promise<Project> {
  const { project, labels, items } = await makeCollection({ pictures });
  const entries = items.map(({ id }, index) => ({
    itemId: id,
    answer: { kind: 'labels' as const, labelIds: [labels[index % labels.length]!.id] },
    suggestion: null,
    tookMs: 1,
  }));
  await decide(project.id, entries, { source: 'desk' });
  return project;
}

/** A search with two trials that were measured to the end, the second one better. */
async function searched(project: Project): Promise<{ search: Search; runs: Run[] }> {
  const snapshot = await freezeSnapshot(project.id);
  const search = await createSearch(project.id, {
    ...{ budgetMinutes: 10, seed: 1, scope: 'head', snapshotId: snapshot.id },
    ...{ plan: searchPlans.head, backbone: project.backbone },
  });
  const trials = [
    { round: 0, loss: 0.6, settings: { l2: 'auto' as const, balance: true } },
    { round: 1, loss: 0.4, settings: { l2: 0.05, balance: false, smoothing: 0.1 } },
  ];
  const runs: Run[] = [];
  for (const { round, loss, settings } of trials) {
    const run = await beginTrial(search, round, {
      recipe: { kind: 'head', settings },
      ...{ seed: 1, startedFrom: project.backbone, snapshotId: snapshot.id },
      ...{ device: 'wasm', appVersion: '0.1.0' },
    });
    runs.push(run);
    const losses = Array.from({ length: 8 }, (_, part) => loss + part / 100);
    const accuracies = losses.map(() => 0.9);
    await noteTrial(search.id, { runId: run.id, round, losses, accuracies }, 1000);
  }
  return { search: (await getSearch(search.id))!, runs };
}

describe('the place to search settings', () => {
  it('teaches what it is for while there is too little to tell settings apart', async () => {
    const { project } = await makeCollection({ pictures: 3 });
    visit(project);
    await expect.element(page.getByText(/at least 24 decided pictures/)).toBeVisible();
    await expect.element(page.getByRole('link', { name: 'Go on labelling' })).toBeVisible();
  });

  it('asks what may change and for how long, and refuses no time at all', async () => {
    visit(await decided());
    const begin = page.getByRole('button', { name: 'Start the search' });
    await expect.element(begin).toBeEnabled();
    await expect
      .element(page.getByRole('radio', { name: /^The last layer only \(quick\)/ }))
      .toBeChecked();
    await page.getByLabelText('Time limit in minutes').fill('0');
    await expect.element(begin).toBeDisabled();
  });

  it('goes on with a search whose tab was closed, or gives it up', async () => {
    const project = await decided();
    const { search, runs } = await searched(project);
    await holdSearch(search.id, 'paused');
    visit(project);
    await expect.element(page.getByRole('button', { name: 'Resume' })).toBeEnabled();
    await expect.element(page.getByText(/of 10\sminutes spent/)).toBeVisible();
    await page.getByRole('button', { name: 'Cancel the search' }).click();
    await expect.poll(async () => (await getSearch(search.id))?.status).toBe('cancelled');
    expect((await getRun(runs[1]!.id))?.status).toBe('cancelled');
    await expect.element(page.getByText(/stopped after 2 trials/)).toBeVisible();
  });

  it('tells the number to believe from the best trial’s own, and sends the winner to the gate', async () => {
    const project = await decided();
    const { search, runs } = await searched(project);
    const accuracy = { value: 0.8, low: 0.62, high: 0.9, n: 40 };
    await updateRun(runs[1]!.id, {
      evaluation: {
        ...{ n: 40, accuracy, macroF1: accuracy, classes: [], confusion: [] },
        baselines: { majority: accuracy, neighbours: accuracy },
      },
    });
    await endSearch(search.id, { status: 'done', winner: runs[1]!.id });
    visit(project);
    await expect
      .element(page.getByText(/Run 2 came out best: regularisation \(L2\) 0.05/))
      .toBeVisible();
    await expect.element(page.getByText(/reliable score: .*80\s% .*40 pictures/)).toBeVisible();
    await expect.element(page.getByText(/Its score in the search: 90\s%.*best of 2/)).toBeVisible();
    await expect.element(page.getByText(/lowest is 0.435, in trial 2/)).toBeVisible();
    await page.getByRole('button', { name: 'Put into service if it is no worse' }).click();
    await expect.poll(async () => (await getRun(runs[1]!.id))?.status).toBe('embedding');
    await expect.element(page.getByText(/It is learning from all current decisions/)).toBeVisible();
  });
});
