import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { LabelledPicture } from '../../../src/exchange/labelled-picture';
import { csvPieces, readLabelsCsv, writeLabelsCsv } from '../../../src/exchange/labels-csv';
import { hostile, inPages, joined, plain } from './pictures';

/** What reading gives back of rows that were written. */
const back = (rows: readonly LabelledPicture[]) => ({
  ok: true,
  value: {
    rows: rows.map((row) => ({ ...row, fileName: `${row.folder}/${row.file}` })),
    broken: { count: 0, names: [] },
  },
});

describe('labels as CSV', () => {
  it('brings every hostile label name back exactly', () => {
    const rows = hostile.map((name) => ({ ...plain, labels: [{ name, uri: '' }] }));
    expect(readLabelsCsv(writeLabelsCsv(rows))).toEqual(back(rows));
  });

  it('brings back several labels in one cell, with their URIs in the same order', () => {
    const rows: LabelledPicture[] = [
      {
        ...plain,
        labels: hostile.map((name, index) => ({ name, uri: index % 3 ? `urn:x|${index}` : '' })),
      },
    ];
    expect(readLabelsCsv(writeLabelsCsv(rows))).toEqual(back(rows));
  });

  it('brings back hostile file names, folders, annotators and notes', () => {
    const rows = hostile.map((text) => ({
      ...plain,
      file: text,
      folder: text,
      annotator: text,
      note: text,
    }));
    expect(readLabelsCsv(writeLabelsCsv(rows))).toEqual(back(rows));
  });

  it('tells apart every answer, source, split and mark', () => {
    const rows: LabelledPicture[] = [
      plain,
      { ...plain, answer: 'none', labels: [], role: 'check', isRestricted: true },
      { ...plain, answer: 'cannot-tell', labels: [], role: 'benchmark' },
      { ...plain, answer: 'skipped', labels: [], source: 'model', confidence: 0.3125 },
      { ...plain, answer: '', source: 'model', confidence: 0.875, annotatedAt: null, tookMs: null },
      { ...plain, answer: '', source: '', labels: [], annotator: '' },
      {
        ...plain,
        answer: '',
        source: 'model',
        confidence: 0.9375,
        annotator: '',
        generator: 'run 7, version 12',
        promisedError: 0.05,
        path: 'pictures/fern (2).jpg',
      },
    ];
    expect(readLabelsCsv(writeLabelsCsv(rows))).toEqual(back(rows));
  });

  it('never lets a cell begin with what a spreadsheet would run', () => {
    const rows = hostile.map((text) => ({ ...plain, file: text, note: text }));
    const cells = Papa.parse<string[]>(writeLabelsCsv(rows).slice(1), { newline: '\r\n' }).data;
    for (const cell of cells.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
  });

  it('begins with a byte-order mark and the column names, one row a picture', () => {
    const text = writeLabelsCsv([plain, { ...plain, file: 'moss.jpg' }]);
    expect(text.charCodeAt(0)).toBe(0xfeff);
    const [header, ...rows] = text.slice(1).trimEnd().split('\r\n');
    expect(header).toBe(
      'file,folder,file_name,sha256,label,label_uri,answer,confidence,source,annotator,generator,promised_error,annotated_at,took_ms,split,restricted,note,picture',
    );
    expect(rows).toHaveLength(2);
    expect(rows[0]).toContain('2026-11-20T20:50:01.234Z');
    expect(rows[0]).toContain(',train,');
  });

  it('says what is wrong with a file it did not write', () => {
    const detail = (text: string) => {
      const read = readLabelsCsv(text);
      return read.ok ? '' : read.problem.detail;
    };
    expect(detail('file,label\r\na.jpg,Fern\r\n')).toContain('columns');
    expect(detail(writeLabelsCsv([plain]).replace('note', 'label'))).toContain('two columns');
  });

  it('counts a row that makes no sense by its line, and reads the others', () => {
    const rows = [plain, { ...plain, file: 'moss.jpg' }];
    for (const [was, is] of [
      [',human,', ',oracle,'],
      [',labels,', ',maybe,'],
      [',human,', ',human,extra,'],
      [',human,', ',model,'],
      ['Ada,', 'Ada,run 7'],
      ['fern.jpg', '"fern" 1.jpg'],
    ] as const) {
      expect(readLabelsCsv(writeLabelsCsv(rows).replace(was, is)), is).toMatchObject({
        ok: true,
        value: { rows: [{ file: 'moss.jpg' }], broken: { count: 1, names: ['line 2'] } },
      });
    }
  });

  it('takes a split it does not know for none', () => {
    const text = writeLabelsCsv([plain]).replace(',train,', ',elsewhere,');
    expect(readLabelsCsv(text)).toMatchObject({ value: { rows: [{ role: null }] } });
  });

  it('is the same text written page by page', async () => {
    const rows = hostile.map((name) => ({ ...plain, labels: [{ name, uri: '' }] }));
    expect(await joined(csvPieces(inPages(rows, 4)))).toBe(writeLabelsCsv(rows));
    expect(await joined(csvPieces(inPages([], 4)))).toBe(writeLabelsCsv([]));
  });

  it('writes an empty collection as a header alone, and reads it back', () => {
    expect(readLabelsCsv(writeLabelsCsv([]))).toEqual(back([]));
  });
});
