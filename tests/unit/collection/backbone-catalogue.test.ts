import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { bundledBackbone, bundledNetworks } from '../../../src/collection/backbone-catalogue';

describe('the network new collections stand on', () => {
  it('is the one that lies in public/backbone', async () => {
    const weights = await readFile('public/backbone/weights.bin');
    expect(createHash('sha256').update(weights).digest('hex')).toBe(bundledBackbone);
  });

  it('lies there beside those that earlier collections stand on, each under its own hash', async () => {
    for (const [hash, files] of bundledNetworks) {
      const weights = await readFile(`public/backbone/${files.weights}`);
      expect(createHash('sha256').update(weights).digest('hex')).toBe(hash);
    }
  });
});
