import { describe, expect, it } from 'vitest';
import { imageAddresses, readImageInfo } from '../../../src/exchange/iiif-image';

const service = 'https://images.example.org/iiif/7';
const large = { width: 8000, height: 6000 };

/** The sizes that would be asked for, best first. */
function sizes(info: object, longest = 1024): string[] {
  const read = readImageInfo(JSON.stringify(info));
  if (!read.ok) throw new Error(read.problem.detail);
  return imageAddresses(service, read.value, longest).map((address) => {
    const [size, rotation, quality] = address.slice(`${service}/full/`.length).split('/');
    expect([rotation, quality]).toEqual([
      '0',
      version1.test(JSON.stringify(info)) ? 'native.jpg' : 'default.jpg',
    ]);
    return size ?? '';
  });
}

const version1 = /image-api\/1|image\/1/;
const v3 = { '@context': 'http://iiif.io/api/image/3/context.json', type: 'ImageService3' };
const v2 = { '@context': 'http://iiif.io/api/image/2/context.json' };
const level2 = 'http://iiif.io/api/image/2/level2.json';

describe('the size that is asked of an image service', () => {
  it('is the working side, in each version’s own words', () => {
    expect(sizes({ ...v3, ...large, profile: 'level2' })[0]).toBe('1024,768');
    expect(sizes({ ...v2, ...large, profile: [level2] })[0]).toBe('1024,768');
    expect(sizes({ ...v2, ...large, profile: 'http://iiif.io/api/image/2/level1.json' })[0]).toBe(
      '1024,',
    );
    const old = 'http://library.stanford.edu/iiif/image-api/1.1/compliance.html#level1';
    const context = 'http://library.stanford.edu/iiif/image-api/1.1/context.json';
    expect(sizes({ '@context': context, ...large, profile: old })[0]).toBe('1024,');
  });

  it('is the next larger one on a list, where there is nothing but the list', () => {
    const listed = [250, 500, 1000, 2000, 4000].map((width) => ({ width, height: width * 0.75 }));
    expect(sizes({ ...v3, ...large, profile: 'level0', sizes: listed })[0]).toBe('2000,1500');
    expect(sizes({ ...v2, ...large, profile: 'level0', sizes: listed })[0]).toBe('2000,');
    expect(sizes({ ...v3, ...large, profile: 'level0', sizes: listed.slice(0, 2) })[0]).toBe(
      '500,375',
    );
  });

  it('never passes what the service allows', () => {
    const limited = { ...v3, ...large, profile: 'level2' };
    expect(sizes({ ...limited, maxWidth: 600 })[0]).toBe('600,450');
    expect(sizes({ ...limited, maxArea: 120_000 })[0]).toBe('400,300');
    expect(sizes({ ...v2, ...large, profile: [level2, { maxWidth: 600 }] })[0]).toBe('600,450');
  });

  it('is never larger than the picture', () => {
    expect(sizes({ ...v3, width: 500, height: 400, profile: 'level2' })[0]).toBe('max');
    expect(sizes({ ...v2, width: 500, height: 400, profile: level2 })[0]).toBe('full');
  });

  it('is the whole only where a service offers no choice', () => {
    expect(sizes({ ...v3, ...large, profile: 'level0' })).toEqual(['max', 'full']);
    expect(sizes({ ...v3, ...large, profile: 'level2' })).not.toContain('max');
  });
});

it.each([
  ['nothing', ''],
  ['a page', '<html>'],
  ['no size', '{"width":100}'],
  ['size zero', '{"width":0,"height":0}'],
  ['size in words', '{"width":"wide","height":"high"}'],
  ['a size beyond numbers', '{"width":1e400,"height":1}'],
])('a description that cannot be believed is refused: %s', (_, text) => {
  expect(readImageInfo(text)).toMatchObject({ ok: false, problem: { kind: 'not-iiif' } });
});

it('what is odd in a description costs nothing else', () => {
  const odd = {
    ...v2,
    ...large,
    sizes: [null, { width: -1, height: 1 }, 'x'],
    profile: [level2, 5, { supports: 9 }],
    maxArea: 'much',
  };
  expect(sizes(odd)[0]).toBe('1024,768');
});
