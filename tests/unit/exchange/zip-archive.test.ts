import { describe, expect, it } from 'vitest';
import { readArchive, writeArchive } from '../../../src/exchange/zip-archive';

const at = Date.UTC(2026, 10, 20);

describe('zip archives', () => {
  it('bring back text and bytes exactly, under any name', async () => {
    const bytes = new Uint8Array(100_000).map((_, index) => (index * 2654435761) >>> 24);
    const zip = await writeArchive(
      [
        { name: 'labels.txt', content: 'Fern\nكتاب\n🗺️\n' },
        { name: 'deep/Ünïcode – ファイル.bin', content: bytes },
        { name: 'empty.txt', content: '' },
      ],
      at,
    );
    const read = await readArchive(zip);
    if (!read.ok) throw new Error(read.problem.detail);
    expect([...read.value.keys()]).toEqual([
      'labels.txt',
      'deep/Ünïcode – ファイル.bin',
      'empty.txt',
    ]);
    expect(new TextDecoder().decode(read.value.get('labels.txt'))).toBe('Fern\nكتاب\n🗺️\n');
    expect(read.value.get('deep/Ünïcode – ファイル.bin')).toEqual(bytes);
  });

  it('are the same bytes for the same files and date', async () => {
    const files = [{ name: 'a.txt', content: 'a'.repeat(1000) }];
    const [one, two] = [await writeArchive(files, at), await writeArchive(files, at)];
    expect(await one.arrayBuffer()).toEqual(await two.arrayBuffer());
  });

  it('are refused when they are no zip, damaged, too many or too large', async () => {
    const bomb = await writeArchive([{ name: 'zeros.txt', content: '0'.repeat(200_000) }], at);
    expect(bomb.size).toBeLessThan(2000);
    const intact = new Uint8Array(await bomb.arrayBuffer());
    const damaged = intact.slice();
    for (let index = 60; index < 80; index++) damaged[index] = 0x55;
    for (const [archive, limits] of [
      [new Blob(['not a zip at all']), undefined],
      [new Blob([]), undefined],
      [new Blob([intact.slice(0, 100)]), undefined],
      [new Blob([damaged]), undefined],
      [bomb, { files: 10, bytes: 100_000 }],
      [bomb, { files: 0, bytes: 1_000_000 }],
    ] as const)
      expect(await readArchive(archive, limits)).toMatchObject({
        ok: false,
        problem: { kind: 'malformed-model' },
      });
    expect(await readArchive(bomb, { files: 1, bytes: 200_000 })).toMatchObject({ ok: true });
  });
});
