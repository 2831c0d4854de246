/** What a simulation does on the Train screen: another network, and training it deeper. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { goTo } from '../drive/app';
import { readRows } from '../drive/stored';

/** `wanted`: an entry of the catalogue, an https address, a zip, or a folder with a model.json. */
export async function chooseBackbone(page: Page, wanted: string): Promise<string> {
  await goTo(page, 'Train');
  await page.getByRole('button', { name: 'Use another network' }).click();
  const dialog = page.getByRole('dialog', { name: 'Use another network' });
  if (wanted.startsWith('https://')) {
    await dialog.getByRole('radio', { name: /^From an address/ }).check();
    await dialog.getByLabel('Address of model.json').fill(wanted);
  } else if (existsSync(wanted)) {
    await dialog.getByRole('radio', { name: /^From files/ }).check();
    await dialog.getByLabel('Model files').setInputFiles(modelFiles(wanted));
  } else await dialog.locator(`input[type="radio"][value="catalogue ${wanted}"]`).check();
  await dialog.getByRole('button', { name: 'Use this network' }).click();
  await expect(dialog).toBeHidden({ timeout: 300_000 });
  await goTo(page, 'Collection');
  await page.getByRole('heading', { name: 'No pictures yet' }).waitFor();
  return basename(wanted.replace(/\/model\.json$/, ''));
}

function modelFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) return [resolve(path)];
  return readdirSync(path)
    .filter((name) => /\.(json|bin)$/.test(name))
    .map((name) => join(resolve(path), name));
}

export interface Deeper {
  seconds: number;
  device: string;
}

/** Fine-tunes as the screen proposes it, puts the result into service, and waits for its predictions. */
export async function trainDeeper(page: Page, projectId: string): Promise<Deeper> {
  await goTo(page, 'Train');
  const begun = Date.now();
  await page.getByRole('button', { name: 'Train deeper' }).click();
  for (;;) {
    const runs = await readRows(page, {
      store: 'runs',
      projectId,
      fields: ['id', 'number', 'recipe', 'status', 'device', 'problem', 'epochs'],
    });
    const run = runs.find(({ recipe }) => recipe.kind === 'fine-tune');
    if (run?.status === 'failed' || run?.status === 'cancelled')
      throw new Error(`Fine-tuning failed: ${run.problem?.kind ?? run.status}`);
    if (run?.status === 'done') {
      await serve(page, projectId, run);
      return { seconds: (Date.now() - begun) / 1000, device: run.device };
    }
    await page.waitForTimeout(1000);
  }
}

/** A run that the gate holds back is scored, too: the person has the last word. */
async function serve(
  page: Page,
  projectId: string,
  { id, number }: { id: string; number: number },
): Promise<void> {
  const isServing = async (): Promise<boolean> => {
    const [row] = await readRows(page, { store: 'predictions', projectId, fields: ['runId'] });
    return row?.runId === id;
  };
  await page.waitForTimeout(2000);
  if (!(await isServing())) {
    await page.getByRole('link', { name: 'All runs' }).click();
    await page.getByRole('button', { name: `Put into service: run ${number}` }).click();
  }
  await expect.poll(isServing, { timeout: 120_000 }).toBe(true);
}
