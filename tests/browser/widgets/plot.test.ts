import type * as Observable from '@observablehq/plot';
import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import Plot from '../../../src/widgets/Plot.svelte';
import { show } from './mounted';

const sentence = 'Accuracy rose from 40 % to 82 % over 60 decisions.';

function curve() {
  const points = [
    { decisions: 12, accuracy: 0.4 },
    { decisions: 60, accuracy: 0.82 },
  ];
  show(Plot, {
    sentence,
    options: (plot: typeof Observable) => ({
      marks: [plot.lineY(points, { x: 'decisions', y: 'accuracy' })],
    }),
    columns: [
      { label: 'Decisions', numeric: true },
      { label: 'Accuracy', numeric: true },
    ],
    rows: points.map(({ decisions, accuracy }) => [decisions, accuracy]),
  });
}

describe('a plot', () => {
  it('is a picture whose name is the sentence that says what it shows', async () => {
    curve();
    await expect.element(page.getByRole('img', { name: sentence })).toBeVisible();
  });

  it('shows its numbers as a table and goes back', async () => {
    curve();
    await page.getByRole('button', { name: 'Show as table' }).click();
    await expect.element(page.getByRole('table', { name: sentence })).toBeVisible();
    await expect.element(page.getByRole('columnheader', { name: 'Accuracy' })).toBeVisible();
    await expect.element(page.getByRole('cell', { name: '0.82' })).toBeVisible();
    await page.getByRole('button', { name: 'Show as chart' }).click();
    await expect.element(page.getByRole('img', { name: sentence })).toBeVisible();
  });
});
