import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { bundledBackbone } from '../../src/bundled-backbone';
import { bundledBackbone as catalogueEntry } from '../../src/model/catalogue';

describe('the network new collections stand on', () => {
  it('is the one that lies in public/backbone', async () => {
    const weights = await readFile('public/backbone/weights.bin');
    expect(createHash('sha256').update(weights).digest('hex')).toBe(bundledBackbone);
  });

  it('is the one the catalogue calls bundled', () => {
    expect(catalogueEntry.sha256).toBe(bundledBackbone);
  });
});
