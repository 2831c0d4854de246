import { describe, expect, it } from 'vitest';
import { errorAt, fitPowerLaw } from '../../../src/statistics/power-law';

const sizes = [10, 20, 40, 80, 160, 320];
const through = (law: { asymptote: number; scale: number; exponent: number }) =>
  sizes.map((n) => ({ n, error: errorAt(law, n), weight: 1 }));

describe('the inverse power law of a learning curve', () => {
  it('is found again where the points lie on it', () => {
    const law = { asymptote: 0.08, scale: 1.2, exponent: 0.5 };
    const found = fitPowerLaw(through(law))!;
    expect(found.exponent).toBeCloseTo(0.5, 6);
    expect(found.asymptote).toBeCloseTo(0.08, 6);
    expect(found.scale).toBeCloseTo(1.2, 6);
  });

  it('is found where nothing stays wrong in the end', () => {
    const found = fitPowerLaw(through({ asymptote: 0, scale: 0.9, exponent: 0.35 }))!;
    expect(found.asymptote).toBeCloseTo(0, 6);
    expect(found.exponent).toBeCloseTo(0.35, 6);
  });

  it('foretells a point it was not shown', () => {
    const law = { asymptote: 0.05, scale: 1, exponent: 0.6 };
    const noisy = through(law).map((point, at) => ({
      ...point,
      error: point.error + (at % 2 === 0 ? 0.005 : -0.005),
    }));
    expect(errorAt(fitPowerLaw(noisy)!, 640)).toBeCloseTo(errorAt(law, 640), 1);
  });

  it('follows the points that count most', () => {
    const points = through({ asymptote: 0.1, scale: 1, exponent: 0.5 });
    const outlier = { n: 5, error: 0.2, weight: 1e-6 };
    expect(fitPowerLaw([outlier, ...points])!.asymptote).toBeCloseTo(0.1, 2);
  });

  it('is not there where the error does not fall', () => {
    expect(fitPowerLaw(sizes.map((n) => ({ n, error: 0.3 + n / 1e4, weight: 1 })))).toBeNull();
  });

  it('is not there with two points', () => {
    expect(fitPowerLaw(through({ asymptote: 0, scale: 1, exponent: 1 }).slice(0, 2))).toBeNull();
  });
});
