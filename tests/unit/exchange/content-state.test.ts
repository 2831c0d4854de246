import { describe, expect, it } from 'vitest';
import { contentStateIn, contentStateWritten } from '../../../src/exchange/content-state';
import { readIiif, type IiifManifest } from '../../../src/exchange/iiif-reading';
import { granted } from '../collection/stage';

const manifest = 'https://library.example.org/m.json';
const canvas = 'https://library.example.org/canvas/2';
const partOf = [{ id: manifest, type: 'Manifest' }];

const states: [string, object, object][] = [
  [
    'an annotation on a canvas',
    {
      type: 'Annotation',
      motivation: ['contentState'],
      target: { id: canvas, type: 'Canvas', partOf },
    },
    { manifest, canvas, selector: null },
  ],
  ['the canvas itself', { id: canvas, type: 'Canvas', partOf }, { manifest, canvas }],
  [
    'a region of it',
    { id: `${canvas}#xywh=10,20,30,40`, type: 'Canvas', partOf },
    { manifest, canvas, selector: 'xywh=10,20,30,40' },
  ],
  [
    'a region by a selector',
    {
      type: 'Annotation',
      motivation: 'contentState',
      target: {
        type: 'SpecificResource',
        source: { id: canvas, type: 'Canvas', partOf },
        selector: { type: 'FragmentSelector', value: 'xywh=10,20,30,40' },
      },
    },
    { manifest, canvas, selector: { type: 'FragmentSelector' } },
  ],
  ['a manifest', { id: manifest, type: 'Manifest' }, { manifest, canvas: '' }],
  [
    'a manifest by its address',
    { type: 'Annotation', motivation: ['contentState'], target: manifest },
    { manifest, canvas: '' },
  ],
];

/** As the specification encodes it. */
function encoded(state: object): string {
  const base64 = btoa(encodeURIComponent(JSON.stringify(state)));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

describe('a content state', () => {
  it.each(states)('may be %s, in a file or in an address', (_, state, found) => {
    expect(contentStateWritten(JSON.stringify(state))).toMatchObject(found);
    const viewer = 'https://viewer.example.org/?iiif-content=';
    expect(contentStateIn(viewer + encoded(state))).toMatchObject(found);
    expect(contentStateIn(viewer + encodeURIComponent(JSON.stringify(state)))).toMatchObject(found);
  });

  it.each([
    ['a manifest with its pictures', { id: manifest, type: 'Manifest', items: [] }],
    ['a comment on a canvas', { type: 'Annotation', motivation: 'commenting', target: canvas }],
    ['a canvas of no manifest', { id: canvas, type: 'Canvas' }],
    ['a list', []],
  ])('is not %s', (_, json) => {
    expect(contentStateWritten(JSON.stringify(json))).toBeNull();
  });

  it('is none in an address that holds an address, or what is not to be read', () => {
    for (const held of [manifest, '%%%', 'bm8gSlNPTg', '{'])
      expect(contentStateIn(`https://x.org/?iiif-content=${held}`)).toBeNull();
    expect(contentStateIn(manifest)).toBeNull();
  });
});

const image = (n: number) => ({
  id: `https://images.example.org/${n}.jpg`,
  type: 'Image',
  service: [{ id: `https://images.example.org/iiif/${n}`, type: 'ImageService3' }],
});

const page = (n: number, target?: string) => ({
  ...{ id: `https://library.example.org/canvas/${n}`, type: 'Canvas', width: 1000, height: 800 },
  items: [{ items: [{ motivation: 'painting', body: image(n), target }] }],
});

function opened(selector: unknown, target?: string): IiifManifest {
  const json = { id: manifest, type: 'Manifest', items: [page(1), page(2, target), page(3)] };
  const found = granted(readIiif(JSON.stringify(json), manifest, { manifest, canvas, selector }));
  if (found.kind !== 'manifest') throw new Error('It is a collection.');
  return found;
}

describe('what a content state points to', () => {
  it('is opened: that canvas alone', () => {
    const { pictures, canvases } = opened(null);
    expect(canvases).toBe(1);
    expect(pictures).toMatchObject([{ canvas, source: canvas, part: null }]);
  });

  it('may be a region of it, which is cut out of the picture that fills the canvas', () => {
    const region = { x: 10, y: 20, width: 30, height: 40, isPercent: false };
    expect(opened('xywh=10,20,30,40').pictures).toMatchObject([
      {
        ...{ canvas, source: `${canvas}#xywh=10,20,30,40` },
        part: { region, of: { width: 1000, height: 800 } },
        address: 'https://images.example.org/iiif/2/10,20,30,40/max/0/default.jpg',
      },
    ]);
    // A picture that fills a corner of the canvas has other places.
    expect(opened('xywh=1,2,3,4', `${canvas}#xywh=0,0,9,9`).pictures).toMatchObject([
      { part: null },
    ]);
  });

  it('opens the whole manifest where it has no such canvas', () => {
    const json = { id: manifest, type: 'Manifest', items: [page(1), page(3)] };
    const state = { manifest, canvas, selector: null };
    expect(granted(readIiif(JSON.stringify(json), manifest, state))).toMatchObject({ canvases: 2 });
  });
});
