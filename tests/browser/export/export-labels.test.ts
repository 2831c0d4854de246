import Dexie from 'dexie';
import { parquetReadObjects } from 'hyparquet';
import { page } from 'vitest/browser';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { database } from '../../../src/collection/database';
import { decide } from '../../../src/collection/decisions';
import { getItem, setNote, setRestricted, workingCopy } from '../../../src/collection/items';
import type { Item } from '../../../src/collection/records';
import { freezeSnapshot } from '../../../src/collection/snapshots';
import { nameVersion } from '../../../src/collection/versions';
import { readLabelsCsv, writeLabelsCsv } from '../../../src/exchange/labels-csv';
import { readLabelsJsonl } from '../../../src/exchange/labels-jsonl';
import { readArchive } from '../../../src/exchange/zip-archive';
import ExportLabelsScreen from '../../../src/export/ExportLabelsScreen.svelte';
import { trainerClient, remoteCallback } from '../../../src/workers/client';
import type { LabelsProgress, LabelsWish } from '../../../src/workers/protocol/export';
import { makeCollection, predict, type SmallCollection } from '../labeling/small-collection';
import { clearAway, show } from '../labeling/show-screen';

const trainer = trainerClient();
let sheets: SmallCollection;
let decided: Item[];
let restricted: Item;

beforeAll(async () => {
  sheets = await makeCollection({ pictures: 40, labels: ['Fern', '=cmd|moss', 'كتاب "قديم"'] });
  const { project, items, labels } = sheets;
  decided = items.filter((_, index) => index % 2 === 0);
  await decide(
    project.id,
    decided.map((item, index) => ({
      itemId: item.id,
      answer: { kind: 'labels', labelIds: [labels[index % 3]!.id] },
      suggestion: null,
      tookMs: 800,
    })),
    { source: 'desk' },
  );
  await predict(sheets, () => [0.125, 0.75, 0.125]);
  restricted = decided[0]!;
  await setRestricted([restricted.id], true);
  await setNote(decided[1]!.id, 'seen at the auction');
});
afterAll(() => trainer.close());
afterEach(clearAway);

const usual: LabelsWish = {
  format: 'csv',
  snapshotId: null,
  pictures: 'none',
  modelLabels: true,
  includeUnanswered: true,
  includeRestricted: false,
  includeNotes: false,
  includeDecisionTimes: false,
  address: '',
  target: null,
};

async function exported(wish: Partial<LabelsWish>, seen: LabelsProgress[] = []) {
  const report = remoteCallback((progress: LabelsProgress) => void seen.push(progress));
  const outcome = await trainer.call((api, job) =>
    api.exportLabels(job, sheets.project.id, { ...usual, ...wish }, report),
  );
  if (!outcome.ok) throw new Error(`${outcome.problem.kind} ${outcome.problem.detail}`);
  return outcome.value;
}

async function rows(wish: Partial<LabelsWish> = {}) {
  const read = readLabelsCsv(await (await exported(wish)).file.text());
  if (!read.ok) throw new Error(read.problem.detail);
  return read.value.rows;
}

async function unzipped(wish: Partial<LabelsWish>) {
  const { file } = await exported(wish);
  const archive = await readArchive(file);
  if (!archive.ok) throw new Error(archive.problem.detail);
  const text = (name: string) => new TextDecoder().decode(archive.value.get(name));
  return { files: archive.value, names: [...archive.value.keys()], text };
}

const parsed = (text: string) => JSON.parse(text) as Record<string, unknown>;

