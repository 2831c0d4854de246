import { describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import ProgressBar from '../../../src/widgets/ProgressBar.svelte';
import StatusLine from '../../../src/widgets/StatusLine.svelte';
import { show } from './mounted';

describe('a wait', () => {
  it('says how far it is and how long it may take', async () => {
    show(ProgressBar, { label: 'Reading pictures', done: 412, total: 2300, secondsLeft: 118 });
    const bar = page.getByRole('progressbar', { name: 'Reading pictures' });
    await expect.element(bar).toHaveAttribute('value', '412');
    await expect.element(page.getByText('412 of 2,300 · about 2 minutes left')).toBeVisible();
  });

  it('offers a way out only where there is one', async () => {
    const oncancel = vi.fn();
    show(ProgressBar, { label: 'Importing', done: 1, total: 2, oncancel });
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(oncancel).toHaveBeenCalledOnce();
  });

  it('does not pretend to know an end it does not know', async () => {
    show(ProgressBar, { label: 'Starting', done: 0, total: 0 });
    const bar = page.getByRole('progressbar', { name: 'Starting' });
    await expect.element(bar).not.toHaveAttribute('value');
  });
});

describe('the status line', () => {
  it('is read out politely and offers its action', async () => {
    const onaction = vi.fn();
    show(StatusLine, { message: 'Saved.', actionLabel: 'Undo', onaction });
    await expect.element(page.getByRole('status')).toHaveTextContent('Saved.');
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(onaction).toHaveBeenCalledOnce();
    await expect.element(page.getByText('Saved.')).not.toBeInTheDocument();
  });

  it('lets a loss be dismissed', async () => {
    show(StatusLine, { message: 'The disk is full.', tone: 'loss' });
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect.element(page.getByText('The disk is full.')).not.toBeInTheDocument();
  });
});
