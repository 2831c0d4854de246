import { tick } from 'svelte';
import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import DialogStage from './DialogStage.svelte';
import { show } from './mounted';

const opener = () => page.getByRole('button', { name: 'Open it' });
const dialog = () => page.getByRole('dialog', { name: 'Delete “Maps”?' });
/** Within this very task, as no mouse is. */
const press = (button: ReturnType<typeof opener>) => (button.element() as HTMLElement).click();

describe('a dialog', () => {
  it('begins at the first thing to fill in', async () => {
    show(DialogStage, { hasField: true });
    await opener().click();
    await expect.element(page.getByRole('textbox', { name: 'Why' })).toHaveFocus();
  });

  it('begins at the least drastic answer when there is nothing to fill in', async () => {
    show(DialogStage, { hasField: false });
    await opener().click();
    await expect.element(page.getByRole('button', { name: 'Keep it' })).toHaveFocus();
  });

  it('closes on Escape, says so once, and gives the focus back', async () => {
    show(DialogStage, { hasField: true });
    await opener().click();
    await expect.element(dialog()).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(dialog()).not.toBeInTheDocument();
    await expect.element(opener()).toHaveFocus();
    await expect.element(page.getByText('closed 1 times')).toBeInTheDocument();
  });

  it('stays open where it is opened again before the browser tells that it closed', async () => {
    show(DialogStage, { hasField: false });
    await opener().click();
    await expect.element(dialog()).toBeVisible();
    const told = new Promise((resolve) => {
      dialog().element().addEventListener('close', resolve, { once: true });
    });
    press(page.getByRole('button', { name: 'Keep it' }));
    await tick();
    press(opener());
    await told;
    await tick();
    await expect.element(dialog()).toBeVisible();
    await expect.element(page.getByText('closed 0 times')).toBeInTheDocument();
  });

  it('closes by its cross', async () => {
    show(DialogStage, { hasField: false });
    await opener().click();
    await page.getByRole('button', { name: 'Close' }).click();
    await expect.element(dialog()).not.toBeInTheDocument();
  });

  it('keeps Tab inside', async () => {
    show(DialogStage, { hasField: true });
    await opener().click();
    await expect.element(dialog()).toBeVisible();
    const seen = new Set<Element | null>();
    for (let press = 0; press < 8; press += 1) {
      await userEvent.keyboard('{Tab}');
      seen.add(document.activeElement);
    }
    const outside = [...seen].filter(
      (element) => element !== document.body && element?.closest('dialog') === null,
    );
    expect(outside).toEqual([]);
  });
});
