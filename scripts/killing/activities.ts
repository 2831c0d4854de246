/** What a page is at when it is killed, what it has told the person by then, and where it goes on. */
import { setTimeout as pause } from 'node:timers/promises';
import { expect, type Page } from '@playwright/test';
import { beginCollection, giveFolder } from '../drive/app';
import { readDesk } from '../drive/desk';
import type { Audit } from './audit';
import type { Life } from './life';
import { within } from './within';

type Counts = Audit['projects'][string];

export interface Activity {
  readonly name: string;
  /** Milliseconds into the work, at least and at most. */
  readonly delay: readonly [number, number];
  /** What must never become less of a project than it was, or than the screen has told. */
  readonly counted: keyof Counts;
  /** The last kill waits for something to lose: on a slow machine the work may take long to begin. */
  readonly hasBegunAtLast?: boolean;
  /** Brings the page to where the work begins; answers with the project it is about. */
  ready(life: Life, known: Counts | null): Promise<string>;
  /** Works until the life is over, telling how far the screen says it has come. */
  work(life: Life, tell: (confirmed: number) => void): Promise<void>;
}

export interface Stage {
  url: string;
  folder: string;
  /** Pictures in the folder. */
  pictures: number;
  /** The collection that is labelled, trained on and backed up. */
  projectId: string;
}

export function importing({ url, folder, pictures }: Stage): Activity {
  let projectId = '';
  return {
    name: 'import',
    delay: [100, 4000],
    counted: 'items',
    hasBegunAtLast: true,
    async ready({ page }, known) {
      // The same folder again goes on where the import was; once all are in, another collection begins.
      if (projectId === '' || (known?.items ?? 0) >= pictures)
        projectId = await beginCollection(page, url, { name: 'Arriving', seed: 1 });
      else await page.goto(`${url}#/p/${projectId}/collection`);
      await page.getByRole('heading', { name: 'Pictures', exact: true }).waitFor();
      return projectId;
    },
    async work(life, tell) {
      await giveFolder(life.page, folder);
      const bar = life.page.getByRole('progressbar', { name: 'Adding pictures' });
      while (!life.isDead) {
        const done = await bar.evaluateAll((bars) => bars[0]?.getAttribute('value'));
        tell(Number(done ?? 0));
      }
    },
  };
}

export function labelling({ url, projectId }: Stage): Activity {
  return {
    name: 'labelling',
    delay: [20, 400],
    counted: 'decided',
    async ready({ page }) {
      await page.goto(`${url}#/p/${projectId}/label`);
      await page.locator('img[data-item]').first().waitFor();
      await expect.poll(async () => (await readDesk(page)).confirmed).not.toBeNull();
      return projectId;
    },
    async work(life, tell) {
      const pressing = async () => {
        for (let keys = 0; !life.isDead && keys < 12; keys += 1) {
          await life.page.keyboard.press(String(1 + (keys % 4)));
          await pause(15);
        }
      };
      const watching = async () => {
        while (!life.isDead) tell((await readDesk(life.page)).confirmed ?? 0);
      };
      await Promise.all([pressing(), watching()]);
    },
  };
}

export function training({ url, projectId }: Stage): Activity {
  const epochIn = async (page: Page) => {
    const labels = page.getByText(/^Epoch \d+ of \d+/);
    const text = await labels.evaluateAll((found) => found[0]?.textContent ?? '');
    return Number(/\d+/.exec(text)?.[0] ?? 0);
  };
  let isEarly = false;
  let [finished, first] = [0, 0];
  return {
    name: 'training',
    delay: [0, 5000],
    counted: 'epochs',
    async ready({ page }, known) {
      await page.goto(`${url}#/p/${projectId}/train`);
      const resume = page.getByRole('button', { name: 'Resume' });
      const begin = page.getByRole('button', { name: 'Train deeper' });
      await resume.or(begin).first().waitFor({ timeout: 60_000 });
      if (await resume.isVisible()) await resume.click();
      else {
        await page.getByRole('radio', { name: /^Last block/ }).check();
        await page.getByLabel('Epochs').fill('6');
        await smallSteps(page);
        await begin.click();
      }
      // Every other time it is killed while it gets ready; as is one that takes long for that.
      isEarly = !isEarly;
      const limit = Date.now() + (isEarly ? 0 : 20_000);
      while (Date.now() < limit && (await epochIn(page)) === 0) await pause(100);
      [finished, first] = [known?.epochs ?? 0, await epochIn(page)];
      return projectId;
    },
    async work(life, tell) {
      while (!life.isDead) {
        const epoch = await epochIn(life.page);
        first ||= epoch;
        // The epoch under way has begun when the one before it was kept.
        tell(finished + Math.max(0, epoch - first));
      }
    },
  };
}

/** The screen may be drawn anew, its details closed again, while the machine wakes up. */
export async function smallSteps(page: Page): Promise<void> {
  const field = page.getByLabel(/^Batch size/);
  await expect(async () => {
    if (!(await field.isVisible())) await page.getByText('Advanced settings').click();
    await field.fill('4', { timeout: 1000 });
  }).toPass({ timeout: 30_000 });
}

export function backingUp({ url, projectId }: Stage): Activity {
  let isByHand = false;
  return {
    name: 'backup',
    delay: [0, 6000],
    counted: 'decisions',
    async ready({ page }) {
      await page.goto(`${url}#/p/${projectId}/labels`);
      await page.getByRole('button', { name: 'Back up collection' }).waitFor();
      return projectId;
    },
    async work(life) {
      const { page } = life;
      isByHand = !isByHand;
      const byHand = page.getByRole('button', { name: 'Back up collection' });
      // Again and again, so that the kill finds it being written.
      while (isByHand && !life.isDead) await byHand.click();
      if (isByHand) return;
      // A folder that was picked again is written within five seconds.
      const pick = page.getByRole('button', { name: /^(Save to a folder|Choose another folder)$/ });
      await within(30, 'a folder can be picked', pick.click());
    },
  };
}
