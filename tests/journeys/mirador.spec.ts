/**
 * Tags as a viewer shows them: Mirador, from its npm package, opens a manifest of the IIIF Cookbook on
 * which our annotations lie. Nothing is fetched from anywhere but this test.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { annotationPage } from '../../src/exchange/labels-iiif';
import { outgoing, suggested } from '../unit/exchange/pictures';

const fixture = join(
  import.meta.dirname,
  '../../../shared/fixtures/iiif/cookbook/0001-mvm-image/manifest.json',
);
const require = createRequire(import.meta.url);
const site = 'https://library.example.org/';
const canvas = `${site}canvas/p1`;

/** A picture for the canvas: what it shows does not matter. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

test('Mirador shows our tags on somebody else’s manifest', async ({ page }) => {
  test.skip(!existsSync(fixture), `there is no ${fixture} beside this repository`);
  const row = outgoing(12, [], {
    labels: [
      { name: 'Fern, "dried"', uri: 'https://vocab.example.org/aat/300132399' },
      { name: 'كتاب قديم', uri: '' },
    ],
  });
  const model = outgoing(13, [], {
    ...suggested,
    labels: [{ name: 'Moss, as a model sees it', uri: '' }],
  });
  const where = { address: site, canvasOf: () => canvas };
  const pages = [row, model].map((each) => annotationPage(each, where));
  const manifest = JSON.parse(
    readFileSync(fixture, 'utf8')
      .replaceAll('{{ id.url }}', `${site}manifest.json`)
      .replaceAll('{{ id.path }}/', site),
  ) as { items: { id: string; annotations?: object[] }[] };
  expect(manifest.items[0]?.id).toBe(canvas);
  manifest.items[0]!.annotations = pages.map(({ id, type }) => ({ id, type }));

  const answers = new Map<string, unknown>([
    [`${site}manifest.json`, manifest],
    ...pages.map((each): [string, unknown] => [each.id, each]),
  ]);
  await page.route('**/*', async (route) => {
    const address = route.request().url();
    const headers = { 'access-control-allow-origin': '*' };
    if (address === `${site}viewer`) {
      const body = '<!doctype html><title>Viewer</title><div id="viewer"></div>';
      return route.fulfill({ contentType: 'text/html', body });
    }
    const json = answers.get(address);
    if (json !== undefined) return route.fulfill({ headers, json });
    if (/\.(png|jpg)$/.test(address))
      return route.fulfill({ headers, contentType: 'image/png', body: pixel });
    return route.abort();
  });
  await page.goto(`${site}viewer`);
  await page.addScriptTag({ path: require.resolve('mirador') });
  await page.evaluate((manifestId) => {
    const { Mirador } = globalThis as unknown as { Mirador: { viewer(config: object): unknown } };
    Mirador.viewer({
      id: 'viewer',
      windows: [{ manifestId, sideBarOpen: true, sideBarPanel: 'annotations' }],
      window: { defaultSideBarPanel: 'annotations', sideBarOpen: true },
    });
  }, `${site}manifest.json`);

  const tags = page.getByRole('complementary').filter({ hasText: 'Annotations' });
  for (const { labels } of [row, model])
    for (const { name } of labels) await expect(tags.getByText(name).first()).toBeVisible();
});
