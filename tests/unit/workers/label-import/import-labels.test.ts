import 'fake-indexeddb/auto';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { history, undo } from '../../../../src/collection/decisions';
import { getItem, getItems, itemIds } from '../../../../src/collection/items';
import { listLabels } from '../../../../src/collection/labels';
import type { ItemId, ProjectId, Task } from '../../../../src/collection/records';
import type { LabelledPicture } from '../../../../src/exchange/labelled-picture';
import { database } from '../../../../src/collection/database';
import { metadataPieces } from '../../../../src/exchange/image-folder';
import { readLabelsCsv, writeLabelsCsv } from '../../../../src/exchange/labels-csv';
import { jsonlPieces, known } from '../../../../src/exchange/labels-jsonl';
import { bringLabels as bringFile } from '../../../../src/workers/label-import/import-labels';
import { surveyLabels } from '../../../../src/workers/label-import/survey-labels';
import { eachOnAnEmptyDatabase } from '../../collection/empty-database';
import { addLabels, addPictures, answer, as, begin, granted } from '../../collection/stage';
import { hostile, inPages, joined, outgoing, plain } from '../../exchange/pictures';

eachOnAnEmptyDatabase();

/** A row about the picture of this number, as it lies in the stage's collection. */
function row(index: number, change: Partial<LabelledPicture> = {}): LabelledPicture {
  const sha256 = index.toString(16).padStart(64, '0');
  return { ...plain, sha256, folder: 'scans', file: `sheet ${index}.jpg`, ...change };
}

const bringLabels = (id: ProjectId, file: Blob, question: string | null = null, folder = '') =>
  bringFile(id, { file, folder, question });

const csv = (...rows: LabelledPicture[]) => new Blob([writeLabelsCsv(rows)]);

async function stage(pictures: number, task: Task = 'single') {
  const { id } = await begin({ task });
  return { id, items: await addPictures(id, pictures) };
}

async function namesOn(projectId: ProjectId, itemId: ItemId): Promise<string[]> {
  const labels = await listLabels(projectId);
  const standing = (await getItem(itemId))?.standing?.answer;
  if (standing?.kind !== 'labels') return [];
  return standing.labelIds.map((id) => labels.find((label) => label.id === id)?.name ?? '?');
}

