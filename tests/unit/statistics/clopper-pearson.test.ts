import { describe, expect, it } from 'vitest';
import { betaBelow, betaQuantile } from '../../../src/statistics/beta';
import { clopperPearsonUpper } from '../../../src/statistics/clopper-pearson';
import { logFactorial, logGamma } from '../../../src/statistics/gamma';

// All reference values: SciPy 1.10.1 (stats.beta.ppf, stats.beta.cdf, special.gammaln).

describe('the exact upper bound of an error rate', () => {
  it.each([
    [0, 29, 0.05, 0.0981446276772957],
    [0, 28, 0.05, 0.10146573557272467],
    [0, 59, 0.05, 0.04950760988822693],
    [0, 149, 0.05, 0.019904816220685073],
    [3, 120, 0.05, 0.06334394100185876],
    [17, 40, 0.05, 0.5668609107163234],
    [299, 300, 0.05, 0.9998290369678865],
    [250, 3000, 0.05, 0.09210486912880102],
    [5, 80, 0.01, 0.15571048845740024],
  ])('after %i errors in %i, at alpha %f, is %f', (errors, n, alpha, bound) => {
    expect(clopperPearsonUpper(errors, n, alpha)).toBeCloseTo(bound, 10);
  });

  it('promises nothing where nothing was seen, or everything was wrong', () => {
    expect(clopperPearsonUpper(0, 0)).toBe(1);
    expect(clopperPearsonUpper(7, 7)).toBe(1);
  });
});

describe('the beta distribution', () => {
  it.each([
    [0.3, 2, 5, 0.5798250000000003],
    [0.9, 40, 3.5, 0.2758748906628961],
    [0.01, 0.5, 0.5, 0.06376856085851985],
    [0.5, 1000, 1010, 0.5882698275437278],
  ])('below %f, for a = %f and b = %f, holds %f', (x, a, b, share) => {
    expect(betaBelow(x, a, b)).toBeCloseTo(share, 10);
  });

  it.each([
    [0.025, 3, 8, 0.06673951117773447],
    [0.975, 120, 7, 0.9773747867273319],
  ])('has its %f point, for a = %f and b = %f, at %f', (p, a, b, x) => {
    expect(betaQuantile(p, a, b)).toBeCloseTo(x, 10);
  });

  it('ends at zero and one', () => {
    expect(betaBelow(0, 2, 3)).toBe(0);
    expect(betaBelow(1, 2, 3)).toBe(1);
  });
});

describe('the logarithm of gamma', () => {
  it.each([
    [0.1, 2.252712651734206],
    [0.5, 0.5723649429247],
    [1, 0],
    [2.5, 0.2846828704729192],
    [10, 12.801827480081469],
    [171, 706.5730622457875],
  ])('of %f is %f', (x, value) => expect(logGamma(x)).toBeCloseTo(value, 9));

  it('counts factorials', () => {
    expect(logFactorial(0)).toBe(0);
    expect(logFactorial(6)).toBeCloseTo(Math.log(720), 10);
  });
});
