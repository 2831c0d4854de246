import { describe, expect, it } from 'vitest';
import { BlobReader, BlobWriter, ZipWriter } from '@zip.js/zip.js/lib/zip-core-native.js';
import { readZipEntry } from '../../../src/exchange/zip-entry';
import {
  BrokenArchive,
  listZip,
  type EntryRef,
  type Listed,
} from '../../../src/exchange/zip-listing';
import { craft, type Crafted } from './crafted-zip';

const text = new TextEncoder();
const plain = text.encode('a picture, or what stands for one. '.repeat(40));
const short = text.encode('what stands for a picture');

/** What became of each entry: its path, or its path and why it was refused. */
async function told(archive: Blob): Promise<string[]> {
  const lines: string[] = [];
  try {
    for await (const one of listZip(archive)) lines.push(await line(one, archive));
  } catch (error) {
    lines.push(`archive: ${(error as Error).name}`);
  }
  return lines;
}

async function line(listed: Listed, archive: Blob): Promise<string> {
  if (listed.kind === 'litter') return 'litter';
  const path = [listed.folder, listed.name].filter(Boolean).join('/');
  if (listed.kind === 'refused') return `${path}: ${listed.problem.kind}`;
  const read = await readZipEntry(archive, listed.ref);
  return read.ok ? path : `${path}: ${read.problem.kind}`;
}

async function zipped(files: Record<string, Uint8Array>, options = {}): Promise<Blob> {
  const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false, ...options });
  for (const [name, bytes] of Object.entries(files))
    await writer.add(name, new BlobReader(new Blob([new Uint8Array(bytes)])));
  return writer.close();
}

async function refs(archive: Blob): Promise<EntryRef[]> {
  const found: EntryRef[] = [];
  for await (const one of listZip(archive)) if (one.kind === 'entry') found.push(one.ref);
  return found;
}

function onlyBroken(error: unknown): EntryRef[] {
  if (error instanceof BrokenArchive) return [];
  throw error;
}

describe('a zip from outside', () => {
  it.each([
    ['stored', { level: 0 }],
    ['deflated', { level: 9 }],
    ['zip64', { zip64: true }],
    ['with sizes told afterwards', { dataDescriptor: true }],
  ])('gives every file back, %s', async (_, options) => {
    const archive = await zipped({ 'a.jpg': plain, 'Fern & Möös/二.png': plain }, options);
    expect(await told(archive)).toEqual(['a.jpg', 'Fern & Möös/二.png']);
    for (const ref of await refs(archive)) {
      const read = await readZipEntry(archive, ref);
      expect(read.ok && new Uint8Array(await read.value.arrayBuffer())).toEqual(plain);
    }
  });

  it('may have something in front of it and a comment behind it', async () => {
    const archive = craft([{ name: 'a.jpg' }], 'scanned in spring');
    expect(await told(new Blob(['#!/bin/sh\n', archive]))).toEqual(['a.jpg']);
  });

  it('may hold more than 65,535 files', async () => {
    const count = 65_600;
    const archive = craft(Array.from({ length: count }, (_, at) => ({ name: `p/${at}.jpg` })));
    const found = await refs(archive);
    expect(found).toHaveLength(count);
    expect(await readZipEntry(archive, found.at(-1)!)).toMatchObject({ ok: true });
  }, 60_000);

  it('has files of systems passed over, and folders not told', async () => {
    const archive = craft([
      { name: 'box/', content: new Uint8Array(0) },
      { name: 'box/.DS_Store' },
      { name: '__MACOSX/box/._a.jpg' },
      { name: 'box/Thumbs.db' },
      { name: 'box/./a.jpg' },
    ]);
    expect(await told(archive)).toEqual(['litter', 'litter', 'litter', 'box/a.jpg']);
  });
});

const bomb = new Uint8Array(65 * 2 ** 20);

