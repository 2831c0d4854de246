import { describe, expect, it } from 'vitest';
import { jsonlPieces, readLabelsJsonl } from '../../../src/exchange/labels-jsonl';
import { hostile, inPages, joined, outgoing, plain, suggested } from './pictures';

describe('labels as JSON lines', () => {
  it('brings everything back exactly, whatever the texts hold', async () => {
    const rows = [
      ...hostile.map((text, index) => ({
        ...plain,
        file: text,
        folder: text,
        annotator: text,
        note: text,
        path: index % 2 ? `pictures/${index}.jpg` : '',
        labels: [
          { name: text, uri: '' },
          { name: 'Fern', uri: 'https://example.org/fern' },
        ],
      })),
      { ...plain, labels: [], answer: 'none' as const, role: 'check' as const, isRestricted: true },
      { ...plain, labels: [], answer: '' as const, source: '' as const, annotator: '' },
      {
        ...plain,
        answer: 'skipped' as const,
        source: 'model' as const,
        generator: 'run 2, version 1',
        confidence: 1 / 3,
        promisedError: 0.05,
        annotatedAt: null,
        tookMs: null,
        role: 'benchmark' as const,
      },
    ];
    const text = await joined(jsonlPieces(inPages(rows, 7)));
    expect(text.split('\n')).toHaveLength(rows.length + 1);
    expect(readLabelsJsonl(text)).toEqual({
      ok: true,
      value: {
        rows: rows.map((row) => ({ ...row, fileName: `${row.folder}/${row.file}` })),
        broken: { count: 0, names: [] },
      },
    });
  });

  it('writes nothing for nothing, and reads that', async () => {
    expect(await joined(jsonlPieces(inPages([], 7)))).toBe('');
    expect(readLabelsJsonl('')).toMatchObject({ ok: true, value: { rows: [] } });
  });

  it('has the same keys in every line', async () => {
    const text = await joined(jsonlPieces(inPages([plain, outgoing(1, [], suggested)], 1)));
    const [one, two] = text
      .trim()
      .split('\n')
      .map((line) => Object.keys(JSON.parse(line) as object));
    expect(one).toEqual(two);
  });

  it('counts a line that is not one of ours, and reads the others', async () => {
    const good = await joined(jsonlPieces(inPages([plain], 1)));
    for (const bad of [
      'not json',
      '[]',
      good.replace('"human"', '"oracle"'),
      good.replace('["Fern"]', '[7]'),
      good.replace('"Ada"', '{}'),
    ])
      for (const text of [`${good}${bad}`, `${bad.trimEnd()}\n${good}`])
        expect(readLabelsJsonl(text), bad).toMatchObject({
          ok: true,
          value: { rows: [{ file: plain.file }], broken: { count: 1 } },
        });
  });
});
