import { describe, expect, it } from 'vitest';
import type { LabelsReport } from '../../../src/workers/protocol/export';
import {
  estimatedBytes,
  fileEnding,
  labelFormats,
  publishedAt,
} from '../../../src/export/label-formats';
import { includedWords, leftOutWords } from '../../../src/messages/labels-report-words';
import { versionOptions } from '../../../src/messages/label-version-words';

const report: LabelsReport = {
  rows: 1204,
  human: 400,
  model: 700,
  accepted: 250,
  leftOut: { restricted: 3, unanswered: 1 },
  pictures: { originals: 0, copies: 1201, missing: 3 },
};

describe('what is said about a file of labels', () => {
  it('counts whose word it holds and which pictures travel', () => {
    expect(includedWords(report, { format: 'csv' })).toBe(
      '1,204 pictures, 400 labelled by a person, 700 by the model, 250 of these auto-labelled. With 1,201 of our copies.',
    );
    const few = { ...report, rows: 1, human: 1, model: 0, accepted: 0 };
    const one = { ...few, pictures: { originals: 1, copies: 0, missing: 0 } };
    expect(includedWords(one, { format: 'csv' })).toBe(
      '1 picture, 1 labelled by a person. With 1 original.',
    );
  });

  it('says what stayed and why, and nothing where nothing did', () => {
    expect(leftOutWords(report, { format: 'csv' })).toEqual([
      '3 restricted pictures left out, with their rows.',
      '1 picture without a label left out, as you chose.',
      '3 pictures not included: restricted pictures never are, and some may have no copy.',
    ]);
    const all = {
      ...report,
      leftOut: { restricted: 0, unanswered: 0 },
      pictures: { originals: 0, copies: 0, missing: 0 },
    };
    expect(leftOutWords(all, { format: 'csv' })).toEqual([]);
    expect(leftOutWords(report, { format: 'skos' })).toEqual([]);
  });
});

describe('how large a file will be', () => {
  it('grows with the pictures only where they travel', () => {
    const what = { rows: 1000, labels: 10, pictureBytes: 200_000 };
    for (const { value: format } of labelFormats) {
      const without = estimatedBytes({ format, pictures: 'none' }, what);
      const withThem = estimatedBytes({ format, pictures: 'copies' }, what);
      expect(withThem - without).toBe(format === 'skos' ? 0 : 200_000_000);
      expect(without).toBeGreaterThan(0);
    }
  });
});

describe('what a file is called', () => {
  it('ends as what it is: an archive where pictures travel', () => {
    expect(fileEnding({ format: 'csv', pictures: 'none' })).toBe('csv');
    expect(fileEnding({ format: 'csv', pictures: 'copies' })).toBe('zip');
    expect(fileEnding({ format: 'parquet', pictures: 'none' })).toBe('zip');
    expect(fileEnding({ format: 'skos', pictures: 'copies' })).toBe('ttl');
  });
});

describe('where it will be published', () => {
  it.each([
    ['', ''],
    ['  ', ''],
    ['https://example.org', 'https://example.org/'],
    ['https://example.org/a b#c?d', 'https://example.org/a%20b/'],
    ['http://example.org/x/', 'http://example.org/x/'],
    ['example.org', null],
    ['javascript:alert(1)', null],
    ['https:///', null],
  ])('%j is taken as %j', (typed, address) => {
    expect(publishedAt(typed)).toBe(address);
  });
});

describe('versions to choose from', () => {
  it('have their names, how many pictures, and when', () => {
    const roles = { pool: 300, check: 40, benchmark: 72 };
    const version = { name: 'Before the audit', at: Date.UTC(2026, 10, 20, 12), roles };
    const options = versionOptions([{ ...version, id: 'x' } as never], { decided: 1412 });
    expect(options[0]).toEqual({ value: 'now', label: 'As they are now: 1,412 decided' });
    expect(options[1]?.label).toMatch(/^Before the audit: 412 pictures, 20 Nov 2026/);
  });
});
