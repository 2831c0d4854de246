import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import App from '../../../src/shell/App.svelte';
import ErrorNotice from '../../../src/shell/ErrorNotice.svelte';
import MachineState from '../../../src/shell/MachineState.svelte';
import { theme } from '../../../src/shell/theme.svelte';
import { eachOnAnEmptyDatabase } from '../../unit/collection/empty-database';
import { addLabels, begin } from '../../unit/collection/stage';
import { show } from '../widgets/mounted';

eachOnAnEmptyDatabase();
afterEach(() => {
  location.hash = '';
  theme.choose('system');
});

const heading = (name: string) => page.getByRole('heading', { level: 1, name });
const place = (name: string) =>
  page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name });

describe('the shell', () => {
  it('begins without a collection: no places, and the promise in the footer', async () => {
    show(App, {});
    await expect
      .element(page.getByRole('contentinfo'))
      .toHaveTextContent('Nothing leaves this browser unless you ask it to.');
    await expect.element(page.getByRole('navigation', { name: 'Places' })).not.toBeInTheDocument();
    expect(document.title).toBe('Vitrine');
  });

  it('shows the five places of a collection and marks where one is', async () => {
    const { id } = await begin({ name: 'Herbarium' });
    location.hash = `#/p/${id}/labels`;
    show(App, {});
    await expect.element(heading('Labels and goals')).toBeVisible();
    for (const name of ['Collection', 'Label', 'Train', 'Review', 'Export'])
      await expect.element(place(name).first()).toBeVisible();
    await expect.element(place('Collection')).toHaveAttribute('aria-current', 'page');
    await expect.element(place('Train')).not.toHaveAttribute('aria-current');
    await expect.poll(() => document.title).toBe('Labels · Herbarium · Vitrine');
  });

  it('moves the focus to the new heading when the place changes, not at the first sight', async () => {
    const { id } = await begin();
    await addLabels(id, 'Map');
    location.hash = `#/p/${id}/labels`;
    show(App, {});
    await expect.element(heading('Labels and goals')).toBeVisible();
    await expect.element(heading('Labels and goals')).not.toHaveFocus();
    await page.getByRole('link', { name: 'Pictures' }).click();
    await expect.element(page.getByRole('heading', { level: 1 })).toHaveFocus();
  });

  it('lets the keyboard skip to the content without leaving the place', async () => {
    show(App, {});
    await expect.element(page.getByRole('button', { name: 'Add images' })).toBeVisible();
    await userEvent.keyboard('{Tab}{Enter}');
    await expect.element(page.getByRole('main')).toHaveFocus();
    expect(location.hash).not.toBe('#main');
  });

  it('follows a new name of the collection', async () => {
    const { id } = await begin({ name: 'Maps' });
    location.hash = `#/p/${id}/labels`;
    show(App, {});
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Charts');
    await userEvent.keyboard('{Tab}');
    await expect.poll(() => document.title).toBe('Labels · Charts · Vitrine');
  });

  it.each(['#/p/no-such-collection/label', '#/cellar'])(
    'at %s says that there is nothing, and shows the way back',
    async (address) => {
      location.hash = address;
      show(App, {});
      await expect.element(heading('Page not found')).toBeVisible();
      await expect
        .element(page.getByRole('link', { name: 'All collections' }))
        .toHaveAttribute('href', '#/');
    },
  );

  it('switches between the system’s theme, light and dark', async () => {
    show(App, {});
    await page.getByRole('button', { name: /^Theme: same as the system/ }).click();
    expect(document.documentElement.dataset.theme).toBe('light');
    await page.getByRole('button', { name: /^Theme: light/ }).click();
    expect(document.documentElement.dataset.theme).toBe('dark');
    theme.choose('system');
    expect(document.documentElement.dataset.theme).toBeUndefined();
  });

  it('explains itself under Help', async () => {
    show(App, {});
    await page.getByRole('button', { name: 'Help' }).click();
    await expect.element(page.getByRole('dialog', { name: 'How Vitrine works' })).toBeVisible();
  });
});

describe('the machine in the top bar', () => {
  it('says what it does, and more when asked', async () => {
    show(MachineState, {
      status: {
        activity: 'embedding',
        progress: { done: 412, total: 2300, secondsLeft: 60 },
        device: { backend: 'webgpu', isSoftware: true, rejected: [] },
        problem: null,
      },
      onrestart: () => undefined,
    });
    const button = page.getByRole('button', { name: /looking at pictures 412 of 2,300/ });
    await button.click();
    await expect.element(page.getByText(/emulated by the processor/)).toBeVisible();
  });

  it('can be started again after it stopped', async () => {
    const onrestart = vi.fn();
    show(MachineState, {
      status: {
        activity: 'stopped',
        progress: null,
        device: null,
        problem: { kind: 'worker-crashed' },
      },
      onrestart,
    });
    await page.getByRole('button', { name: /stopped/ }).click();
    await page.getByRole('button', { name: 'Start it again' }).click();
    expect(onrestart).toHaveBeenCalledOnce();
  });
});

describe('an error of our own making', () => {
  it('says what happened, what is safe, and what to do', async () => {
    const onretry = vi.fn();
    show(ErrorNotice, { error: new Error('undefined is not a fern'), onretry });
    const notice = page.getByRole('alert');
    await expect
      .element(notice)
      .toHaveTextContent(/What is safe:.*every decision you saw confirmed/);
    await expect.element(notice).toHaveTextContent(/What to do:/);
    await expect.element(notice).toHaveTextContent(/undefined is not a fern/);
    await page.getByRole('button', { name: 'Try again' }).click();
    expect(onretry).toHaveBeenCalledOnce();
  });
});
