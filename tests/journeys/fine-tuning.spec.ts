import type { Page } from '@playwright/test';
import { goTo } from '../../scripts/drive/app';
import { readRows } from '../../scripts/drive/stored';
import { Mortal } from '../../scripts/killing/life';
import { smallSteps } from '../../scripts/killing/activities';
import { knowsAll } from '../../scripts/simulation/expert';
import { earlierBundled } from '../../src/collection/backbone-catalogue';
import { appUrl, expect, test } from './app';
import { openPrepared } from './prepared';
import { writeSmallPictures } from './small-pictures';

async function fineTuningRun(page: Page, projectId: string) {
  const runs = await readRows(page, {
    store: 'runs',
    projectId,
    fields: ['recipe', 'status', 'epochs', 'device', 'problem'],
  });
  return runs.find(({ recipe }) => recipe.kind === 'fine-tune');
}

test('fine-tuning on a software WebGPU raises training accuracy and survives a killed tab', async () => {
  test.setTimeout(600_000);
  const pictures = writeSmallPictures(8);
  const mortal = await Mortal.begin();
  try {
    const { page } = mortal.life;
    // A small network: what is shown here holds of any, and a software GPU takes its time.
    const projectId = await openPrepared(page, pictures, { decided: 28, backbone: earlierBundled });
    await knowsAll(page, projectId);

    await goTo(page, 'Train');
    await page.getByRole('radio', { name: /^Last block/ }).check();
    await page.getByLabel('Epochs').fill('4');
    await smallSteps(page);
    await page.getByRole('button', { name: 'Train deeper' }).click();
    // Looked for often: the other epochs are still to come when it is killed.
    await expect
      .poll(async () => (await fineTuningRun(page, projectId))?.epochs.length, {
        intervals: [100],
        timeout: 180_000,
      })
      .toBeGreaterThanOrEqual(1);

    const { page: tab } = await mortal.kill('renderer', 'fine-tuning');
    await tab.goto(`${appUrl()}#/p/${projectId}/train`);
    await tab.getByRole('button', { name: 'Resume' }).waitFor();
    const before = await fineTuningRun(tab, projectId);
    expect(before?.device).toContain('webgpu');
    const kept = before?.epochs ?? [];
    expect(kept.length).toBeGreaterThanOrEqual(1);

    await tab.getByRole('button', { name: 'Resume' }).click();
    await expect
      .poll(async () => (await fineTuningRun(tab, projectId))?.status, { timeout: 360_000 })
      .toBe('done');
    const after = await fineTuningRun(tab, projectId);
    const epochs = after?.epochs ?? [];
    expect(epochs.slice(0, kept.length)).toEqual(kept);
    expect(epochs.length).toBeGreaterThan(kept.length);
    expect(epochs.at(-1)?.loss).toBeLessThan(epochs[0]?.loss ?? 0);
    expect(epochs.at(-1)?.accuracy).toBeGreaterThanOrEqual(epochs[0]?.accuracy ?? 1);
  } finally {
    await mortal.end();
    pictures.remove();
  }
});
