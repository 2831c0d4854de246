/** What other people's programs make of our files: the real packages, where this machine has them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role, Task } from '../../../src/collection/records';
import { NameGiver } from '../../../src/exchange/archive-names';
import { writeCitation } from '../../../src/exchange/citation';
import { writeCroissant } from '../../../src/exchange/croissant';
import { metadataPieces, writeDataCard } from '../../../src/exchange/image-folder';
import { splitNames, splitOrder } from '../../../src/exchange/labelled-picture';
import { cocoPieces } from '../../../src/exchange/labels-coco';
import { columnDescriptions, writeLabelsCsv } from '../../../src/exchange/labels-csv';
import { parquetPieces } from '../../../src/exchange/labels-parquet';
import { writeModelCard } from '../../../src/exchange/model-card';
import { writeProvenance } from '../../../src/exchange/provenance';
import { writeVocabulary } from '../../../src/exchange/vocabulary-skos';
import { hasPackages, runPython } from '../../python/python';
import { described } from './description';
import { collected } from './facts';
import { classes, hostile, inPages, joined, outgoing, suggested } from './pictures';

const packages = ['datasets', 'pycocotools', 'rdflib', 'yaml', 'PIL'];

/** A PNG of one pixel. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
/** Names that mean something to who looks for splits, patterns or ways out. */
const names = [
  'my test',
  'train (1)',
  'validation',
  '../evil',
  'a%b#c',
  'x::y',
  '[1]',
  '{a}',
  '🗺️',
];

const giver = new NameGiver();
const rows = hostile.map((note, place) => {
  const file = `${names[place % names.length]}.png`;
  return outgoing(place, [place], {
    ...(place % 2 ? suggested : {}),
    role: splitOrder[place % 3]!,
    file,
    path: giver.give(file, 'image/png'),
    note,
  });
});
const rowsOf = (role: Role) => rows.filter((row) => row.role === role);
const expected = (role: Role) => rowsOf(role).map(({ id }) => hostile[id]);

interface Split {
  labels: unknown[];
  names: string[] | null;
  sizes: unknown[];
  notes: string[];
}
type Opened = Record<'parquet' | 'folder' | 'imagefolder', Record<string, Split>>;
interface Found extends Record<Task, Opened> {
  coco: string[];
  boxes: number[][];
  skos: string[];
  prov: number;
  cff: unknown[];
  card: string;
  croissant: string[];
  csv: string[];
}

describe.skipIf(!hasPackages(...packages))('labels and papers in Python', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-labels-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  let found: Found;

  beforeAll(async () => {
    await layOut(folder);
    const script = join(import.meta.dirname, '../../python/check_labels.py');
    found = JSON.parse(runPython(script, folder)) as Found;
  }, 120_000);

  it.each(splitOrder)('Hugging Face reads the split of the %s from Parquet', (role) => {
    const single = found.single.parquet[splitNames[role]]!;
    expect(single.names).toEqual(hostile);
    expect(single.labels).toEqual(rowsOf(role).map(({ id }) => id));
    expect(single.notes).toEqual(expected(role));
    expect(single.sizes).toEqual(rowsOf(role).map(() => [1, 1]));
    const tags = found.tags.parquet[splitNames[role]]!;
    expect(tags.labels).toEqual(rowsOf(role).map(({ id }) => [id]));
  });

  it.each(splitOrder)('and from image folders, by their card and without it: %s', (role) => {
    for (const how of ['folder', 'imagefolder'] as const) {
      const single = found.single[how][splitNames[role]]!;
      expect(single.labels.toSorted()).toEqual(expected(role).toSorted());
      const tags = found.tags[how][splitNames[role]]!;
      expect(tags.labels.flat().toSorted()).toEqual(expected(role).toSorted());
    }
  });

  it('pycocotools finds every category and a box on every picture', () => {
    expect(found.coco).toEqual(hostile);
    expect(found.boxes).toEqual(rows.map(() => [0, 0, 640, 480]));
  });

  it('rdflib reads vocabulary, provenance and Croissant', () => {
    expect(found.skos.toSorted()).toEqual(hostile.toSorted());
    expect(found.prov).toBeGreaterThan(50);
    expect(found.croissant.toSorted()).toEqual(Object.keys(columnDescriptions).toSorted());
  });

  it('yaml reads the citation and the front matter of the card, csv the spreadsheet', () => {
    expect(found.cff).toEqual([{ alias: 'Ada: "the # botanist"' }]);
    expect(found.card).toBe('apache-2.0');
    expect(found.csv).toHaveLength(rows.length);
  });
});

async function layOut(folder: string): Promise<void> {
  const put = (path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  for (const task of ['single', 'tags'] as const) {
    const facts = { task, labels: classes, withPictures: true, appVersion: '0.1.0' };
    for (const role of splitOrder) {
      const split = splitNames[role];
      const open = async ({ path }: { path: string }) => ({ bytes: new Uint8Array(pixel), path });
      const pieces: Uint8Array[] = [];
      for await (const piece of parquetPieces(inPages(rowsOf(role), 3), facts, open))
        pieces.push(piece);
      put(`parquet-${task}/data/${split}-00000-of-00001.parquet`, Buffer.concat(pieces));
      for (const { path } of rowsOf(role)) put(`folder-${task}/${split}/${path}`, pixel);
      put(
        `folder-${task}/${split}/metadata.jsonl`,
        await joined(metadataPieces(inPages(rowsOf(role), 3), task)),
      );
    }
    const card = (pathOf: (split: string) => string) =>
      writeDataCard({
        collection: collected.name,
        task,
        labels: classes,
        splits: splitOrder.map((role) => ({
          split: splitNames[role],
          rows: rowsOf(role).length,
          path: pathOf(splitNames[role]),
        })),
        whose: 'All by people.',
        appVersion: '0.1.0',
        at: 0,
      });
    put(
      `parquet-${task}/README.md`,
      card((split) => `data/${split}-00000-of-00001.parquet`),
    );
    put(
      `folder-${task}/README.md`,
      card((split) => `${split}/**`),
    );
  }
  const facts = { collection: collected.name, labels: classes, appVersion: '0.1.0', at: 0 };
  put('coco.json', await joined(cocoPieces(() => inPages(rows, 4), facts)));
  put('vocabulary.ttl', writeVocabulary({ ...facts, collectionId: collected.id, address: '' }));
  put('provenance.ttl', writeProvenance(collected));
  put(
    'CITATION.cff',
    writeCitation({ ...collected, annotators: collected.annotators.slice(0, 1) }),
  );
  put('MODEL_CARD.md', writeModelCard(described));
  put('labels.csv', writeLabelsCsv(rows));
  const spreadsheet = { name: 'labels.csv', bytes: 1, sha256: 'ab'.repeat(32) };
  put('croissant.json', writeCroissant(collected, spreadsheet));
}
