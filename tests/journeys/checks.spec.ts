import {
  existsSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { beginCollection } from '../../scripts/drive/app';
import { knowsAll } from '../../scripts/simulation/expert';
import { appUrl, expect, test } from './app';
import { findings } from './axe';

const museum = '../shared/collections/museum-objects';
const labels = ['buddha', 'ewer', 'gramophone', 'menorah', 'schooner', 'watch'];
const each = 22;

/** A part of the museum objects, and a crop of the first two of each kind. */
async function writePictures(page: Page): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-checks-'));
  for (const label of labels) {
    const names = readdirSync(join(museum, label)).slice(0, each);
    mkdirSync(join(folder, 'objects', label), { recursive: true });
    for (const [index, name] of names.entries()) {
      const path = join(museum, label, name);
      cpSync(path, join(folder, 'objects', label, name));
      if (index >= 2) continue;
      const copy = await cropped(page, readFileSync(path).toString('base64'));
      writeFileSync(join(folder, 'objects', label, `crop-${name}`), Buffer.from(copy, 'base64'));
    }
  }
  return folder;
}

function cropped(page: Page, base64: string): Promise<string> {
  return page.evaluate(async (given) => {
    const bytes = Uint8Array.from(atob(given), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
    const [width, height] = [bitmap.width * 0.88, bitmap.height * 0.88].map(Math.round);
    const canvas = new OffscreenCanvas(width!, height!);
    canvas.getContext('2d')!.drawImage(bitmap, -bitmap.width * 0.06, -bitmap.height * 0.06);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
    return btoa(String.fromCharCode(...new Uint8Array(await blob.arrayBuffer())));
  }, base64);
}

test('the data are checked, pairs judged by keyboard, and the worth of it said in words', async ({
  page,
}) => {
  test.skip(!existsSync(museum), `there is no ${museum} beside this repository`);
  test.setTimeout(480_000);
  await page.goto(appUrl());
  const folder = await writePictures(page);
  try {
    const projectId = await beginCollection(page, appUrl(), { name: 'Objects', seed: 4 });
    await page.locator('input[webkitdirectory]').setInputFiles(join(folder, 'objects'));
    const question = page.getByRole('dialog', { name: 'Use folder names as labels?' });
    await question.getByRole('radio', { name: /decisions already made/ }).check();
    await question.getByRole('button', { name: /^Add [\d,]+ images?$/ }).click();
    await expect(page.getByRole('status').filter({ hasText: /pictures? added$/ })).toBeVisible({
      timeout: 120_000,
    });
    // What is measured is measured on the pictures that have been looked at.
    await knowsAll(page, projectId);

    await test.step('checks', async () => {
      await page.goto(`${appUrl()}#/p/${projectId}/checks`);
      expect(await findings(page)).toEqual([]);
      await page.getByRole('button', { name: 'Check the pictures' }).click();
      await expect(page.getByRole('heading', { name: /One object in two roles/ })).toBeVisible({
        timeout: 120_000,
      });
      const waiting = page.getByText(/\d+\spairs? to go/);
      const count = async () => Number(/\d+/.exec((await waiting.textContent()) ?? '')?.[0] ?? 0);
      const before = await count();
      expect(before).toBeGreaterThanOrEqual(11);
      expect(await findings(page)).toEqual([]);
      await page.keyboard.press('o');
      await expect.poll(count).toBe(before - 1);
      await page.keyboard.press('d');
      await expect.poll(count).toBe(before - 2);
      await page.keyboard.press('Control+z');
      await expect.poll(count).toBe(before - 1);
    });

    await test.step('training warns', async () => {
      await page.goto(`${appUrl()}#/p/${projectId}/train`);
      await expect(page.getByRole('link', { name: 'See the data checks' })).toBeVisible();
    });

    await test.step('worth', async () => {
      await page.goto(`${appUrl()}#/p/${projectId}/worth`);
      await page.getByRole('button', { name: 'Measure it' }).click();
      const verdict = page.getByRole('region', { name: /worth going on|growing|save you work/ });
      await expect(verdict).toContainText(/pictures it never learned from/, { timeout: 120_000 });
      const baselines = page.getByRole('table', { name: /compared with simpler methods/ });
      await expect(baselines).toContainText('Going by colours and textures alone');
      const curve = page.getByRole('region', { name: 'Learning curve' });
      await curve.getByRole('button', { name: 'Show as table' }).click();
      await expect(curve.getByRole('table')).toContainText('measured');
      expect(await findings(page)).toEqual([]);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
