import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import Papa from 'papaparse';
import { goTo } from '../../scripts/drive/app';
import { readRows } from '../../scripts/drive/stored';
import { knowsAll } from '../../scripts/simulation/expert';
import { readArchive } from '../../src/exchange/zip-archive';
import { hasPackages } from '../python/python';
import { expect, test } from './app';
import { openPrepared } from './prepared';
import { writeSmallPictures } from './small-pictures';
import { takenAsItStands } from './standing-model';

const hasOnnxRuntime = hasPackages('onnxruntime', 'numpy', 'PIL');

async function download(page: Page, button: string, folder: string): Promise<string> {
  const downloading = page.waitForEvent('download', { timeout: 120_000 });
  await page.getByRole('button', { name: button }).click();
  const file = await downloading;
  const path = join(folder, file.suggestedFilename());
  await file.saveAs(path);
  return path;
}

type Rows = Record<'file' | 'label' | 'confidence' | 'remark', string>[];

function rowsOf(path: string): Rows {
  const { data } = Papa.parse(readFileSync(path, 'utf8').slice(1), {
    header: true,
    skipEmptyLines: true,
  });
  return data as Rows;
}

/** From the disk, with no network at all. */
async function labelledByPage(browser: Browser, path: string, folder: string): Promise<Rows> {
  const context = await browser.newContext({ offline: true, acceptDownloads: true });
  try {
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    await page.goto(pathToFileURL(path).href);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Small <pictures> & more');
    await page.getByLabel('Or a whole folder').setInputFiles(folder);
    await expect(page.getByRole('status')).toHaveText(/^\d+ files? done/, { timeout: 120_000 });
    await expect(page.getByRole('row')).toHaveCount(1 + 25);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    const csv = await download(page, 'Save as a spreadsheet (CSV)', join(path, '..'));
    expect(problems).toEqual([]);
    return rowsOf(csv);
  } finally {
    await context.close();
  }
}

test('a page and a folder of scripts give the labels that the app gives', async ({
  page,
  browser,
}) => {
  const pictures = writeSmallPictures(6);
  const place = mkdtempSync(join(tmpdir(), 'vitrine-ways-'));
  try {
    const name = 'Small <pictures> & more';
    const projectId = await openPrepared(page, pictures, { name, decided: 20 });
    await knowsAll(page, projectId);
    await goTo(page, 'Export');
    const { taken, said } = await takenAsItStands(page, projectId, async () => ({
      standalone: await download(page, 'Download the page', place),
      scripts: await download(page, 'Download the scripts', place),
    }));
    const { standalone, scripts } = taken;

    const items = await readRows(page, { store: 'items', projectId, fields: ['id', 'name'] });
    const labels = await readRows(page, { store: 'labels', projectId, fields: ['id', 'name'] });
    const labelOf = new Map<string, string>(
      items.map((item) => {
        const start = said.itemIds.indexOf(item.id) * said.labelIds.length;
        const row = said.probabilities.slice(start, start + said.labelIds.length);
        const first = said.labelIds[row.indexOf(Math.max(...row))];
        return [item.name, labels.find(({ id }) => id === first)?.name ?? ''];
      }),
    );

    writeFileSync(join(pictures.folder, 'broken.png'), 'no picture');
    const rows = await labelledByPage(browser, standalone, pictures.folder);
    expect(rows).toHaveLength(25);
    for (const { file, label, remark } of rows) {
      const base = file.split('/').at(-1)!;
      if (base === 'broken.png') expect(remark).toContain('not a picture');
      else expect(label, file).toBe(labelOf.get(base));
    }

    const archive = await readArchive(new Blob([readFileSync(scripts)]));
    if (!archive.ok) throw new Error(archive.problem.detail);
    expect([...archive.value.keys()]).toEqual(
      expect.arrayContaining(['README.md', 'model.onnx', 'classify.py', 'classify_ray.py']),
    );
    if (!hasOnnxRuntime) {
      test.info().annotations.push({ type: 'skipped', description: 'no onnxruntime in Python' });
      return;
    }
    for (const [file, content] of archive.value) {
      if (!file.includes('/')) writeFileSync(join(place, file), content);
    }
    const python = process.env.VITRINE_PYTHON ?? 'python3';
    const csv = join(place, 'by-script.csv');
    const run = () =>
      execFileSync(python, [join(place, 'classify.py'), pictures.folder, csv], {
        encoding: 'utf8',
      });
    expect(run()).toContain('25 pictures, 1 of them unreadable, 0 were there already');
    expect(run()).toContain('0 pictures, 0 of them unreadable, 25 were there already');
    for (const { file, label, remark } of rowsOf(csv)) {
      const base = file.split('/').at(-1)!;
      if (base === 'broken.png') expect(remark).toContain('unreadable');
      else expect(label, file).toBe(labelOf.get(base));
    }
  } finally {
    pictures.remove();
    rmSync(place, { recursive: true, force: true });
  }
});
