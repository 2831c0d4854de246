import { describe, expect, it } from 'vitest';
import { metadataPieces, writeDataCard } from '../../../src/exchange/image-folder';
import { classes, hostile, inPages, joined, outgoing, suggested } from './pictures';

async function lines(rows: ReturnType<typeof outgoing>[], task: 'single' | 'tags' = 'single') {
  const text = await joined(metadataPieces(inPages(rows, 3), task));
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('the metadata of an image folder', () => {
  it('names each picture as it lies beside it, and its label exactly', async () => {
    const rows = hostile.map((_, place) =>
      outgoing(place, [place], { path: `train/${place}.jpg` }),
    );
    const read = await lines(rows);
    expect(read.map(({ file_name }) => file_name)).toEqual(rows.map(({ id }) => `${id}.jpg`));
    expect(read.map(({ label }) => label)).toEqual(hostile);
  });

  it('names the person’s own file where no picture travels', async () => {
    expect(await lines([outgoing(1, [0])])).toMatchObject([{ file_name: 'herbarium/1903/1.jpg' }]);
    expect(await lines([outgoing(1, [0], { folder: '' })])).toMatchObject([{ file_name: '1.jpg' }]);
  });

  it('has columns of one type whatever a split lacks: Hugging Face refuses splits that differ', async () => {
    const rows = [outgoing(1, [0]), outgoing(2, [], suggested), outgoing(3, [0], { note: 'x' })];
    const types = (await lines(rows)).map((row) =>
      Object.entries(row).map(([name, value]) => [name, typeof value]),
    );
    expect(types[1]).toEqual(types[0]);
    expect(types[2]).toEqual(types[0]);
    for (const [, type] of types[0] ?? []) expect(['string', 'boolean']).toContain(type);
  });

  it('has lists for tags', async () => {
    expect(await lines([outgoing(1, [0, 1]), outgoing(2, [])], 'tags')).toMatchObject([
      { labels: hostile.slice(0, 2), label_uris: [classes[0]!.uri, ''] },
      { labels: [], label_uris: [] },
    ]);
  });
});

describe('the card of a data set', () => {
  it('spells the splits out and lets no name break it', () => {
    const text = writeDataCard({
      collection: 'Herb "arium": #1\n---',
      task: 'single',
      labels: classes,
      splits: [
        { split: 'train', rows: 1200, path: 'train/**' },
        { split: 'test', rows: 1, path: 'test/**' },
      ],
      whose: 'All by people.',
      appVersion: '0.1.0',
      at: 0,
    });
    expect(text.split(/^---$/m)).toHaveLength(3);
    expect(text).toContain('pretty_name: "Herb \\"arium\\": #1\\n---"');
    expect(text).toContain('  - split: train\n    path: "train/**"\n  - split: test');
    expect(text).toContain('- "1K<n<10K"');
  });
});
