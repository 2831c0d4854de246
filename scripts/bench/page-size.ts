/** What the first screen fetches, as a browser with an empty cache sees it. */
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';

export interface PageSize {
  scripts: number;
  gzipBytes: number;
  hasTensorFlow: boolean;
}

export async function measureFirstScreen(page: Page, url: string): Promise<PageSize> {
  const bodies: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) bodies.push(response.body());
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  const scripts = await Promise.all(bodies);
  page.removeAllListeners('response');
  return {
    scripts: scripts.length,
    gzipBytes: scripts.reduce((sum, script) => sum + gzipSync(script).length, 0),
    // A flag that TensorFlow.js reads from the address, whichever backend it is built with.
    hasTensorFlow: scripts.some((script) => script.includes('tfjsflags')),
  };
}
