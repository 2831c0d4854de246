/** A backup of ten thousand pictures: how fast it is written, and read back. */
import type { Page } from '@playwright/test';

const items = Number(process.env.VITRINE_ITEMS ?? 10_000);

export interface ArchiveBench {
  items: number;
  megabytes: number;
  writtenPerSecond: number;
  readPerSecond: number;
}

export async function measureArchive(page: Page, url: string): Promise<ArchiveBench> {
  await page.goto(`${url}beside/`);
  const wanted = { items, labels: 20, decided: 1000, dims: 640 };
  const projectId = await page.evaluate((each) => window.bench.buildProject(each), wanted);
  const { bytes, writeSeconds, readSeconds } = await page.evaluate(
    (id) => window.bench.archive(id),
    projectId,
  );
  const megabytes = bytes / 1e6;
  return {
    items,
    megabytes,
    writtenPerSecond: megabytes / writeSeconds,
    readPerSecond: megabytes / readSeconds,
  };
}
