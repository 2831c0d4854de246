/**
 * A corpus of bad pictures. A kind is one format with one defect; the files are made on the spot, small
 * real ones that are cut or lied to.
 */
import { MagickFormat } from '@imagemagick/magick-wasm';
import type { ProblemKind } from '../../../src/outcome';
import { animation, avif, bitmap, bytesOf, encoded, noise, plain, png } from '../pictures/files';
import { foreign } from '../pictures/foreign';
import { deflated, redAndBlue, shorts, tiff, type TiffPageOf } from '../pictures/tiffs';

export interface BadKind {
  name: string;
  make: () => File[] | File | Promise<File[] | File>;
  /** Reasons it may be refused for. */
  refused: ProblemKind[];
  /** Whether what is there of it may come in; false where nothing may. */
  mayComeIn?: boolean;
}

const damaged: ProblemKind[] = ['undecodable-image'];
const tooLarge: ProblemKind[] = ['image-too-large'];
const foreigner: ProblemKind[] = ['not-an-image'];
/** A file that is cut in its header is not even known for what it was. */
const cut: ProblemKind[] = ['undecodable-image', 'not-an-image', 'empty-file'];

type Bytes = Uint8Array<ArrayBuffer>;

/** The same file with some bytes changed. */
async function patched(file: File, change: (bytes: Bytes, view: DataView) => void): Promise<File> {
  const bytes = await bytesOf(file);
  change(bytes, new DataView(bytes.buffer));
  return new File([bytes], file.name);
}

/** What looks like chance, the same each time. */
function hash(length: number): Bytes {
  let state = 4711;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state >>> 24;
  });
}

function find(bytes: Bytes, ...pattern: (number | string)[]): number {
  const wanted = pattern.flatMap((one) =>
    typeof one === 'number' ? [one] : [...one].map((letter) => letter.charCodeAt(0)),
  );
  const at = bytes.findIndex((_, place) =>
    wanted.every((byte, offset) => bytes[place + offset] === byte),
  );
  if (at < 0) throw new Error('The sample is not what the test thinks it is.');
  return at;
}

async function tenths(file: File | Promise<File>): Promise<File[]> {
  const whole = await file;
  return Array.from({ length: 9 }, (_, at) => {
    const length = Math.floor((whole.size * (at + 1)) / 10);
    return new File([whole.slice(0, length)], `${at + 1} tenths of ${whole.name}`);
  });
}

const page = (more: TiffPageOf): TiffPageOf => ({ width: 64, height: 32, ...more });
const jpeg = () => encoded('a.jpg', { paint: noise(3) });
const jp2 = () => foreign('a.jp2', MagickFormat.Jp2);
const psd = () => foreign('a.psd', MagickFormat.Psd);
const rgb = redAndBlue(64, 32);

const samples: [string, () => File | Promise<File>][] = [
  ['JPEG', jpeg],
  ['PNG', () => encoded('a.png', { type: 'image/png' })],
  ['WebP', () => encoded('a.webp', { type: 'image/webp' })],
  ['GIF', () => animation('a.gif', [[224, 0, 0]])],
  ['BMP', () => bitmap('a.bmp')],
  ['AVIF', () => avif('a.avif')],
  ['TIFF', () => tiff('a.tif')],
  ['BigTIFF', () => tiff('a.tif', [{}], true)],
  ['JPEG 2000', jp2],
  ['JPEG 2000 stream', () => foreign('a.j2k', MagickFormat.J2k)],
  ['HEIC', () => avif('a.heic', 'heic')],
  ['Photoshop', psd],
];

