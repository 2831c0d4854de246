import { describe, expect, it } from 'vitest';
import {
  addressList,
  gapReports,
  gapSummary,
  offersOf,
  remotePictures,
  samplesOf,
} from '../../../src/intake/iiif-pictures';
import type { IiifManifest, IiifPicture } from '../../../src/workers/protocol/iiif';

const page = (n: number, change: Partial<IiifPicture> = {}): IiifPicture => ({
  name: `f. ${n}`,
  source: `https://a.org/canvas/${n}`,
  canvas: `https://a.org/canvas/${n}`,
  service: `https://images.a.org/${n}`,
  address: '',
  isAlternative: false,
  isPart: false,
  part: null,
  fields: [],
  ...change,
});

const book = (change: Partial<IiifManifest> = {}): IiifManifest => ({
  kind: 'manifest',
  id: 'https://a.org/m.json',
  title: 'Letters / drafts',
  fields: [
    { name: 'Date', value: '1903' },
    { name: 'Rights', value: 'CC0' },
  ],
  pictures: [page(1), page(2)],
  gaps: [],
  canvases: 2,
  beyond: 0,
  ...change,
});

const made = (manifest: IiifManifest, sharesRole = false) =>
  remotePictures(offersOf([manifest]), sharesRole);

describe('a picture on its way in', () => {
  it('that is a part of one is known by its own address, and its service is asked for that part', () => {
    const address = 'https://images.a.org/1/1,2,3,4/max/0/default.jpg';
    const region = { x: 1, y: 2, width: 3, height: 4, isPercent: false };
    const part = { region, rotation: '0', of: null };
    const [first] = made(book({ pictures: [page(1, { part, address })] }));
    expect(first).toMatchObject({
      addresses: [address],
      part: { service: 'https://images.a.org/1', view: part },
      attachments: { record: { remote: { kind: 'url', url: address } } },
    });
  });

  it('carries its canvas, its service and what the manifest says', () => {
    const [first] = made(book());
    expect(first).toMatchObject({ name: 'f. 1', folder: 'Letters - drafts', addresses: [] });
    expect(first?.attachments).toEqual({
      group: null,
      decision: null,
      record: {
        source: 'https://a.org/canvas/1',
        remote: { kind: 'iiif', service: 'https://images.a.org/1' },
        fields: [
          { name: 'Title', value: 'Letters / drafts' },
          { name: 'Date', value: '1903' },
          { name: 'Rights', value: 'CC0' },
          { name: 'Source', value: 'https://a.org/m.json' },
          { name: 'Canvas', value: 'https://a.org/canvas/1' },
        ],
      },
    });
  });

  it('is under the rights of its canvas, where that has its own', () => {
    const fields = [{ name: 'Rights', value: 'In copyright' }];
    const [first] = made(book({ pictures: [page(1, { fields })] }));
    const rights = first?.attachments?.record?.fields.filter(({ name }) => name === 'Rights');
    expect(rights).toEqual(fields);
  });

  it('shares a group with its canvas, and with its manifest where the person says so', () => {
    const canvas = 'https://a.org/canvas/1';
    const pictures = [page(1), page(2, { canvas }), page(3)];
    const groups = (sharesRole: boolean) =>
      made(book({ pictures }), sharesRole).map(({ attachments }) => attachments?.group);
    expect(groups(false)).toEqual([canvas, canvas, null]);
    expect(groups(true)).toEqual(Array(3).fill('https://a.org/m.json'));
  });

  it('without a service is asked for at its address', () => {
    const address = 'https://files.a.org/1.jpg';
    const [first] = made(book({ pictures: [page(1, { service: '', address })] }));
    expect(first?.addresses).toEqual([address]);
    expect(first?.attachments?.record?.remote).toEqual({ kind: 'url', url: address });
  });
});

it('two pictures of each host are tried, and the list for a download names the whole of each', () => {
  const elsewhere = page(9, { service: 'https://other.org/9' });
  const pictures = made(book({ pictures: [1, 2, 3, 4].map((n) => page(n)).concat(elsewhere) }));
  expect(samplesOf(pictures).map(({ name }) => name)).toEqual(['f. 1', 'f. 2', 'f. 9']);
  expect(addressList(pictures.slice(0, 2))).toBe(
    'https://images.a.org/1/full/max/0/default.jpg\nhttps://images.a.org/2/full/max/0/default.jpg\n',
  );
});

it('canvases without a picture are told of, in words and in the report', () => {
  const why = (['empty', 'sound-or-film', 'empty'] as const).map((each, at) => ({
    name: `${at}`,
    why: each,
  }));
  expect(gapSummary(why)).toBe('2 empty, 1 audio or video');
  expect(gapReports(book({ gaps: why }))[1]).toEqual({
    ...{ name: '1', folder: 'Letters - drafts', ok: false },
    problem: { kind: 'no-picture', detail: 'audio or video' },
  });
});
