import { describe, expect, it } from 'vitest';
import { NameGiver, safeName } from '../../../src/exchange/archive-names';

describe('names in an archive', () => {
  it.each([
    ['../../etc/passwd', '_.._etc_passwd.jpg'],
    ['..', 'picture.jpg'],
    ['/absolute.jpg', '_absolute.jpg'],
    ['C:\\windows\\system.jpg', 'C__windows_system.jpg'],
    ['con.jpg', '_con.jpg'],
    ['LPT1', '_LPT1.jpg'],
    ['aux.tar.jpg', '_aux.tar.jpg'],
    ['console.jpg', 'console.jpg'],
    ['a<b>c:"d"|e?f*g.jpg', 'a_b_c__d__e_f_g.jpg'],
    ['line\nbreak\u0000nul.jpg', 'line_break_nul.jpg'],
    ['photo\u202Egpj.exe', 'photogpj.jpg'],
    ['ends with dots...', 'ends with dots.jpg'],
    [' space .jpg', 'space.jpg'],
    ['.hidden.jpg', 'hidden.jpg'],
    ['', 'picture.jpg'],
    ['كتاب قديم.jpg', 'كتاب قديم.jpg'],
    ['🗺️ map.JPEG', '🗺️ map.jpeg'],
    ['e\u0301te\u0301.jpg', 'été.jpg'],
    ['half \ud83d.jpg', 'half.jpg'],
  ])('takes %j as %j', (name, safe) => {
    expect(safeName(name, 'image/jpeg')).toBe(safe);
  });

  it('has the extension of what the file is', () => {
    expect(safeName('scan.tif', 'image/png')).toBe('scan.png');
    expect(safeName('1903.114.7', 'image/webp')).toBe('1903.114.7.webp');
    expect(safeName('original.tif', 'image/tiff')).toBe('original.tif');
  });

  it('stays far below 255 bytes without cutting a character in two', () => {
    for (const name of ['x'.repeat(300), '🗺️'.repeat(255), 'é'.repeat(255), 'ك'.repeat(255)]) {
      const safe = safeName(`${name}.jpg`, 'image/jpeg');
      expect(new TextEncoder().encode(safe).byteLength).toBeLessThan(230);
      expect(safe).toMatch(/\.jpg$/);
      expect(safe).not.toMatch(/\p{Surrogate}/u);
    }
  });

  it('are never given twice, upper case, accents and taken numbers considered', () => {
    const names = new NameGiver();
    const given = ['a.jpg', 'A.JPG', 'a (2).jpg', 'a.jpg', 'e\u0301.jpg', 'é.jpg', 'Ａ.jpg'].map(
      (name) => names.give(name, 'image/jpeg'),
    );
    expect(given).toEqual([
      'a.jpg',
      'A (2).jpg',
      'a (2) (2).jpg',
      'a (3).jpg',
      'é.jpg',
      'é (2).jpg',
      'Ａ (4).jpg',
    ]);
  });

  it('are given quickly to ten thousand pictures of one name', () => {
    const names = new NameGiver();
    const given = Array.from({ length: 10_000 }, () => names.give('IMG_0001.jpg', 'image/jpeg'));
    expect(new Set(given).size).toBe(10_000);
    expect(given.at(-1)).toBe('IMG_0001 (10000).jpg');
  });
});
