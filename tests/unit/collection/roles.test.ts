import { describe, expect, it } from 'vitest';
import { benchmarkLimit, draw, roleFor } from '../../../src/collection/roles';

const groups = Array.from({ length: 20_000 }, (_, index) => index.toString(16).padStart(64, '0'));

describe('the draw for a group', () => {
  it('is the same for the same seed and group', () => {
    expect(draw(7, 'volume 3')).toEqual(draw(7, 'volume 3'));
    expect(draw(7, 'volume 3')).not.toEqual(draw(8, 'volume 3'));
    expect(draw(7, 'volume 3')).not.toEqual(draw(7, 'volume 4'));
  });

  it('stays what it was when this was written, so that stored projects go on as they began', () => {
    expect(draw(7, 'volume 3')).toMatchInlineSnapshot(`
      {
        "order": 0.3536170436360164,
        "role": 0.03057299994033147,
      }
    `);
  });

  it('is uniform in [0, 1) over groups, and over seeds', () => {
    const overGroups = groups.map((group) => draw(1, group));
    const overSeeds = groups.map((_, seed) => draw(seed, 'one'));
    for (const draws of [overGroups, overSeeds]) {
      for (const which of ['role', 'order'] as const) {
        const bins = new Array<number>(20).fill(0);
        for (const drawn of draws) {
          const bin = Math.floor(drawn[which] * 20);
          bins[bin] = (bins[bin] ?? 0) + 1;
        }
        expect(Object.keys(bins)).toHaveLength(20); // none below 0, none at 1 or above
        const chiSquare = bins.reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0);
        expect(chiSquare).toBeLessThan(43.8); // 19 degrees of freedom, p = 0.001
      }
    }
  });

  it('orders independently of the role', () => {
    const draws = groups.map((group) => draw(1, group));
    const mean = draws.reduce((sum, d) => sum + (d.role - 0.5) * (d.order - 0.5), 0) / draws.length;
    expect(Math.abs(mean * 12)).toBeLessThan(0.03); // correlation
  });
});

describe('the role for a draw', () => {
  it('is benchmark for 15 %, check for 10 %, pool for the rest', () => {
    expect([0, 0.1499, 0.15, 0.2499, 0.25, 0.9999].map((drawn) => roleFor(drawn, 0))).toEqual([
      'benchmark',
      'benchmark',
      'check',
      'check',
      'pool',
      'pool',
    ]);
  });

  it('sends what would join a full benchmark to the pool', () => {
    expect(roleFor(0.1, benchmarkLimit - 1)).toBe('benchmark');
    expect(roleFor(0.1, benchmarkLimit)).toBe('pool');
    expect(roleFor(0.2, benchmarkLimit)).toBe('check');
  });
});