describe('labels from a file', () => {
  it('decide the pictures they name, and are taken back as one act', async () => {
    const { id, items } = await stage(3);
    await addLabels(id, 'Fern');
    const file = csv(
      row(0),
      row(1, { labels: [{ name: 'Moss', uri: 'https://example.org/moss' }] }),
      row(2, { answer: 'none', labels: [] }),
    );
    const brought = granted(await bringLabels(id, file));
    expect(brought).toMatchObject({ taken: 3, newLabels: ['Moss'], unknown: 0 });
    expect(await namesOn(id, items[0]!)).toEqual(['Fern']);
    expect(await namesOn(id, items[1]!)).toEqual(['Moss']);
    expect((await getItem(items[2]!))?.standing?.answer).toEqual({ kind: 'none' });
    expect(await history(items[0]!)).toMatchObject([{ kind: 'answer', source: 'file', by: 'Ada' }]);
    await undo(id, brought.actId!);
    const states = (await getItems(await itemIds(id))).map(({ state }) => state);
    expect(states).toEqual(['open', 'open', 'open']);
  });

  it('come back equal by way of either format, whatever they are called', async () => {
    const names = hostile.map((name) => name.normalize('NFC').replace(/\s+/gu, ' ').trim());
    const rows = hostile.map((name, index) => row(index, { labels: [{ name, uri: '' }] }));
    for (const text of [writeLabelsCsv(rows), await joined(jsonlPieces(inPages(rows, 5)))]) {
      const { id, items } = await stage(rows.length);
      expect(granted(await bringLabels(id, new Blob([text]))).taken).toBe(rows.length);
      for (const [index, itemId] of items.entries()) {
        expect(await namesOn(id, itemId)).toEqual([names[index]]);
      }
    }
  });

  it('leave alone what is decided here, what is not here, and what a model said', async () => {
    const { id, items } = await stage(3);
    const [moss] = await addLabels(id, 'Moss');
    await answer(id, items[0]!, as(moss!));
    const file = csv(
      row(0),
      row(77),
      row(1, { source: 'model', answer: '' }),
      row(2, { answer: 'skipped', labels: [] }),
    );
    expect(granted(await bringLabels(id, file))).toMatchObject({
      ...{ actId: null, taken: 0, decidedHere: 1, repeated: 0, unknown: 1, ambiguous: 0 },
      ...{ withoutAnswer: 2, newLabels: [], contradictory: { count: 0 } },
      leftOut: { predictions: 1 },
    });
    expect(await namesOn(id, items[0]!)).toEqual(['Moss']);
    expect(await listLabels(id)).toHaveLength(1);
  });

  it('find a picture by folder and name where its bytes have changed', async () => {
    const { id, items } = await stage(2);
    const file = csv(
      row(1, { sha256: 'f'.repeat(64) }),
      row(0, { sha256: 'e'.repeat(64), folder: '' }),
    );
    expect(granted(await bringLabels(id, file))).toMatchObject({ taken: 1, unknown: 1 });
    expect(await namesOn(id, items[1]!)).toEqual(['Fern']);
  });

  it('give several tags where tags are asked for, and none of several where one label is', async () => {
    const labels = [
      { name: 'Fern', uri: '' },
      { name: 'fern', uri: '' },
      { name: 'Moss', uri: '' },
    ];
    const tags = await stage(1, 'tags');
    expect(granted(await bringLabels(tags.id, csv(row(0, { labels }))))).toMatchObject({
      taken: 1,
    });
    expect(await namesOn(tags.id, tags.items[0]!)).toEqual(['Fern', 'Moss']);
    const single = await stage(1);
    const brought = granted(await bringLabels(single.id, csv(row(0, { labels }))));
    expect(brought).toMatchObject({ taken: 0, withoutAnswer: 1 });
  });

  it('are refused where they are not ours; a row that makes no sense costs itself', async () => {
    const { id, items } = await stage(2);
    for (const text of ['', 'file,label\r\na.jpg,Fern\r\n', '{"file":"a.jpg"}\n', '\u0000\u0001'])
      expect(await bringLabels(id, new Blob([text]))).toMatchObject({
        ok: false,
        problem: { kind: 'unknown-labels' },
      });
    expect(await listLabels(id)).toEqual([]);
    const broken = writeLabelsCsv([row(0), row(1)]).replace('human', 'oracle');
    expect(granted(await bringLabels(id, new Blob([broken])))).toMatchObject({
      taken: 1,
      leftOut: { broken: { count: 1, names: ['line 2'] } },
    });
    expect(await namesOn(id, items[1]!)).toEqual(['Fern']);
  });

  it('of which two say different things of a picture decide nothing there, and are named', async () => {
    const { id, items } = await stage(2);
    const moss = [{ name: 'Moss', uri: '' }];
    const file = csv(row(0), row(0, { labels: moss }), row(1), row(1, { annotator: 'Bea' }));
    expect(granted(await bringLabels(id, file))).toMatchObject({
      ...{ taken: 1, repeated: 1, newLabels: ['Fern'] },
      contradictory: { count: 2, names: ['scans/sheet 0.jpg: Fern', 'scans/sheet 0.jpg: Moss'] },
    });
    expect(await namesOn(id, items[0]!)).toEqual([]);
  });

  it('are as many as nine hundred new ones, made in one act', async () => {
    const { id, items } = await stage(900);
    const rows = items.map((_, at) => row(at, { labels: [{ name: `label ${at}`, uri: '' }] }));
    const brought = granted(await bringLabels(id, csv(...rows)));
    expect([brought.taken, brought.newLabels.length]).toEqual([900, 900]);
    expect(await database.labelEdits.count()).toBe(1);
    expect(await namesOn(id, items[899]!)).toEqual(['label 899']);
  });

  it('find the copies that travelled with them, beside the file', async () => {
    const { id } = await begin();
    const copy = (folder: string, sha: string) =>
      addPictures(id, 1, { name: '0012.jpg', folder, sha256: sha.repeat(64) });
    const [inTrain] = await copy('set/train', 'c');
    const [inTest] = await copy('set/test', 'd');
    const known = outgoing(1, [0], {
      ...{ file: 'sheet.jpg', folder: 'box', path: 'train/0012.jpg' },
      labels: [{ name: 'Fern', uri: '' }],
    });
    const metadata = await joined(metadataPieces(inPages([known], 1), 'single'));
    const brought = granted(await bringLabels(id, new Blob([metadata]), null, 'set/train'));
    expect(brought).toMatchObject({ taken: 1 });
    expect(await namesOn(id, inTrain!)).toEqual(['Fern']);
    expect(await namesOn(id, inTest!)).toEqual([]);
  });
});

