import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beginCollection, importFolder } from '../../scripts/drive/app';
import { readRows } from '../../scripts/drive/stored';
import { knowsAll } from '../../scripts/simulation/expert';
import { appUrl, expect, pressOn, test } from './app';
import { inBothLights } from './axe';
import { expertAt } from './labelling';

const museum = '../shared/collections/museum-objects';
const kinds = ['ewer', 'gramophone', 'watch'];
const each = 16;

/** A part of the museum objects, and four more of them that come in later. */
function writePictures(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-experiments-'));
  const copy = (part: string, kind: string, from: number, to: number) => {
    mkdirSync(join(folder, part, kind), { recursive: true });
    for (const name of readdirSync(join(museum, kind)).sort().slice(from, to))
      cpSync(join(museum, kind, name), join(folder, part, kind, name));
  };
  for (const kind of kinds) copy('objects', kind, 0, each);
  copy('later', 'watch', each, each + 4);
  return folder;
}

test('a run is made again bit for bit, compared, and the labels of a version brought back', async ({
  page,
}) => {
  test.skip(!existsSync(museum), `there is no ${museum} beside this repository`);
  test.setTimeout(480_000);
  await page.goto(appUrl());
  const folder = writePictures();
  try {
    const projectId = await beginCollection(page, appUrl(), { name: 'Objects', seed: 4 });
    const visit = async (place: string) => {
      await page.goto(`${appUrl()}#/p/${projectId}/${place}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
    };
    await page.locator('input[webkitdirectory]').setInputFiles(join(folder, 'objects'));
    const question = page.getByRole('dialog', { name: 'Use folder names as labels?' });
    await question.getByRole('radio', { name: /decisions already made/ }).check();
    await question.getByRole('button', { name: /^Add [\d,]+ images?$/ }).click();
    const report = page
      .getByRole('status')
      .filter({ hasText: `${kinds.length * each} pictures added` });
    await expect(report).toBeVisible({ timeout: 120_000 });
    await knowsAll(page, projectId);

    await test.step('train now, and recreate', async () => {
      await visit('train');
      await page.getByRole('button', { name: 'Train now' }).click();
      const done = async () =>
        (await readRows(page, { store: 'runs', projectId, fields: ['number', 'status'] })).some(
          ({ number, status }) => number === 2 && status === 'done',
        );
      await expect.poll(done, { timeout: 120_000 }).toBe(true);
      await page.getByRole('link', { name: 'All runs' }).click();
      await pressOn(page, page.getByRole('button', { name: 'More about run 2' }));
      await inBothLights(page, 'runs, one opened');
      await pressOn(page, page.getByRole('button', { name: 'Recreate run 2' }));
      await expect(page.getByText('the first head is the same, bit for bit')).toBeVisible({
        timeout: 120_000,
      });
    });

    await test.step('compare', async () => {
      await pressOn(page, page.getByRole('checkbox', { name: 'Compare run 2' }), 'Space');
      await pressOn(page, page.getByRole('checkbox', { name: 'Compare run 3' }), 'Space');
      await pressOn(page, page.getByRole('link', { name: 'Compare 2 runs' }));
      await expect(page.getByText(/run 3 alone is right on \d+, run 2 alone on \d+/)).toBeVisible();
      await inBothLights(page, 'runs compared');
    });

    await test.step('take the log away', async () => {
      await page.getByRole('link', { name: 'All runs' }).click();
      const saving = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Download as CSV' }).click();
      const text = readFileSync(await (await saving).path(), 'utf8');
      expect(text.split('\r\n')[0]).toContain('run,recipe,state');
      expect(text.split('\r\n')).toHaveLength(1 + 3 + 1);
    });

    await test.step('label on, freeze, see what changed, and bring the labels back', async () => {
      await visit('collection');
      await importFolder(page, join(folder, 'later'));
      await visit('label');
      await (await expertAt(page, projectId)).until(kinds.length * each + 3);
      await visit('versions');
      await page.getByRole('button', { name: 'Save a version' }).click();
      await expect(page.getByText(/^Saved as version/)).toBeVisible();
      const boxes = page.getByRole('checkbox');
      await expect(boxes).toHaveCount(2);
      for (const box of await boxes.all()) await box.check();
      await expect(page.getByText(/0 pictures relabelled, 3 added/)).toBeVisible();
      await page
        .getByRole('button', { name: /^More about version/ })
        .last()
        .click();
      await inBothLights(page, 'data versions');
      await page.getByRole('button', { name: 'Restore these labels' }).click();
      await inBothLights(page, 'restoring');
      await page.getByRole('button', { name: 'Restore', exact: true }).click();
      await expect(page.getByText(/3 pictures decided since are reset to undecided/)).toBeVisible();
      await expect(page.getByText(/now match that version exactly/)).toBeVisible();
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
