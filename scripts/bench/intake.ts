/** How close an import and its embedding come to bare loops over the same pictures, in one run. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { beginCollection, importFolder } from '../drive/app';
import { readRows } from '../drive/stored';
import { readProbe, worst } from './probe';

const pictures = 160;
const width = 2400;
const height = 1800;

export interface IntakeResult {
  pictures: number;
  workers: number;
  /** Bare decode and resize, before and after the import; seconds. */
  bareSeconds: number[];
  importSeconds: number;
  importRatio: number;
  backend: string;
  /** Bare `predict`, before and after; pictures a second. */
  barePredict: number[];
  /** Of what an import has kept for the network, and of pictures decoded anew; pictures a second. */
  embedding: number;
  embeddingRatio: number;
  embeddingAnew: number;
  embeddingAnewRatio: number;
  longestTaskMs: number;
}

export async function measureIntake(page: Page, url: string): Promise<IntakeResult> {
  const cores = await page.evaluate(() => navigator.hardwareConcurrency);
  // As src/workers/client.ts has it.
  const workers = Math.min(4, Math.max(1, cores - 1));
  const bare = async (): Promise<{ seconds: number; predict: number; backend: string }> => {
    await page.goto(`${url}beside/`);
    const seconds = await page.evaluate(
      (wanted) => window.bench.decode(wanted.pictures, wanted.width, wanted.height, wanted.workers),
      { pictures, width, height, workers },
    );
    const { backend, picturesPerSecond } = await page.evaluate(
      (count) => window.bench.predict(count),
      400,
    );
    return { seconds, predict: picturesPerSecond, backend };
  };
  const before = await bare();
  const folder = await drawFolder(page);
  try {
    await beginCollection(page, url, { name: 'Large pictures', seed: 1 });
    const importing = Date.now();
    await importFolder(page, folder);
    const importSeconds = (Date.now() - importing) / 1000;
    const { longTasks } = await readProbe(page);
    const embedding = await measureEmbedding(page, url, true);
    const embeddingAnew = await measureEmbedding(page, url, false);
    const after = await bare();
    const mean = (a: number, b: number): number => (a + b) / 2;
    return {
      pictures,
      workers,
      bareSeconds: [before.seconds, after.seconds],
      importSeconds,
      importRatio: mean(before.seconds, after.seconds) / importSeconds,
      backend: before.backend,
      barePredict: [before.predict, after.predict],
      embedding,
      embeddingRatio: embedding / mean(before.predict, after.predict),
      embeddingAnew,
      embeddingAnewRatio: embeddingAnew / mean(before.predict, after.predict),
      longestTaskMs: worst(longTasks),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function drawFolder(page: Page): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-bench-'));
  const files = await page.evaluate(
    (wanted) => window.bench.drawPictures(wanted.pictures, wanted.width, wanted.height),
    { pictures, width, height },
  );
  files.forEach((file, index) => {
    const kind = join(folder, index % 2 === 0 ? 'even' : 'odd');
    mkdirSync(kind, { recursive: true });
    writeFileSync(join(kind, `${index}.jpg`), Buffer.from(file, 'base64'));
  });
  return folder;
}

/** Embeds a collection that was imported before, so that nothing else is at work; pictures a second. */
async function measureEmbedding(page: Page, url: string, hasViews: boolean): Promise<number> {
  await page.goto(`${url}beside/`);
  const items = 1000;
  const projectId = await page.evaluate((wanted) => window.bench.buildProject(wanted), {
    items,
    labels: 2,
    decided: 0,
    dims: 0,
    hasViews,
  });
  await page.goto(`${url}#/p/${projectId}/collection`);
  const embedded = async (): Promise<number> => {
    const blocks = await readRows(page, { store: 'features', projectId, fields: ['itemIds'] });
    return blocks.reduce((sum, { itemIds }) => sum + itemIds.length, 0);
  };
  let first: { at: number; count: number } | null = null;
  for (;;) {
    const count = await embedded();
    const at = performance.now();
    if (count > 0) first ??= { at, count };
    if (first !== null && count >= items) return (count - first.count) / ((at - first.at) / 1000);
    // Looking costs the machine something, too.
    await page.waitForTimeout(1000);
  }
}
