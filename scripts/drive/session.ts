/** A real Chromium with a profile of its own: what it stores outlives it, and it can be killed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { chromiumLaunch } from '../browser';

export interface Session {
  readonly page: Page;
  /** Ids of its processes, by what they are for. */
  processes(kind?: 'browser' | 'renderer'): Promise<number[]>;
  close(): Promise<void>;
}

/** A folder for a profile; `remove` when the browser is closed. */
export function newProfile(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'vitrine-profile-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}

export async function openSession(profile: string): Promise<Session> {
  const context = await chromium.launchPersistentContext(profile, {
    ...chromiumLaunch(),
    headless: true,
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
  });
  // The runner of these scripts gives functions their names with a helper that the page lacks.
  await context.addInitScript('globalThis.__name ??= (named) => named');
  // As patient as the tests: a busy machine is slow.
  context.setDefaultTimeout(120_000);
  const browser = context.browser();
  if (browser === null) throw new Error('Chromium closed while it was starting.');
  const inspector = await browser.newBrowserCDPSession();
  return {
    page: context.pages()[0] ?? (await context.newPage()),
    processes: async (kind) => {
      const { processInfo } = await inspector.send('SystemInfo.getProcessInfo');
      return processInfo
        .filter(({ type }) => kind === undefined || type === kind)
        .map(({ id }) => id);
    },
    close: () => context.close(),
  };
}