describe('labels that leave', () => {
  it('hold a person’s word where there is one and the model’s elsewhere', async () => {
    const all = await rows();
    expect(all).toHaveLength(39);
    expect(all.filter(({ source }) => source === 'human')).toHaveLength(19);
    const model = all.filter(({ source }) => source === 'model');
    expect(model).toHaveLength(20);
    for (const row of model)
      expect(row).toMatchObject({
        labels: [{ name: '=cmd|moss' }],
        confidence: 0.75,
        generator: 'run 7, version 1',
      });
  });

  it('leave restricted pictures, notes and times behind unless asked for', async () => {
    const without = await rows();
    expect(without.every(({ note, annotatedAt, tookMs }) => !note && !annotatedAt && !tookMs)).toBe(
      true,
    );
    const all = await rows({
      includeRestricted: true,
      includeNotes: true,
      includeDecisionTimes: true,
    });
    expect(all).toHaveLength(40);
    expect(all.find(({ sha256 }) => sha256 === restricted.sha256)?.isRestricted).toBe(true);
    expect(all.find(({ sha256 }) => sha256 === decided[1]!.sha256)).toMatchObject({
      note: 'seen at the auction',
      tookMs: 800,
    });
  });

  it('count what is in the file and what stayed here', async () => {
    const seen: LabelsProgress[] = [];
    const { report, fileName } = await exported(
      { modelLabels: false, includeUnanswered: false },
      seen,
    );
    expect(fileName).toBe('sheets-labels.csv');
    expect(report).toMatchObject({
      rows: 19,
      human: 19,
      model: 0,
      leftOut: { restricted: 1, unanswered: 20 },
    });
    // Progress travels on a line of its own and may arrive after the answer.
    await expect.poll(() => seen.at(-1)).toMatchObject({ stage: 'rows', done: 19, total: 19 });
  });

  it('come as they were in a frozen version', async () => {
    const frozen = await freezeSnapshot(sheets.project.id);
    const [first] = decided.slice(2);
    await decide(
      sheets.project.id,
      [{ itemId: first!.id, answer: { kind: 'none' }, suggestion: null, tookMs: null }],
      { source: 'desk' },
    );
    const then = await rows({ snapshotId: frozen.id });
    expect(then).toHaveLength(19);
    expect(then.every(({ source, annotator }) => source === 'human' && annotator === 'Ada')).toBe(
      true,
    );
    expect(then.find(({ sha256 }) => sha256 === first!.sha256)?.answer).toBe('labels');
    const present = await rows();
    expect(present.find(({ sha256 }) => sha256 === first!.sha256)?.answer).toBe('none');
  });

  it('travel with their pictures: rows say which, and a restricted one stays', async () => {
    const { names, files, text } = await unzipped({
      format: 'jsonl',
      pictures: 'copies',
      includeRestricted: true,
    });
    const read = readLabelsJsonl(text('labels.jsonl'));
    if (!read.ok) throw new Error(read.problem.detail);
    expect(read.value.rows).toHaveLength(40);
    const travelling = read.value.rows.filter(({ path }) => path !== '');
    expect(travelling).toHaveLength(39);
    expect(names.toSorted()).toEqual(
      ['labels.jsonl', ...travelling.map(({ path }) => path)].sort(),
    );
    const [item] = sheets.items.slice(1);
    const own = travelling.find(({ sha256 }) => sha256 === item!.sha256);
    const copy = new Uint8Array(await (await workingCopy(item!.id))!.arrayBuffer());
    expect(files.get(own!.path)).toEqual(copy);
  });

  it('make an image folder: every line names a picture beside it, each split in its own folder', async () => {
    const { names, text } = await unzipped({ format: 'imagefolder', pictures: 'copies' });
    const splits = ['train', 'validation', 'test'].filter((split) =>
      names.includes(`${split}/metadata.jsonl`),
    );
    expect(splits).toContain('train');
    let lines = 0;
    for (const split of splits) {
      expect(text('README.md')).toContain(`- split: ${split}`);
      for (const line of text(`${split}/metadata.jsonl`).trim().split('\n')) {
        lines += 1;
        expect(names).toContain(`${split}/${String(parsed(line).file_name)}`);
      }
    }
    expect(lines).toBe(39);
  });

  it('make Parquet files that read back equal, pictures inside', async () => {
    const { files, names } = await unzipped({ format: 'parquet', pictures: 'copies' });
    const expected = await rows();
    let read = 0;
    for (const name of names.filter((name) => name.endsWith('.parquet'))) {
      const bytes = files.get(name)!;
      const found = await parquetReadObjects({ file: bytes.slice().buffer, utf8: false });
      for (const row of found) {
        const same = expected.find(({ sha256 }) => sha256 === row.sha256);
        expect(row.file_name).toBe(same?.fileName);
        expect(row.confidence).toBe(same?.confidence ?? null);
        expect((row.image as { bytes: Uint8Array }).bytes.byteLength).toBe(32 * 32 * 3 + 54);
        read += 1;
      }
    }
    expect(read).toBe(39);
  });

  it('make COCO with the sizes of the pictures that travel', async () => {
    const { names, text } = await unzipped({ format: 'coco', pictures: 'copies' });
    const coco = parsed(text('coco.json')) as {
      images: { file_name: string; width: number }[];
      annotations: { bbox: number[] }[];
    };
    expect(coco.images).toHaveLength(39);
    for (const { file_name, width } of coco.images) {
      expect(names).toContain(file_name);
      expect(width).toBe(32);
    }
    expect(coco.annotations[0]?.bbox).toEqual([0, 0, 32, 32]);
  });

  it('make a manifest whose canvases point to a page of tags each', async () => {
    const address = 'https://library.example.org/sheets/';
    const { names, text } = await unzipped({ format: 'iiif', pictures: 'copies', address });
    const { items } = parsed(text('manifest.json')) as {
      items: { id: string; annotations: { id: string }[] }[];
    };
    expect(items).toHaveLength(39);
    for (const { annotations } of items) {
      const path = annotations[0]!.id.replace(address, '');
      expect(names).toContain(path);
      expect(parsed(text(path))).toMatchObject({ type: 'AnnotationPage' });
    }
  });

  it('leave nothing behind when they are stopped', async () => {
    const stopping = new AbortController();
    const stages: LabelsProgress['stage'][] = [];
    const report = remoteCallback(({ stage }: LabelsProgress) => void stages.push(stage));
    const before = await privateFiles();
    const letGo = await holdPictures();
    const exporting = trainer.call(
      (api, job) =>
        api.exportLabels(job, sheets.project.id, { ...usual, pictures: 'copies' }, report),
      stopping.signal,
    );
    await expect.poll(() => stages).toContain('pictures');
    stopping.abort();
    // What is asked after the word to stop is answered after it.
    await trainer.ask((api) => api.abort('no other job'));
    letGo();
    expect(await exporting).toMatchObject({ ok: false, problem: { kind: 'aborted' } });
    // What was made before may go; of what was begun nothing stays.
    for (const name of await privateFiles()) expect(before).toContain(name);
  });

  it('can be written into a file the person chose', async () => {
    const root = await navigator.storage.getDirectory();
    const target = await root.getFileHandle('chosen.csv', { create: true });
    const { fileName } = await exported({ target });
    expect(fileName).toBe('chosen.csv');
    const read = readLabelsCsv(await (await target.getFile()).text());
    expect(read).toMatchObject({ ok: true });
    await root.removeEntry('chosen.csv');
  });
});

