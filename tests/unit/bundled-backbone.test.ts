import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { bundledBackbone } from '../../src/bundled-backbone';

it('new collections stand on the network that lies in public/backbone', async () => {
  const weights = await readFile('public/backbone/weights.bin');
  expect(createHash('sha256').update(weights).digest('hex')).toBe(bundledBackbone);
});
