import { describe, expect, it } from 'vitest';
import { partAddresses, readImageInfo } from '../../../src/exchange/iiif-image';
import { madeAddress, partIn, partSelected } from '../../../src/exchange/iiif-part';
import { granted } from '../collection/stage';

const service = 'https://images.example.org/iiif/1';
const info = (more = {}) =>
  granted(readImageInfo(JSON.stringify({ width: 3000, height: 2000, profile: 'level2', ...more })));

function asked(
  selector: object,
  longest = 1000,
  of: { width: number; height: number } | null = null,
) {
  const part = partSelected(selector, of);
  if (part === null) throw new Error('It selects nothing.');
  const addresses = partAddresses(service, info(), longest, part);
  return addresses.map((address) => address.slice(service.length + 1));
}

describe('a part of a picture', () => {
  it('is asked of its service in the size that is needed, never larger than it is', () => {
    const region = { type: 'ImageApiSelector', region: '100,200,1500,600' };
    expect(asked(region, 500)[0]).toBe('100,200,1500,600/500,200/0/default.jpg');
    expect(asked(region, 4000)[0]).toBe('100,200,1500,600/full/0/default.jpg');
  });

  it('counts in the pixels of the picture that the manifest speaks of', () => {
    const region = { type: 'ImageApiSelector', region: '100,200,300,400' };
    const of = { width: 1500, height: 1000 };
    expect(asked(region, 4000, of)[0]).toBe('200,400,600,800/full/0/default.jpg');
    const percent = { type: 'FragmentSelector', value: 'xywh=percent:50,50,25,25' };
    expect(asked(percent, 4000, of)[0]).toBe('1500,1000,750,500/full/0/default.jpg');
  });

  it('ends where the picture ends; beside it there is nothing to ask for', () => {
    const over = { type: 'FragmentSelector', value: 'xywh=2900,1900,500,500' };
    expect(asked(over)[0]).toBe('2900,1900,100,100/full/0/default.jpg');
    expect(asked({ type: 'FragmentSelector', value: 'xywh=3000,0,5,5' })).toEqual([]);
  });

  it('may be all of it, turned or mirrored', () => {
    expect(asked({ type: 'ImageApiSelector', rotation: '90' }, 1500)[0]).toBe(
      'full/1500,1000/90/default.jpg',
    );
    expect(asked({ type: 'ImageApiSelector', rotation: 270 }, 4000)[0]).toBe(
      'full/full/270/default.jpg',
    );
    expect(asked({ type: 'ImageApiSelector', rotation: '!0' }, 4000)[0]).toBe(
      'full/full/!0/default.jpg',
    );
  });

  it('is asked of version 3 in its words', () => {
    const three = info({ '@context': 'http://iiif.io/api/image/3/context.json' });
    const part = partIn('xywh=0,0,10,20', null);
    expect(partAddresses(service, three, 100, part!)[0]).toBe(
      `${service}/0,0,10,20/max/0/default.jpg`,
    );
  });

  it.each([
    ['nothing', { type: 'ImageApiSelector' }],
    ['all of it, upright', { type: 'ImageApiSelector', region: 'full', rotation: '360' }],
    ['a drawing', { type: 'SvgSelector', value: '<svg/>' }],
    ['nonsense', { type: 'ImageApiSelector', region: '1,2,0,0', rotation: 'left' }],
    ['a way out', { type: 'ImageApiSelector', region: '../../x', rotation: '0/../..' }],
    ['another kind of thing', 7],
  ])('is none where the selector selects %s', (_, selector) => {
    expect(partSelected(selector, null)).toBeNull();
  });

  it('is told from an address that the Image API made', () => {
    expect(madeAddress(`${service}/full/max/0/default.jpg`)).toEqual({ service, part: null });
    expect(madeAddress(`${service}/1,2,3,4/!200,200/90/default.jpg`)).toMatchObject({
      service,
      part: { region: { x: 1, y: 2, width: 3, height: 4 }, rotation: '90' },
    });
    expect(madeAddress('https://example.org/pictures/a/full/x.jpg')).toBeNull();
  });
});
