import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { withoutGuard } from '../../../src/exchange/csv-cells';
import { writeRunsCsv, writeRunsJson, type LoggedRun } from '../../../src/exchange/runs-log';
import { epoch, evaluation, fineTuneSettings } from '../experiments/a-run';

const logged: LoggedRun = {
  run: 3,
  recipe: 'fine-tune',
  settings: fineTuneSettings,
  seed: 7,
  state: 'done',
  isServing: true,
  startedAt: Date.UTC(2026, 10, 21, 10),
  finishedAt: null,
  snapshot: { sha256: 'a'.repeat(64), name: 'First', pictures: 120 },
  learnedUpTo: 41,
  startedFrom: 'b'.repeat(64),
  backbone: 'c'.repeat(64),
  headVersion: 2,
  firstHead: 'd'.repeat(64),
  appVersion: '0.1.0',
  device: 'webgpu',
  evaluation: evaluation(0.8),
  labels: ['Fern', 'Moss'],
  epochs: [epoch(1, 1, 0.9)],
  held: null,
  problem: null,
  recreates: null,
  isTrial: false,
  note: '=HYPERLINK("http://example.org")\nSecond line, with “quotes"',
  tags: ['for the report', 'a|b'],
  isPinned: true,
};
const head: LoggedRun = {
  ...logged,
  ...{ run: 1, recipe: 'head', settings: { l2: 'auto', balance: true }, evaluation: null },
  ...{ snapshot: null, firstHead: null, note: '', tags: [], recreates: 3 },
};

function read(csv: string): Record<string, string>[] {
  const parsed = Papa.parse<Record<string, string>>(csv.slice(1).trimEnd(), { header: true });
  expect(parsed.errors).toEqual([]);
  return parsed.data;
}

describe('the log of runs as a spreadsheet', () => {
  it('has a row a run, with settings, data, network, machine and metrics with intervals', () => {
    const [row] = read(writeRunsCsv([logged]));
    expect(row).toMatchObject({
      ...{ run: '3', recipe: 'fine-tune', in_service: 'yes', seed: '7' },
      ...{ started_at: '2026-11-21T10:00:00.000Z', finished_at: '' },
      ...{ depth: 'last-three', learning_rate: '0.0005', batch_size: '16', augment: 'yes', l2: '' },
      ...{ snapshot_sha256: 'a'.repeat(64), snapshot_name: 'First', snapshot_pictures: '120' },
      ...{ backbone_sha256: 'c'.repeat(64), first_head_sha256: 'd'.repeat(64) },
      ...{ app_version: '0.1.0', device: 'webgpu', benchmark_n: '40' },
      ...{ accuracy: '0.8000', accuracy_low: '0.7000', accuracy_high: '0.9000' },
      ...{ macro_f1: '0.7500', tags: 'for the report|a\\|b', pinned: 'yes' },
    });
  });

  it('leaves what a run does not have empty, in the same columns', () => {
    const [first, second] = read(writeRunsCsv([logged, head]));
    expect(Object.keys(second!)).toEqual(Object.keys(first!));
    expect(second).toMatchObject({
      ...{ l2: 'auto', balance: 'yes', depth: '', accuracy: '', snapshot_sha256: '' },
      ...{ recreates_run: '3', tags: '' },
    });
  });

  it('is never run by a spreadsheet: what looks like a formula is guarded', () => {
    const [row] = read(writeRunsCsv([logged]));
    expect(row?.note).toMatch(/^'=/);
    expect(withoutGuard(row?.note ?? '')).toBe(logged.note);
  });
});

describe('the log of runs as JSON', () => {
  it('holds every run with its epochs, its labels and all numbers unrounded', () => {
    const log = JSON.parse(writeRunsJson('Sheets', [logged, head], 0)) as {
      runs: Record<string, unknown>[];
    };
    expect(log).toMatchObject({
      ...{ format: 'vitrine-runs', version: 1, collection: 'Sheets' },
      writtenAt: '1970-01-01T00:00:00.000Z',
    });
    expect(log.runs[0]).toEqual({
      ...logged,
      startedAt: '2026-11-21T10:00:00.000Z',
      finishedAt: null,
    });
    expect(log.runs).toHaveLength(2);
  });
});