export const badPictures: BadKind[] = [
  ...samples.map(([name, make]) => ({
    name: `${name}, cut off at every tenth`,
    make: () => tenths(make()),
    refused: cut,
    mayComeIn: true,
  })),

  {
    name: 'JPEG that claims 65,535 × 65,535',
    make: async () =>
      patched(await jpeg(), (bytes, view) =>
        view.setUint32(find(bytes, 0xff, 0xc0) + 5, 0xffffffff),
      ),
    refused: tooLarge,
  },
  {
    name: 'JPEG without any extent',
    make: async () =>
      patched(await jpeg(), (bytes, view) => view.setUint32(find(bytes, 0xff, 0xc0) + 5, 0)),
    refused: damaged,
  },
  {
    name: 'JPEG whose first segment reaches beyond the file',
    make: async () => patched(await jpeg(), (_, view) => view.setUint16(4, 0xffff)),
    refused: damaged,
  },
  {
    name: 'JPEG without its code tables',
    make: async () =>
      patched(await jpeg(), (bytes) => {
        for (let at = 0; at + 1 < bytes.length; at++)
          if (bytes[at] === 0xff && bytes[at + 1] === 0xc4) bytes[at + 1] = 0xfe;
      }),
    refused: damaged,
    mayComeIn: true,
  },
  {
    name: 'JPEG whose EXIF goes round in a circle',
    make: async () => {
      const bytes = await bytesOf(await jpeg());
      const exif = [...'Exif\0\0MM\0*\0\0\0\x08'].map((letter) => letter.charCodeAt(0));
      const loop = [0, 1, 0x87, 0x69, 0, 4, 0, 0, 0, 1, 0, 0, 0, 8, 0, 0, 0, 8];
      const segment = new Uint8Array([
        0xff,
        0xe1,
        0,
        exif.length + loop.length + 2,
        ...exif,
        ...loop,
      ]);
      return new File([bytes.slice(0, 2), segment, bytes.slice(2)], 'a.jpg');
    },
    refused: [],
    mayComeIn: true,
  },
  {
    name: 'JPEG of nothing but noise',
    make: async () => patched(await jpeg(), (bytes) => bytes.set(hash(bytes.length - 4), 4)),
    refused: cut,
  },
  {
    name: 'PNG of 20,000 × 20,000 in a few kilobytes',
    make: () => png('a.png', 20_000, 20_000, 64),
    refused: tooLarge,
  },
  {
    name: 'PNG that claims no width',
    make: async () => patched(await png('a.png', 9, 9), (_, view) => view.setUint32(16, 0)),
    refused: damaged,
  },
  {
    name: 'PNG whose checksum is wrong',
    make: async () => patched(await png('a.png', 9, 9), (_, view) => view.setUint32(29, 1)),
    refused: damaged,
  },
  {
    name: 'PNG whose pixels reach beyond the file',
    make: async () =>
      patched(await png('a.png', 9, 9), (_, view) => view.setUint32(33, 0x7fffffff)),
    refused: damaged,
    mayComeIn: true,
  },
  {
    name: 'WebP that claims 16,384 × 16,384',
    make: () => {
      const head = [...'RIFF\x16\0\0\0WEBPVP8X\n\0\0\0'].map((letter) => letter.charCodeAt(0));
      const extent = [0, 0, 0, 0, 0xff, 0x3f, 0, 0xff, 0x3f, 0];
      return new File([new Uint8Array([...head, ...extent])], 'a.webp');
    },
    refused: tooLarge,
  },
  {
    name: 'WebP whose chunk reaches beyond the file',
    make: async () =>
      patched(await encoded('a.webp', { type: 'image/webp' }), (_, view) =>
        view.setUint32(16, 0x7ffffffe, true),
      ),
    refused: damaged,
    mayComeIn: true,
  },
  {
    name: 'GIF that claims 65,535 × 65,535',
    make: () =>
      patched(animation('a.gif', [[224, 0, 0]]), (_, view) => view.setUint32(6, 0xffffffff)),
    refused: tooLarge,
  },
  {
    name: 'GIF whose frames are larger than itself',
    make: () =>
      patched(
        animation('a.gif', [
          [224, 0, 0],
          [0, 0, 224],
        ]),
        (bytes, view) => {
          const frame = find(bytes, 0x2c, 0, 0, 0, 0);
          view.setUint32(frame + 5, 0xffffffff);
        },
      ),
    refused: [...damaged, ...tooLarge],
    mayComeIn: true,
  },
  {
    name: 'GIF whose frames lie outside of it',
    make: () =>
      patched(animation('a.gif', [[224, 0, 0]]), (bytes, view) =>
        view.setUint32(find(bytes, 0x2c, 0, 0, 0, 0) + 1, 0xfffffffe),
      ),
    refused: damaged,
    mayComeIn: true,
  },
  {
    name: 'BMP that claims 20,000 × 20,000',
    make: () =>
      patched(bitmap('a.bmp'), (_, view) => {
        view.setInt32(18, 20_000, true);
        view.setInt32(22, 20_000, true);
      }),
    refused: tooLarge,
  },
  {
    name: 'BMP whose pixels begin beyond the file',
    make: () => patched(bitmap('a.bmp'), (_, view) => view.setUint32(10, 0x7fffffff, true)),
    refused: damaged,
    mayComeIn: true,
  },
  {
    name: 'BMP of 77 bits a pixel',
    make: () => patched(bitmap('a.bmp'), (_, view) => view.setUint16(28, 77, true)),
    refused: [...damaged, ...foreigner],
  },
  {
    name: 'AVIF that claims 65,535 × 65,535',
    make: () =>
      patched(avif('a.avif'), (bytes, view) => {
        const extent = find(bytes, 'ispe');
        view.setUint32(extent + 8, 65_535);
        view.setUint32(extent + 12, 65_535);
      }),
    refused: tooLarge,
  },
  {
    name: 'AVIF whose box reaches beyond the file',
    make: () =>
      patched(avif('a.avif'), (bytes, view) => view.setUint32(find(bytes, 'meta') - 4, 0x7fffffff)),
    refused: damaged,
    mayComeIn: true,
  },

  {
    name: 'TIFF of a thousand million strips',
    make: () => tiff('a.tif', [page({ tags: { 273: { type: 4, values: [8, 8], count: 1e9 } } })]),
    refused: damaged,
  },
  {
    name: 'TIFF whose strips lie beyond the file',
    make: () => tiff('a.tif', [page({ tags: { 273: 0x7ffffff0 } })]),
    refused: damaged,
  },
  {
    name: 'TIFF whose second directory is its first',
    make: () => tiff('a.tif', [page({}), page({ next: 8 + rgb.length * 2 + 8 })]),
    refused: damaged,
    mayComeIn: true,
  },
  {
    name: 'TIFF whose directory follows itself',
    make: async () => {
      const file = tiff('a.tif', [page({})]);
      return patched(file, (bytes, view) =>
        view.setUint32(bytes.length - 4, view.getUint32(4, true), true),
      );
    },
    refused: damaged,
    mayComeIn: true,
  },
  {
    name: 'TIFF whose directory is not in the file',
    make: () => patched(tiff('a.tif'), (_, view) => view.setUint32(4, 0x7ffffff0, true)),
    refused: damaged,
  },
  {
    name: 'TIFF that claims 65,535 × 65,535',
    make: () => tiff('a.tif', [page({ width: 65_535, height: 65_535, parts: [rgb] })]),
    refused: tooLarge,
  },
  {
    name: 'TIFF that claims 20,000 × 20,000',
    make: () => tiff('a.tif', [page({ width: 20_000, height: 20_000, parts: [rgb] })]),
    refused: tooLarge,
  },
  {
    name: 'TIFF that unpacks to a hundred megabytes',
    make: async () =>
      tiff('a.tif', [page({ parts: [await deflated(new Uint8Array(1e8))], tags: { 259: 8 } })]),
    refused: damaged,
    mayComeIn: true,
  },
  {
    name: 'TIFF packed with LZW that is none',
    make: () => tiff('a.tif', [page({ parts: [rgb.map((_, at) => at * 37)], tags: { 259: 5 } })]),
    refused: damaged,
    mayComeIn: true,
  },
  {
    name: 'TIFF with a JPEG inside that claims more than its page',
    make: async () => {
      const inside = await patched(await jpeg(), (bytes, view) =>
        view.setUint32(find(bytes, 0xff, 0xc0) + 5, 0xffffffff),
      );
      return tiff('a.tif', [page({ parts: [await bytesOf(inside)], tags: { 259: 7, 262: 6 } })]);
    },
    refused: damaged,
  },
  {
    name: 'TIFF with tiles of no width',
    make: () => tiff('a.tif', [page({ tags: { 322: 0, 323: 16 } })]),
    refused: damaged,
  },
  {
    name: 'TIFF packed in a way nobody knows',
    make: () => tiff('a.tif', [page({ tags: { 259: 4711 } })]),
    refused: damaged,
  },
  {
    name: 'TIFF with a palette that is not there',
    make: () =>
      tiff('a.tif', [
        page({ parts: [rgb], tags: { 258: { type: shorts, values: [8] }, 262: 3, 277: 1 } }),
      ]),
    refused: damaged,
  },
  {
    name: 'TIFF of twelve thousand samples a pixel',
    make: () => tiff('a.tif', [page({ tags: { 277: 12_000 } })]),
    refused: damaged,
  },
  {
    name: 'BigTIFF whose directory has 2⁶³ entries',
    make: () =>
      patched(tiff('a.tif', [page({})], true), (_, view) =>
        view.setBigUint64(Number(view.getBigUint64(8, true)), 1n << 63n, true),
      ),
    refused: damaged,
  },
  {
    name: 'JPEG 2000 that claims 65,535 × 65,535',
    make: async () =>
      patched(await jp2(), (bytes, view) => {
        const extent = find(bytes, 'ihdr');
        view.setUint32(extent + 4, 65_535);
        view.setUint32(extent + 8, 65_535);
      }),
    refused: tooLarge,
    // Its stream knows better.
    mayComeIn: true,
  },
  {
    name: 'JPEG 2000 whose stream is larger than its header says',
    make: async () =>
      patched(await jp2(), (bytes, view) => {
        const extent = find(bytes, 0xff, 0x51);
        view.setUint32(extent + 6, 60_000);
        view.setUint32(extent + 10, 60_000);
      }),
    refused: tooLarge,
  },
  {
    name: 'HEIC that claims 65,535 × 65,535',
    make: () =>
      patched(avif('a.heic', 'heic'), (bytes, view) => {
        const extent = find(bytes, 'ispe');
        view.setUint32(extent + 8, 65_535);
        view.setUint32(extent + 12, 65_535);
      }),
    refused: tooLarge,
  },
  {
    name: 'HEIC without any picture',
    make: () => patched(avif('a.heic', 'heic'), (bytes) => bytes.fill(0, find(bytes, 'mdat') + 4)),
    refused: damaged,
  },
  {
    name: 'Photoshop that claims 30,000 × 30,000',
    make: async () =>
      patched(await psd(), (_, view) => {
        view.setUint32(14, 30_000);
        view.setUint32(18, 30_000);
      }),
    refused: tooLarge,
  },
  {
    name: 'Photoshop of a thousand times as many rows as there are',
    make: async () => patched(await psd(), (_, view) => view.setUint32(14, 3200)),
    refused: damaged,
    mayComeIn: true,
  },
  {
    name: 'Photoshop whose layers reach beyond the file',
    make: async () =>
      patched(await psd(), (bytes, view) => {
        const modes = view.getUint32(26);
        const resources = view.getUint32(30 + modes);
        view.setUint32(34 + modes + resources, 0x7fffffff);
        void bytes;
      }),
    refused: damaged,
    mayComeIn: true,
  },

  { name: 'an empty file', make: () => plain('a.jpg', ''), refused: ['empty-file'] },
  { name: 'zeros', make: () => plain('a.jpg', new Uint8Array(9000)), refused: foreigner },
  {
    name: 'random bytes',
    make: () => plain('a.tif', hash(9000)),
    refused: foreigner,
  },
  {
    name: 'a text named .jpg',
    make: () => plain('a.jpg', 'Box 12, folder 3: see the ledger'),
    refused: foreigner,
  },
  {
    name: 'a text that begins like a TIFF',
    make: () => plain('a.tif', 'II*\0 is how they begin'),
    refused: damaged,
  },
  {
    name: 'a web page named .png',
    make: () => plain('a.png', '<!doctype html><script>alert(1)</script>'),
    refused: foreigner,
  },
  { name: 'a PDF named .tif', make: () => plain('a.tif', '%PDF-1.7\n1 0 obj'), refused: foreigner },
  {
    name: 'SVG with a script',
    make: () =>
      plain('a.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    refused: ['unsupported-image'],
  },
  {
    name: 'SVG that grows without end',
    make: () =>
      plain(
        'a.svg',
        '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg>&b;</svg>',
      ),
    refused: ['unsupported-image'],
  },
  {
    name: 'a drawing that tells ImageMagick to fetch a file',
    make: () =>
      plain('a.psd', 'push graphic-context\nimage over 0,0 0,0 "url(file:///etc/passwd)"'),
    refused: foreigner,
  },
  {
    name: 'a camera raw file',
    make: () => tiff('a.dng', [page({ tags: { 50706: { type: 1, values: [1, 4, 0, 0] } } })]),
    refused: ['unsupported-image'],
  },
  {
    name: 'a JPEG that is a zip as well',
    make: async () => {
      const zip = [0x50, 0x4b, 5, 6, ...new Array<number>(18).fill(0)];
      return new File([await jpeg(), new Uint8Array(zip)], 'a.jpg');
    },
    refused: [],
    mayComeIn: true,
  },
  {
    name: 'a PDF that is a JPEG as well',
    make: async () => new File(['%PDF-1.4\n', await jpeg()], 'a.jpg'),
    refused: foreigner,
  },
  {
    name: 'a GIF that is a script as well',
    make: () => plain('a.gif', 'GIF89a=1;alert(1)//'),
    refused: [...damaged, ...tooLarge],
  },
];
