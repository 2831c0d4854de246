import { beforeEach, describe, expect, inject, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { allowHost } from '../../../src/collection/allowances';
import { database } from '../../../src/collection/database';
import type { Item } from '../../../src/collection/records';
import LookCloser from '../../../src/viewer/LookCloser.svelte';
import { encoded, halves } from '../pictures/files';
import { importInto, originalIn } from '../workers/originals/sheets';
import { show } from '../widgets/mounted';

beforeEach(() => page.viewport(1280, 800));

let closed = 0;

function lookAt(item: Item) {
  closed = 0;
  show(LookCloser, { item, onclose: () => (closed += 1) });
  return page.getByRole('group', { name: 'Zoomed picture' });
}

const zoomOf = (glass: ReturnType<typeof lookAt>) =>
  Number((glass.element() as HTMLElement).dataset.zoom);

/** Of the pixel in the middle of what the glass shows. */
function middle(glass: ReturnType<typeof lookAt>): number[] {
  const canvas = glass.element().querySelector('canvas');
  const context = canvas?.getContext('2d');
  if (!canvas || !context) return [];
  const found = context.getImageData(canvas.width / 4, canvas.height / 2, 1, 1).data;
  return [...found.subarray(0, 3)];
}

describe('the original, from its file', () => {
  test('is shown at its own size, and says so', async () => {
    const item = await originalIn('wide.jpg', { width: 3000, height: 2000 });
    const glass = lookAt(item);
    await expect.element(glass).toHaveTextContent('The original, 3000 × 2000 pixels');
    await expect.poll(() => zoomOf(glass)).toBeCloseTo(2, 1);
    await expect
      .poll(() => (middle(glass)[0] ?? 0) > 180 && (middle(glass)[2] ?? 255) < 80)
      .toBe(true);
  });

  test('is looked into by key: + and − zoom, 0 shows the whole, arrows move, Escape closes', async () => {
    const item = await originalIn('keys.jpg', { width: 1600, height: 1200 });
    const glass = lookAt(item);
    await expect.poll(() => zoomOf(glass)).toBeCloseTo(2, 1);
    const button = page.getByRole('button', { name: 'Zoom in' });
    (button.element() as HTMLElement).focus();
    await userEvent.keyboard('+');
    await expect.poll(() => zoomOf(glass)).toBeGreaterThan(2.5);
    await userEvent.keyboard('-');
    await expect.poll(() => zoomOf(glass)).toBeCloseTo(2, 1);
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}');
    // Red on the left, blue on the right.
    await expect.poll(() => (middle(glass)[2] ?? 0) > 180).toBe(true);
    await userEvent.keyboard('0');
    await expect.poll(() => zoomOf(glass)).toBeCloseTo(1, 1);
    await userEvent.keyboard('{Escape}');
    expect(closed).toBe(1);
  });

  test('has buttons for what wheel and fingers do', async () => {
    const item = await originalIn('buttons.jpg', { width: 1600, height: 1200 });
    const glass = lookAt(item);
    await expect.poll(() => zoomOf(glass)).toBeCloseTo(2, 1);
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await expect.poll(() => zoomOf(glass)).toBeGreaterThan(2.5);
    await page.getByRole('button', { name: 'Zoom out' }).click();
    await expect.poll(() => zoomOf(glass)).toBeCloseTo(2, 1);
    await page.getByRole('button', { name: /Whole picture/ }).click();
    expect(closed).toBe(1);
  });
});

describe('where the original is not to be had, our copy is shown, and why', () => {
  test.each([
    ['has changed', 'the file has changed since it was added'],
    ['is gone', 'the picture has been moved or deleted'],
    ['was never kept', 'no way to the original was kept'],
  ])('a file that %s', async (state, why) => {
    const item = await originalIn('moved.jpg', { width: 1500, height: 1000, isCopied: true });
    const folder = await navigator.storage.getDirectory();
    if (state === 'has changed') {
      const writer = await (await folder.getFileHandle('moved.jpg')).createWritable();
      await writer.write(await encoded('other.jpg', { paint: halves(99) }));
      await writer.close();
    }
    if (state === 'is gone') await folder.removeEntry('moved.jpg');
    if (state === 'was never kept') await database.items.update(item.id, { handle: null });
    const glass = lookAt((await database.items.get(item.id))!);
    await expect.element(glass).toHaveTextContent(`Working copy, 1024 × 683 pixels: ${why}`);
    await expect.poll(() => zoomOf(glass)).toBeCloseTo(2, 1);
  });

  test('where there is no copy either, the glass says so', async () => {
    const item = await originalIn('lost.jpg', { width: 1500, height: 1000 });
    const folder = await navigator.storage.getDirectory();
    await folder.removeEntry('lost.jpg');
    const glass = lookAt(item);
    await expect.element(glass).toHaveTextContent('The picture has been moved or deleted');
    await expect.element(glass).toHaveTextContent('add the folder again');
  });
});

describe('the original on a server', () => {
  const service = `${location.origin}/nobody-serves-this`;

  test('is asked for only once the person has agreed, and the host is named before', async () => {
    const remote = { kind: 'iiif', service } as const;
    const item = await importInto('sheet.jpg', { remote, isCopied: true });
    const glass = lookAt(item);
    const ask = page.getByRole('button', { name: `Ask ${location.host}` });
    await expect.element(ask).toBeVisible();
    await expect.element(glass).toHaveTextContent(`downloads this picture from ${location.host}`);
    expect(await database.allowances.count()).toBe(0);
    await page.getByRole('button', { name: 'Use the working copy' }).click();
    await expect.element(glass).toHaveTextContent('Working copy');
    expect(await database.allowances.count()).toBe(0);
  });

  test('comes tile by tile once the person has agreed', async () => {
    const { kind } = inject('imageServers');
    const { host } = new URL(kind);
    const name = `zoomed ${crypto.randomUUID()}`;
    const remote = { kind: 'iiif', service: `${kind}/of/${encodeURIComponent(name)}/0` } as const;
    const item = await importInto('sheet.jpg', { remote, isCopied: true });
    const asked = async () => {
      const paths = (await (await fetch(`${kind}/asked`)).json()) as string[];
      return paths.filter((path) => path.startsWith(`/of/${name}/`));
    };
    const glass = lookAt(item);
    await page.getByRole('button', { name: `Ask ${host}` }).click();
    await expect.element(glass).toHaveTextContent(`The original at ${host}, 6000 × 4000 pixels`);
    await expect.poll(() => zoomOf(glass)).toBeCloseTo(2, 1);
    // A tile is a part of the picture, at a size of its own.
    const tile = /^\/of\/[^/]+\/0\/\d+,\d+,\d+,\d+\/\d+,\d*\/0\/default\.jpg$/;
    await expect.poll(async () => (await asked()).some((path) => tile.test(path))).toBe(true);
    await expect.poll(() => middle(glass).some((value) => value > 0)).toBe(true);
  });

  test('is not asked about again; a server that has no such picture is named as the reason', async () => {
    const remote = { kind: 'iiif', service } as const;
    const item = await importInto('sheet.jpg', { remote, isCopied: true });
    await allowHost(item.projectId, location.host);
    const glass = lookAt(item);
    await expect.element(glass).toHaveTextContent('Working copy');
    expect(page.getByRole('button', { name: `Ask ${location.host}` }).elements()).toHaveLength(0);
  });
});
