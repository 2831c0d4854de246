import { page } from 'vitest/browser';
import { afterEach, describe, expect, it } from 'vitest';
import WorthScreen from '../../../src/checks/WorthScreen.svelte';
import { putAssessment } from '../../../src/collection/assessments';
import { latestDecisionId } from '../../../src/collection/decisions';
import type { Project } from '../../../src/collection/records';
import { wilson } from '../../../src/statistics/intervals';
import { clearAway, show } from '../labeling/show-screen';
import { makeCollection } from '../labeling/small-collection';

afterEach(clearAway);

async function measured(project: Project): Promise<void> {
  const latest = await latestDecisionId(project.id);
  await putAssessment(project.id, 'baselines', latest, {
    ...{ run: null, n: 40 },
    methods: [
      { method: 'majority', accuracy: wilson(10, 40), against: null },
      { method: 'colour-texture', accuracy: wilson(18, 40), against: null },
    ],
  });
  await putAssessment(project.id, 'learning-curve', latest, {
    ...{ measuredOn: 'benchmark', n: 40, orders: 5, silence: null },
    points: [
      { decisions: 20, accuracy: 0.5, low: 0.4, high: 0.6 },
      { decisions: 160, accuracy: 0.8, low: 0.7, high: 0.88 },
    ],
    fit: { asymptote: 0.1, scale: 2, exponent: 0.55 },
    forecasts: [{ more: 50, gain: 0.031, low: 0.012, high: 0.05 }],
  });
}

describe('whether it is worth going on', () => {
  it('is asked before it is measured, with the one next thing', async () => {
    const { project } = await makeCollection({ pictures: 4 });
    show(WorthScreen, { project });
    await expect
      .element(page.getByRole('heading', { name: 'Is it worth going on?' }))
      .toBeVisible();
    await expect.element(page.getByRole('link', { name: 'Go on labelling' })).toBeVisible();
  });

  it('is answered in words, with a curve that has its table and the ways beside it', async () => {
    const { project } = await makeCollection({ pictures: 4 });
    await measured(project);
    show(WorthScreen, { project });
    await expect
      .element(page.getByRole('heading', { name: 'It is too early to tell.' }))
      .toBeVisible();
    await expect
      .element(page.getByText(/50 more decisions would bring about 3.1 points/))
      .toBeVisible();
    const baselines = page.getByRole('table', { name: /compared with simpler methods/ });
    await expect.element(baselines).toHaveTextContent(/Going by colours and textures alone45/);
    await expect.element(page.getByRole('link', { name: 'Look a second time' })).toBeVisible();
    await page.getByRole('button', { name: 'Show as table' }).click();
    const curve = page.getByRole('table', { name: /Learning from 20 decisions/ });
    await expect.element(curve).toHaveTextContent(/210.*foretold/);
  });
});
