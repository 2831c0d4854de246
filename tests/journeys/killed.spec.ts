import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { beginCollection, goTo, importFolder } from '../../scripts/drive/app';
import { readDesk } from '../../scripts/drive/desk';
import { newProfile, openSession, type Session } from '../../scripts/drive/session';
import { readRows } from '../../scripts/drive/stored';
import { seededRandom } from '../bench/page/random';
import { appUrl, expect, test } from './app';
import { writeSmallPictures } from './small-pictures';

const moments = 50;
/** Decisions a life has at most: keys are pressed until the kill comes. */
const keysPerLife = 12;

/** Presses keys as fast as a hurried person; returns when the page is gone. */
async function labelUntilDeath(page: Page, isDead: () => boolean): Promise<void> {
  for (let keys = 0; keys < keysPerLife && !isDead(); keys += 1) {
    await page.keyboard.press(String(1 + (keys % 4)));
    await pause(15);
  }
}

/** The highest number of decisions the screen has shown, kept up to date until the page dies. */
function watchCounter(page: Page, isDead: () => boolean): { highest: number; done: Promise<void> } {
  const seen = { highest: 0, done: Promise.resolve() };
  seen.done = (async () => {
    while (!isDead()) {
      const { confirmed } = await readDesk(page);
      seen.highest = Math.max(seen.highest, confirmed ?? 0);
    }
  })().catch((error: unknown) => {
    if (!isDead()) throw error;
  });
  return seen;
}

test('no confirmed decision is lost when the tab or the browser is killed at 50 random moments', async () => {
  test.setTimeout(600_000);
  const random = seededRandom(1912);
  const pictures = writeSmallPictures(150);
  const profile = newProfile();
  let session: Session | null = null;
  try {
    session = await openSession(profile.path);
    const projectId = await beginCollection(session.page, appUrl(), { name: 'Kept', seed: 1 });
    await importFolder(session.page, pictures.folder);
    await goTo(session.page, 'Label');
    let page = session.page;
    let confirmedBefore = 0;
    for (let moment = 0; moment < moments; moment += 1) {
      await page.locator('img[data-item]').first().waitFor();
      await expect.poll(async () => (await readDesk(page)).confirmed).not.toBeNull();
      const kind = random() < 0.5 ? 'browser' : 'renderer';
      const delay = 20 + random() * 350;
      const living = session;
      const victims = await living.processes(kind);
      let isDead = false;
      const gone = Promise.race([
        page.waitForEvent('crash', { timeout: 0 }),
        page.waitForEvent('close', { timeout: 0 }),
      ]);
      const counter = watchCounter(page, () => isDead);
      const labelling = labelUntilDeath(page, () => isDead).catch((error: unknown) => {
        if (!isDead) throw error;
      });
      await pause(delay);
      isDead = true;
      expect(victims).not.toEqual([]);
      for (const pid of victims) process.kill(pid, 'SIGKILL');
      // A key that was on its way when its process died may never be answered: only failures count.
      await Promise.race([gone, Promise.all([counter.done, labelling]).then(() => gone)]);

      if (kind === 'browser') {
        session = await openSession(profile.path);
        page = session.page;
      } else {
        // The dead tab is left as it is: to close it would be to wait for it.
        page = await page.context().newPage();
      }
      await page.goto(`${appUrl()}#/p/${projectId}/label`);
      const decided = await decidedItems(page, projectId);
      const what = `decisions after the ${kind} was killed ${Math.round(delay)} ms in (moment ${moment + 1})`;
      expect(decided, what).toBeGreaterThanOrEqual(Math.max(counter.highest, confirmedBefore));
      confirmedBefore = decided;
    }
    expect(confirmedBefore).toBeGreaterThan(moments);
  } finally {
    await session?.close();
    profile.remove();
    pictures.remove();
  }
});

/** Counted in the database and held against the log, through the app that opened it again. */
async function decidedItems(page: Page, projectId: string): Promise<number> {
  await page.locator('img[data-item]').first().waitFor();
  const items = await readRows(page, { store: 'items', projectId, fields: ['state', 'standing'] });
  const events = await readRows(page, { store: 'decisions', projectId, fields: ['id'] });
  const known = new Set(events.map(({ id }) => id));
  const decided = items.filter(({ state }) => state === 'decided');
  expect(decided.every(({ standing }) => standing !== null && known.has(standing.decisionId))).toBe(
    true,
  );
  expect(decided.length).toBe(events.length);
  return decided.length;
}