/** Each next to a file that is not to suffer for it. */
const hostile: [defect: string, entries: Crafted[], told: string[]][] = [
  ['a way out', [{ name: '../../etc/a.jpg' }], ['../../etc/a.jpg: unsafe-entry']],
  ['a way out further in', [{ name: 'a/../../b.jpg' }], ['a/../../b.jpg: unsafe-entry']],
  ['an absolute name', [{ name: '/etc/a.jpg' }], ['/etc/a.jpg: unsafe-entry']],
  ['a drive letter', [{ name: 'C:/a.jpg' }], ['C:/a.jpg: unsafe-entry']],
  ['a backslash', [{ name: '..\\a.jpg' }], ['..\\a.jpg: unsafe-entry']],
  ['a zero in its name', [{ name: 'a.jpg\0.exe' }], ['a.jpg\0.exe: unsafe-entry']],
  ['no name', [{ name: '' }], [': unsafe-entry']],
  ['an endless name', [{ name: 'x'.repeat(5000) }], [`${'x'.repeat(300)}: unsafe-entry`]],
  [
    'the same name twice',
    [{ name: 'b.jpg' }, { name: 'b.jpg', content: plain }],
    ['b.jpg', 'b.jpg: unsafe-entry'],
  ],
  ['a link', [{ name: 'b.jpg', mode: 0o120777 }], ['b.jpg: unsafe-entry']],
  ['a password', [{ name: 'b.jpg', flags: 0x801 }], ['b.jpg: locked-entry']],
  ['an unknown packing', [{ name: 'b.jpg', method: 14 }], ['b.jpg: unsupported-entry']],
  ['deflate64', [{ name: 'b.jpg', method: 9 }], ['b.jpg: unsupported-entry']],
  ['an archive inside', [{ name: 'b.zip' }], ['b.zip: unsupported-entry']],
  ['a bomb', [{ name: 'b.bmp', content: bomb, deflate: true }], ['b.bmp: zip-bomb']],
  [
    'a bomb that calls itself small',
    [{ name: 'b.bmp', content: bomb, deflate: true, claims: { size: 1000 } }],
    ['b.bmp: zip-bomb'],
  ],
  ['a claim of 4 GB', [{ name: 'b.jpg', claims: { size: 0xfffffff0 } }], ['b.jpg: zip-bomb']],
  [
    'less than it claims',
    [{ name: 'b.jpg', content: plain, deflate: true, claims: { size: plain.length + 1 } }],
    ['b.jpg: damaged-entry'],
  ],
  [
    'a stored length that is not true',
    [{ name: 'b.jpg', content: plain, claims: { size: 3 } }],
    ['b.jpg: damaged-entry'],
  ],
  ['a wrong checksum', [{ name: 'b.jpg', claims: { crc: 1 } }], ['b.jpg: damaged-entry']],
  [
    'broken deflate data',
    [{ name: 'b.jpg', method: 8, raw: text.encode('no such block') }],
    ['b.jpg: damaged-entry'],
  ],
  [
    'a header that is elsewhere',
    [{ name: 'b.jpg', claims: { offset: 3 } }],
    ['b.jpg: damaged-entry'],
  ],
  [
    'a header beyond the end',
    [{ name: 'b.jpg', claims: { offset: 0x7fffffff } }],
    ['b.jpg: damaged-entry'],
  ],
];

describe('a zip with', () => {
  it.each(hostile)(
    '%s: that file is refused, the one after it is not',
    async (_, bad, expected) => {
      const archive = craft([...bad, { name: 'last.jpg', content: plain }]);
      expect(await told(archive)).toEqual([...expected, 'last.jpg']);
    },
  );

  it('entries that share their bytes is stopped at the size of the archive', async () => {
    const shared = Array.from({ length: 50 }, (_, at) => ({
      name: `${at}.jpg`,
      content: plain,
      ...(at > 0 && { raw: new Uint8Array(0), claims: { offset: 0, packed: plain.length } }),
    }));
    const lines = await told(craft(shared));
    expect(lines).toHaveLength(50);
    expect(lines.filter((each) => each.endsWith('zip-bomb')).length).toBeGreaterThan(40);
  });
});

/** Every tenth byte of a file. */
function tenths(size: number): number[] {
  return Array.from({ length: Math.floor(size / 10) }, (_, at) => at * 10);
}

describe('a zip cut off', () => {
  it('at any byte is refused as a whole', async () => {
    const archive = await zipped({ 'a.jpg': short, 'b.jpg': short }, { level: 0 });
    for (const at of tenths(archive.size))
      expect(await told(archive.slice(0, at)), `at ${at}`).toEqual(['archive: BrokenArchive']);
  });

  it('with a changed byte gives back what was packed, or nothing', async () => {
    const archive = await zipped({ 'a.jpg': short, 'b.jpg': short });
    const whole = new Uint8Array(await archive.arrayBuffer());
    for (const at of tenths(whole.length)) {
      const changed = whole.map((byte, place) => (place === at ? byte ^ 0xff : byte));
      const damaged = new Blob([changed]);
      for (const ref of await refs(damaged).catch(onlyBroken)) {
        const read = await readZipEntry(damaged, ref);
        if (read.ok)
          expect(new Uint8Array(await read.value.arrayBuffer()), `at ${at}`).toEqual(short);
      }
    }
  });

  it.each([
    ['nothing at all', new Blob([])],
    ['four bytes', new Blob(['PK\x03\x04'])],
    ['something else', new Blob(['a'.repeat(5000)])],
  ])('that is %s is refused as a whole', async (_, archive) => {
    expect(await told(archive)).toEqual(['archive: BrokenArchive']);
  });
});
