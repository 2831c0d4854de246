import { describe, expect, it } from 'vitest';
import { sliceName, sliceWords } from '../../../src/messages/slice-words';
import { slicesOf } from '../../../src/review/slices';
import { wilson } from '../../../src/statistics/intervals';

const noon = Date.UTC(2026, 10, 21, 12);

/** Pictures of one folder, the first `wrong` of them answered wrongly. */
function folder(name: string, n: number, wrong: number, wishes = {}) {
  const picture = { folder: name, type: 'image/jpeg', importedAt: noon, width: 900, height: 600 };
  return Array.from({ length: n }, (_, at) => ({
    item: { ...picture, ...wishes },
    right: at < wrong ? 0 : 1,
  }));
}

const slices = (...pictures: ReturnType<typeof folder>) =>
  slicesOf(
    pictures.map(({ item }) => item),
    pictures.map(({ right }) => right),
  );

describe('slices', () => {
  it('name a folder that the run does worse on, with n, interval and what it reaches elsewhere', () => {
    const found = slices(...folder('scans', 20, 14), ...folder('plates', 60, 5));
    expect(found.map(({ value, isWorse }) => [value, isWorse])).toEqual([
      ['scans', true],
      ['plates', false],
    ]);
    expect(found[0]).toMatchObject({ accuracy: wilson(6, 20), elsewhere: wilson(55, 60) });
    expect(sliceWords(found)).toEqual([
      'It is worse on pictures in the folder “scans”: right for 30\u00a0% of 20 (95\u00a0% interval 15–52\u00a0%), elsewhere for 92\u00a0% of 60.',
    ]);
  });

  it('say that nothing stands out where chance explains the difference', () => {
    const found = slices(...folder('scans', 20, 5), ...folder('plates', 60, 9));
    expect(sliceWords(found)).toEqual([
      'None stands out: of 2 groups by folder, file type, day of import and size, none is worse by more than chance explains.',
    ]);
  });

  it('ask more of a difference the more of them are looked at', () => {
    const many = Array.from({ length: 20 }, (_, at) => folder(`box ${at}`, 8, at === 3 ? 4 : 1));
    const [worst] = slices(...many.flat());
    expect(worst).toMatchObject({ value: 'box 3', isWorse: false });
    const [alone] = slices(...folder('box 3', 8, 4), ...folder('rest', 152, 19));
    expect(alone).toMatchObject({ value: 'box 3', isWorse: true });
  });

  it('look at file type, day and size as well', () => {
    const found = slices(
      ...folder('', 10, 9, { type: 'image/png', width: 300, height: 200 }),
      ...folder('', 30, 1, { importedAt: noon + 86_400_000 }),
    );
    expect(found.filter(({ isWorse }) => isWorse).map(sliceName)).toEqual([
      'PNG files',
      'pictures imported on 21 Nov 2026',
      'pictures whose longest side is under 500 pixels',
    ]);
  });

  it('are not made of a handful of pictures, nor where all are alike', () => {
    expect(slices(...folder('scans', 4, 4), ...folder('plates', 60, 5))).toEqual([]);
    expect(sliceWords([])[0]).toContain('too few or too similar');
  });
});