describe('papers that leave', () => {
  it('are filled in without a question, beside the labels they describe', async () => {
    const outcome = await trainer.call((api, job) =>
      api.exportDocumentation(job, sheets.project.id),
    );
    if (!outcome.ok) throw new Error(outcome.problem.detail);
    expect(outcome.value.fileName).toBe('sheets-papers.zip');
    const archive = await readArchive(outcome.value.file);
    if (!archive.ok) throw new Error(archive.problem.detail);
    expect([...archive.value.keys()]).toEqual([
      'DATASHEET.md',
      'croissant.json',
      'CITATION.cff',
      'provenance.ttl',
      'vocabulary.ttl',
      'labels.csv',
    ]);
    const text = (name: string) => new TextDecoder().decode(archive.value.get(name));
    expect(text('DATASHEET.md')).toContain('40 pictures from 1 folder');
    expect(text('provenance.ttl')).toContain('foaf:name "Ada"');
    const labels = archive.value.get('labels.csv')!;
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', labels.slice()));
    const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
    const { distribution } = parsed(text('croissant.json'));
    expect(distribution).toMatchObject([{ sha256, contentSize: `${labels.byteLength} B` }]);
    // ignoreBOM keeps the mark that a spreadsheet looks for.
    const read = readLabelsCsv(new TextDecoder('utf-8', { ignoreBOM: true }).decode(labels));
    if (!read.ok) throw new Error(read.problem.detail);
    expect(
      read.value.rows.every(({ source, isRestricted }) => source === 'human' && !isRestricted),
    ).toBe(true);
  });
});

/** Keeps every other reader waiting for pictures until it is let go: no export is over before that. */
async function holdPictures(): Promise<() => void> {
  let letGo = () => {};
  const isOver = new Promise<void>((resolve) => (letGo = resolve));
  await new Promise<void>((begun, reject) => {
    database
      .transaction('rw', database.workingCopies, async () => {
        await database.workingCopies.count();
        begun();
        await Dexie.waitFor(isOver);
      })
      .catch(reject);
  });
  return letGo;
}

async function privateFiles(): Promise<string[]> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle('exports', { create: true });
  const names: string[] = [];
  for await (const name of folder.keys()) names.push(name);
  return names.sort();
}

