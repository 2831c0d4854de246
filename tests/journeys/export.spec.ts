import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { goTo } from '../../scripts/drive/app';
import { readRows } from '../../scripts/drive/stored';
import { knowsAll } from '../../scripts/simulation/expert';
import { bundledEntry } from '../../src/collection/backbone-catalogue';
import { expect, test } from './app';
import { askOnnx } from './ask-onnx';
import { openPrepared } from './prepared';
import { reloadInNode } from './reload-in-node';
import { kinds, writeSmallPictures } from './small-pictures';
import { takenAsItStands } from './standing-model';

/** What the button hands over, once it has been checked. */
async function downloaded(page: Page): Promise<Uint8Array> {
  const downloading = page.waitForEvent('download', { timeout: 120_000 });
  await page.getByRole('button', { name: 'Download model' }).click();
  return readFileSync(await (await downloading).path());
}

test('exported models give the same answers in Node with TensorFlow.js and onnxruntime', async ({
  page,
}) => {
  const pictures = writeSmallPictures(10, bundledEntry.inputSize);
  try {
    const projectId = await openPrepared(page, pictures, { decided: 24 });
    await knowsAll(page, projectId);

    await goTo(page, 'Export');
    const asTensorFlow = await takenAsItStands(page, projectId, () => downloaded(page));

    const items = await readRows(page, { store: 'items', projectId, fields: ['id', 'name'] });
    const labels = await readRows(page, { store: 'labels', projectId, fields: ['id', 'name'] });
    const chosen = items.slice(0, 4);
    const pixels = chosen.map(({ name }) => pictures.pixels.get(name) ?? new Uint8Array());
    const nameOf = new Map<string, string>(labels.map(({ id, name }) => [id, name]));
    /** The largest difference between what stands in the app and what a file answers. */
    const farthest = (
      said: typeof asTensorFlow.said,
      there: { labels: string[]; probabilities: Float32Array },
    ): number => {
      const columns = said.labelIds.map((id) => there.labels.indexOf(nameOf.get(id) ?? ''));
      const differences = chosen.flatMap(({ id }, row) => {
        const start = said.itemIds.indexOf(id) * columns.length;
        return columns.map((column, index) =>
          Math.abs(
            (said.probabilities[start + index] ?? Number.NaN) -
              (there.probabilities[row * columns.length + column] ?? Number.NaN),
          ),
        );
      });
      return Math.max(...differences);
    };

    const reloaded = await reloadInNode(asTensorFlow.taken, pixels);
    expect([...reloaded.labels].sort()).toEqual([...kinds]);
    expect(reloaded.labelLines.length).toBe(kinds.length);
    // Two backends add up the same numbers in another order.
    expect(farthest(asTensorFlow.said, reloaded)).toBeLessThan(1e-3);

    await page.getByRole('radio', { name: /^ONNX, full precision/ }).check();
    const asOnnx = await takenAsItStands(page, projectId, () => downloaded(page));
    const onnx = await askOnnx(asOnnx.taken, pixels);
    expect(onnx.files).toContain('golden/1.png');
    expect(farthest(asOnnx.said, onnx)).toBeLessThan(1e-3);
  } finally {
    pictures.remove();
  }
});