describe('our own file, saved again by another program', () => {
  const rows = [
    row(0, { labels: [{ name: 'Fern', uri: 'https://example.org/fern' }], annotator: 'Bea' }),
    row(1, { answer: 'none', labels: [] }),
    row(2, { answer: 'cannot-tell', labels: [] }),
    row(3, { answer: '', source: 'model', annotator: '', generator: 'run 7', confidence: 0.93 }),
    row(4, { answer: 'skipped', source: 'model', generator: 'run 7', confidence: 0.93 }),
  ];
  const written = writeLabelsCsv(rows);
  const table = Papa.parse<string[]>(written.slice(1), {
    newline: '\r\n',
    skipEmptyLines: true,
  }).data;
  const saved = (cells: string[][], options: Papa.UnparseConfig = {}) =>
    Papa.unparse(cells, { newline: '\n', ...options });
  const wide = (text: string) => {
    const view = new DataView(new ArrayBuffer(text.length * 2 + 2));
    [...`\uFEFF${text}`].forEach((one, at) => view.setUint16(at * 2, one.charCodeAt(0), true));
    return view.buffer;
  };
  const reordered = table.map((cells) => [...cells].reverse());
  const fewer = table.map((cells) =>
    cells.filter((_, at) => !/took|note|split/.test(table[0]![at]!)),
  );
  const more = table.map((cells, at) => [at === 0 ? 'Remark' : 'seen', ...cells]);

  it.each<[string, BlobPart]>([
    ['as it was', written],
    ['with semicolons and quotation marks', saved(table, { delimiter: ';', quotes: true })],
    ['with semicolons and a line that says so', `sep=;\r\n${saved(table, { delimiter: ';' })}`],
    ['with tabs', saved(table, { delimiter: '\t', newline: '\r\n' })],
    ['with line feeds', written.replaceAll('\r\n', '\n')],
    ['with carriage returns', written.replaceAll('\r\n', '\r')],
    ['without its byte-order mark', written.slice(1)],
    ['as UTF-16', wide(saved(table, { delimiter: '\t' }))],
    ['with its columns in another order', saved(reordered)],
    ['with some columns gone', saved(fewer)],
    ['with a column of remarks, and capitals', saved(more).replace('label_uri', 'LABEL_URI')],
    ['under a title', saved([['Ferns of 1903'], [], ...table], { delimiter: ';' })],
    ['with decimal commas', saved(table, { delimiter: ';' }).replaceAll('0.9300', '0,93')],
    [
      'as JSON lines with blanks and Windows line breaks',
      JSON.stringify(rows.map(object))
        .slice(1, -1)
        .replaceAll('},{', '}\r\n{')
        .replaceAll('":', '" : '),
    ],
    ['as one JSON list', JSON.stringify(rows.map(object), null, 2)],
  ])('%s, means what it meant', async (_, content) => {
    const { id, items } = await stage(5);
    expect(granted(await surveyLabels(new Blob([content])))).toMatchObject({
      ...{ tool: 'Vitrine', pictures: 5, decided: 3, leftOut: { predictions: 2 } },
    });
    const brought = granted(await bringLabels(id, new Blob([content])));
    expect(brought).toMatchObject({
      taken: 3,
      withoutAnswer: 2,
      leftOut: { broken: { count: 0 } },
    });
    const standing = (await getItems(items)).map((item) => item.standing?.answer.kind ?? 'open');
    expect(standing).toEqual(['labels', 'none', 'cannot-tell', 'open', 'open']);
    expect(await listLabels(id)).toMatchObject([{ name: 'Fern', uri: 'https://example.org/fern' }]);
    expect(await history(items[0]!)).toMatchObject([{ by: 'Bea' }]);
  });

  /** As our JSON lines name it. */
  function object(picture: LabelledPicture) {
    const { file, folder } = picture;
    return { file, folder, ...known(picture) };
  }

  it('with any one cell emptied, takes no answer of the model for a person’s, and costs one row at most', async () => {
    for (const [at, name] of table[0]!.entries()) {
      for (const [place, line] of table.entries()) {
        if (place === 0 || line[at] === '') continue;
        const cells = table.map((row, here) => (here === place ? row.with(at, '') : row));
        const read = granted(readLabelsCsv(saved(cells)));
        expect(read.rows.length + read.broken.count, name).toBe(5);
        const persons = read.rows.filter(({ source }) => source === 'human');
        expect(persons.length, `${name} of row ${place}`).toBeGreaterThanOrEqual(2);
        expect(persons.map(({ sha256, file }) => `${sha256}${file}`).join()).not.toMatch(
          new RegExp(`${rows[3]!.sha256}|${rows[4]!.sha256}|sheet [34]`),
        );
      }
    }
  });

  it('without the columns that say whose word a label is, is refused with the reason', async () => {
    const { id } = await stage(5);
    const bare = table.map((cells) =>
      cells.filter((_, at) => !/^(answer|source)$/.test(table[0]![at]!)),
    );
    expect(await bringLabels(id, new Blob([saved(bare)]))).toMatchObject({
      ok: false,
      problem: { kind: 'unreadable-file', detail: expect.stringContaining('whose word') as string },
    });
  });
});