describe('the place to take labels', () => {
  it('hands over the chosen format and says what is in it and what stayed', async () => {
    show(ExportLabelsScreen, { project: sheets.project });
    await page.getByRole('radio', { name: /COCO/ }).click();
    await page.getByRole('button', { name: 'Download labels' }).click();
    await expect.element(page.getByText('sheets-coco.json')).toBeVisible();
    await expect.element(page.getByText(/^39 pictures, 19 labelled by a person/)).toBeVisible();
    await expect.element(page.getByText(/1 restricted picture left out/)).toBeVisible();
  });

  it('offers frozen versions by their names', async () => {
    const frozen = await freezeSnapshot(sheets.project.id);
    await nameVersion(frozen.id, 'Before the audit');
    show(ExportLabelsScreen, { project: sheets.project });
    await page.getByLabelText('Which labels').selectOptions(frozen.id);
    await expect
      .element(page.getByRole('option', { name: /^Before the audit: \d+ pictures/ }))
      .toBeInTheDocument();
  });

  it('asks for an address where a format needs one, and for one that is one', async () => {
    show(ExportLabelsScreen, { project: sheets.project });
    await page.getByRole('radio', { name: /IIIF/ }).click();
    await page.getByLabelText('Where it will be published').fill('not an address');
    await expect.element(page.getByRole('button', { name: 'Download labels' })).toBeDisabled();
    await page.getByLabelText('Where it will be published').fill('https://library.example.org/x');
    await expect.element(page.getByRole('button', { name: 'Download labels' })).toBeEnabled();
  });

  it('hands the papers over and names them', async () => {
    show(ExportLabelsScreen, { project: sheets.project });
    await page.getByRole('button', { name: 'Download documentation' }).click();
    await expect.element(page.getByText(/sheets-papers\.zip.*DATASHEET\.md/)).toBeVisible();
  });

  it('takes labels back in from a file, and takes them back', async () => {
    const [one, two] = [await makeCollection({ pictures: 3 }), (await rows())[0]!];
    const { name: file, folder, sha256 } = one.items[0]!;
    const person = { generator: '', confidence: null, source: 'human', role: 'pool' } as const;
    const moss = [{ name: 'Moss', uri: '' }];
    const gone = { file: 'elsewhere.jpg', sha256: 'f'.repeat(64) };
    const text = writeLabelsCsv([
      { ...two, ...person, file, folder, sha256, answer: 'labels', labels: moss },
      { ...two, ...person, ...gone, answer: 'none', labels: [] },
    ]);
    show(ExportLabelsScreen, { project: one.project });
    await page.getByLabelText('File with labels').upload(new File([text], 'labels.csv'));
    await expect.element(page.getByText('1 picture decided.')).toBeVisible();
    await expect.element(page.getByText('1 row of pictures that are not here.')).toBeVisible();
    expect((await getItem(one.items[0]!.id))?.state).toBe('decided');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.element(page.getByText(/as they were/)).toBeVisible();
    expect((await getItem(one.items[0]!.id))?.state).toBe('open');
  });

  it('asks which question gives the label, where a file asks several, and takes that one', async () => {
    const { project, items } = await makeCollection({ pictures: 1 });
    const choice = (from_name: string, label: string) => ({
      ...{ type: 'choices', from_name, value: { choices: [label] } },
    });
    const tasks = [
      {
        data: { image: items[0]!.name },
        annotations: [{ result: [choice('kind', 'Fern'), choice('state', 'torn')] }],
      },
    ];
    show(ExportLabelsScreen, { project });
    const file = new File([JSON.stringify(tasks)], 'export.json');
    await page.getByLabelText('File with labels').upload(file);
    await expect
      .element(page.getByText('export.json asks 2 things about a picture.'))
      .toBeVisible();
    const question = page.getByLabelText('Which question gives the label?');
    await expect.element(question).toHaveFocus();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect
      .element(page.getByRole('button', { name: 'Add labels from a file' }))
      .toHaveFocus();
    await page.getByLabelText('File with labels').upload(file);
    await question.selectOptions('state');
    await page.getByRole('button', { name: 'Take these labels' }).click();
    await expect.element(page.getByText('1 new label: torn.')).toBeVisible();
    expect((await getItem(items[0]!.id))?.state).toBe('decided');
  });

  it('teaches where there is nothing yet', async () => {
    const { project } = await makeCollection({ pictures: 0 });
    show(ExportLabelsScreen, { project });
    await expect.element(page.getByText('There is nothing to export yet')).toBeVisible();
  });
});
