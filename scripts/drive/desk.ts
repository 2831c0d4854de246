/** The labelling desk, by keyboard, with what can be read off it. */
import type { Page } from '@playwright/test';

export interface DeskView {
  /** Id of the picture on the desk; null when there is none. */
  item: number | null;
  /** The label suggested, as it is called on the screen; null for none, or "I don't know". */
  suggestion: string | null;
  /** Keys of the labels that have one. */
  keys: Record<string, string>;
  /** Decisions the counter shows: those the database has confirmed. */
  confirmed: number | null;
}

export async function readDesk(page: Page): Promise<DeskView> {
  return page.evaluate(() => {
    const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];
    const picture = all('img[data-item]').at(0);
    const suggestion = all('[aria-label="Suggestion"]').at(0);
    const isOffered = (suggestion?.querySelectorAll('button').length ?? 0) > 0;
    const counter = all('aside footer p').find((line) => /^[\d,]+ decisions?/.test(line.innerText));
    return {
      item: picture === undefined ? null : Number(picture.dataset.item),
      suggestion: isOffered ? (suggestion?.querySelector('strong')?.innerText ?? null) : null,
      keys: Object.fromEntries(
        all('[aria-label="Labels"] button[aria-keyshortcuts]').map((button) => [
          button.querySelector('span')?.innerText ?? '',
          button.getAttribute('aria-keyshortcuts') ?? '',
        ]),
      ),
      confirmed:
        counter === undefined
          ? null
          : Number(/^[\d,]+/.exec(counter.innerText)?.[0].replaceAll(',', '')),
    };
  });
}

/** Waits until a picture lies on the desk with labels to choose from, or it says that none is left. */
export async function deskReady(page: Page): Promise<void> {
  const picture = page.locator('img[data-item]').first();
  const end = page.getByRole('heading', { name: 'Every picture is decided' });
  await picture.or(end).first().waitFor();
  await page.getByRole('group', { name: 'Labels' }).or(end).first().waitFor();
}

/** Waits until another picture than `before` lies on the desk, or none is left. */
export async function nextPicture(page: Page, before: DeskView): Promise<void> {
  await page.waitForFunction(
    (item) => {
      const picture = document.querySelector<HTMLElement>('img[data-item]');
      return picture?.dataset.item !== String(item);
    },
    before.item,
    { polling: 'raf', timeout: 120_000 },
  );
}

/** Waits until the counter on the screen has reached `count`. */
export async function confirmed(page: Page, count: number): Promise<void> {
  await page.waitForFunction(
    (wanted) =>
      [...document.querySelectorAll<HTMLElement>('aside footer p')].some(
        (line) =>
          Number(/^[\d,]+(?= decisions?)/.exec(line.innerText)?.[0].replaceAll(',', '')) >= wanted,
      ),
    count,
    { polling: 'raf', timeout: 120_000 },
  );
}

/** Chooses a label by its key, or by typing its name where it has none. */
export async function choose(page: Page, view: DeskView, label: string): Promise<void> {
  const key = view.keys[label];
  if (key !== undefined) {
    await page.keyboard.press(key);
    return;
  }
  await page.keyboard.press('/');
  await page.keyboard.type(label);
  const matches = page.getByRole('listbox', { name: 'Matching labels' });
  const chosen = matches.getByRole('option', { selected: true });
  const options = await matches.getByRole('option').count();
  for (let step = 0; step < options; step += 1) {
    if ((await chosen.innerText()).trim() === label) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  // Out of the field again, so that Enter, digits and letters mean what they mean at the desk.
  await page.keyboard.press('Escape');
}