describe('labels from another tool', () => {
  const task = (image: string, ...choices: string[]) => ({
    data: { image },
    annotations: [{ result: [{ type: 'choices', value: { choices } }], completed_by: 2 }],
    predictions: [],
  });
  const json = (...tasks: object[]) => new Blob([JSON.stringify(tasks)]);

  it('find pictures by names that an upload has changed, and by where they lie', async () => {
    const { id, items } = await stage(3);
    const brought = granted(
      await bringLabels(
        id,
        json(
          task('/data/upload/1/0a1b2c3d-sheet_0.jpg', 'Fern'),
          task('https://example.org/scans/sheet%201.jpg', 'Moss'),
          task('elsewhere/sheet 99.jpg', 'Moss'),
        ),
      ),
    );
    expect(brought).toMatchObject({ taken: 2, unknown: 1, newLabels: ['Fern', 'Moss'] });
    expect(await namesOn(id, items[0]!)).toEqual(['Fern']);
    expect(await namesOn(id, items[1]!)).toEqual(['Moss']);
    expect(await history(items[0]!)).toMatchObject([
      { source: 'file', by: 'annotator 2 (Label Studio)' },
    ]);
  });

  it('leave a picture alone whose name several have, unless the folder tells', async () => {
    const { id } = await begin();
    const [, inFern] = [
      ...(await addPictures(id, 1, {
        name: 'sheet.jpg',
        folder: 'box/moss',
        sha256: 'a'.repeat(64),
      })),
      ...(await addPictures(id, 1, {
        name: 'sheet.jpg',
        folder: 'box/fern',
        sha256: 'b'.repeat(64),
      })),
    ];
    const brought = granted(
      await bringLabels(id, json(task('sheet.jpg', 'Fern'), task('fern/sheet.jpg', 'Fern'))),
    );
    expect(brought).toMatchObject({ taken: 1, ambiguous: 1 });
    expect(await namesOn(id, inFern!)).toEqual(['Fern']);
  });

  it('land on no picture of another box that has the same name', async () => {
    const { id } = await begin();
    const [here] = await addPictures(id, 1, { name: '0001.jpg', folder: 'box1' });
    const file = json(task('box1/0001.jpg', 'Fern'), task('box2/0001.jpg', 'Moss'));
    expect(granted(await bringLabels(id, file))).toMatchObject({ taken: 1, ambiguous: 1 });
    expect(await namesOn(id, here!)).toEqual(['Fern']);
  });

  it('know a picture by its literal name first, whatever signs are in it', async () => {
    const { id } = await begin();
    const names = ['MS #12 f1r.png', 'what?.jpg', '50%25.jpg', '50%.jpg', 'a b.jpg'];
    const items: ItemId[] = [];
    for (const [at, name] of names.entries())
      items.push(...(await addPictures(id, 1, { name, sha256: String(at).repeat(64) })));
    const tasks = ['MS #12 f1r.png', 'what?.jpg', '50%25.jpg', 'a%20b.jpg'].map((name, at) =>
      task(name, `label ${at}`),
    );
    expect(granted(await bringLabels(id, json(...tasks)))).toMatchObject({ taken: 4, unknown: 0 });
    const found = await Promise.all(items.map((item) => namesOn(id, item)));
    expect(found).toEqual([['label 0'], ['label 1'], ['label 2'], [], ['label 3']]);
  });

  it('know it by each field of a task that names a picture', async () => {
    const { id, items } = await stage(1);
    const two = { data: { front: 'gone.jpg', back: 'sheet 0.jpg' } };
    const file = json({ ...task('x.jpg', 'Fern'), ...two });
    expect(granted(await bringLabels(id, file))).toMatchObject({ taken: 1, unknown: 0 });
    expect(await namesOn(id, items[0]!)).toEqual(['Fern']);
  });

  it('come from the question that is meant; of tags from all, where none is', async () => {
    const answered = {
      data: { image: 'sheet 0.jpg' },
      annotations: [
        {
          result: [
            { type: 'choices', from_name: 'kind', value: { choices: ['Fern'] } },
            { type: 'choices', from_name: 'state', value: { choices: ['torn'] } },
            { type: 'textarea', from_name: 'note', value: { text: ['on the left'] } },
          ],
        },
      ],
    };
    const file = json(answered);
    expect(granted(await surveyLabels(file))).toMatchObject({
      questions: [
        { name: 'kind', decided: 1, several: 0, labels: ['Fern'] },
        { name: 'state', labels: ['torn'] },
      ],
      leftOut: { otherKinds: 1 },
    });
    for (const [taskOf, question, names] of [
      ['single', null, ['Fern']],
      ['single', 'state', ['torn']],
      ['tags', 'state', ['torn']],
      ['tags', null, ['Fern', 'torn']],
    ] as const) {
      const { id, items } = await stage(1, taskOf);
      expect(granted(await bringLabels(id, file, question)).taken).toBe(1);
      expect(await namesOn(id, items[0]!)).toEqual(names);
    }
    const { id } = await stage(1);
    expect(await bringLabels(id, file, 'gone')).toMatchObject({ problem: { kind: 'not-found' } });
  });

  it('give a root category and its class of the same name as one label', async () => {
    const { id, items } = await stage(1);
    const coco = {
      images: [{ id: 1, file_name: 'sheet 0.jpg' }],
      categories: [
        { id: 0, name: 'fern' },
        { id: 1, name: 'Fern', supercategory: 'fern' },
      ],
      annotations: [0, 1].map((category_id) => ({ image_id: 1, category_id })),
    };
    const file = new Blob([JSON.stringify(coco)]);
    expect(granted(await surveyLabels(file))).toMatchObject({ several: 0, labels: ['fern'] });
    expect(granted(await bringLabels(id, file))).toMatchObject({ taken: 1, withoutAnswer: 0 });
    expect(await namesOn(id, items[0]!)).toEqual(['fern']);
  });

  it('hold no labels without a name, and not more than anybody can tell apart', async () => {
    const { id } = await stage(1, 'tags');
    const blank = {
      ...{ images: [{ id: 1, file_name: 'sheet 0.jpg' }], categories: [{ id: 1, name: ' ' }] },
      annotations: [{ image_id: 1, category_id: 1 }],
    };
    expect(granted(await bringLabels(id, new Blob([JSON.stringify(blank)])))).toMatchObject({
      taken: 0,
      withoutAnswer: 1,
    });
    const many = Array.from({ length: 1001 }, (_, at) => `label ${at}`);
    expect(await bringLabels(id, json(task('sheet 0.jpg', ...many)))).toMatchObject({
      ok: false,
      problem: { kind: 'unknown-labels' },
    });
    expect(await listLabels(id)).toEqual([]);
  });
});
