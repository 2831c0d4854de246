import { readFileSync } from 'node:fs';
import { beginCollection, goTo, importFolder } from '../../scripts/drive/app';
import { readRows } from '../../scripts/drive/stored';
import { learned } from '../../scripts/simulation/expert';
import { appUrl, expect, test } from './app';
import { expertAt } from './labelling';
import { reloadInNode } from './reload-in-node';
import { kinds, writeSmallPictures } from './small-pictures';

test('an exported model gives the same answers in Node with plain TensorFlow.js', async ({
  page,
}) => {
  const pictures = writeSmallPictures(10);
  try {
    const projectId = await beginCollection(page, appUrl(), { name: 'Small pictures', seed: 1 });
    await importFolder(page, pictures.folder);
    await goTo(page, 'Label');
    await (await expertAt(page, projectId)).until(24);
    await learned(page, projectId);

    await goTo(page, 'Take away');
    const downloading = page.waitForEvent('download', { timeout: 120_000 });
    await page.getByRole('button', { name: 'Download model' }).click();
    const zip = readFileSync(await (await downloading).path());

    const items = await readRows(page, { store: 'items', projectId, fields: ['id', 'name'] });
    const labels = await readRows(page, { store: 'labels', projectId, fields: ['id', 'name'] });
    const [predictions] = await readRows(page, {
      store: 'predictions',
      projectId,
      fields: ['labelIds', 'itemIds', 'probabilities'],
    });
    if (predictions === undefined) throw new Error('The model predicts nothing.');
    const chosen = items.slice(0, 12);
    const reloaded = await reloadInNode(
      zip,
      chosen.map(({ name }) => pictures.pixels.get(name) ?? new Uint8Array()),
    );
    expect([...reloaded.labels].sort()).toEqual([...kinds]);
    expect(reloaded.labelLines.length).toBe(kinds.length);

    const nameOf = new Map<string, string>(labels.map(({ id, name }) => [id, name]));
    const columns = predictions.labelIds.map((id) => reloaded.labels.indexOf(nameOf.get(id) ?? ''));
    let largest = 0;
    chosen.forEach(({ id }, row) => {
      const start = predictions.itemIds.indexOf(id) * columns.length;
      columns.forEach((column, index) => {
        const here = predictions.probabilities[start + index] ?? Number.NaN;
        const there = reloaded.probabilities[row * columns.length + column] ?? Number.NaN;
        largest = Math.max(largest, Math.abs(here - there));
      });
    });
    // Two backends add up the same numbers in another order.
    expect(largest).toBeLessThan(1e-3);
  } finally {
    pictures.remove();
  }
});
