import { setTimeout as pause } from 'node:timers/promises';
import { beginCollection, goTo, importFolder } from '../../scripts/drive/app';
import { newProfile, openSession, type Session } from '../../scripts/drive/session';
import { readRows } from '../../scripts/drive/stored';
import { learned } from '../../scripts/simulation/expert';
import { appUrl, expect, test } from './app';
import { expertAt } from './labelling';
import { writeSmallPictures } from './small-pictures';

async function fineTuningRun({ page }: Session, projectId: string) {
  const runs = await readRows(page, {
    store: 'runs',
    projectId,
    fields: ['recipe', 'status', 'epochs', 'device', 'problem'],
  });
  return runs.find(({ recipe }) => recipe.kind === 'fine-tune');
}

async function killTab(session: Session): Promise<void> {
  const crashed = session.page.waitForEvent('crash');
  for (const pid of await session.processes('renderer')) process.kill(pid, 'SIGKILL');
  await crashed;
}

test('fine-tuning on a software WebGPU raises training accuracy and survives a killed tab', async () => {
  test.setTimeout(480_000);
  const pictures = writeSmallPictures(8);
  const profile = newProfile();
  const session = await openSession(profile.path);
  try {
    const { page } = session;
    const projectId = await beginCollection(page, appUrl(), { name: 'Small pictures', seed: 1 });
    await importFolder(page, pictures.folder);
    await goTo(page, 'Label');
    await (await expertAt(page, projectId)).until(28);
    await learned(page, projectId);

    await goTo(page, 'Train');
    await page.getByRole('radio', { name: /^Last block/ }).check();
    await page.getByLabel('Epochs').fill('4');
    await page.getByText('Advanced settings').click();
    await page.getByLabel(/^Pictures a step/).fill('4');
    await page.getByRole('button', { name: 'Train deeper' }).click();
    await expect
      .poll(async () => (await fineTuningRun(session, projectId))?.epochs.length, {
        timeout: 180_000,
      })
      .toBeGreaterThanOrEqual(1);

    await killTab(session);
    const tab = await page.context().newPage();
    const reopened = { ...session, page: tab };
    await tab.goto(`${appUrl()}#/p/${projectId}/train`);
    const before = await fineTuningRun(reopened, projectId);
    expect(before?.device).toContain('webgpu');
    const kept = before?.epochs ?? [];
    expect(kept.length).toBeGreaterThanOrEqual(1);

    await tab.getByRole('button', { name: 'Resume' }).click();
    await expect
      .poll(async () => (await fineTuningRun(reopened, projectId))?.status, { timeout: 240_000 })
      .toBe('done');
    const after = await fineTuningRun(reopened, projectId);
    const epochs = after?.epochs ?? [];
    expect(epochs.slice(0, kept.length)).toEqual(kept);
    expect(epochs.length).toBeGreaterThan(kept.length);
    expect(epochs.at(-1)?.loss).toBeLessThan(epochs[0]?.loss ?? 0);
    expect(epochs.at(-1)?.accuracy).toBeGreaterThanOrEqual(epochs[0]?.accuracy ?? 1);
  } finally {
    await session.close();
    await pause(200);
    profile.remove();
    pictures.remove();
  }
});
