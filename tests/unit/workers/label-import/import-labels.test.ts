import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { history, undo } from '../../../../src/collection/decisions';
import { getItem, getItems, itemIds } from '../../../../src/collection/items';
import { listLabels } from '../../../../src/collection/labels';
import type { ItemId, ProjectId, Task } from '../../../../src/collection/records';
import type { LabelledPicture } from '../../../../src/exchange/labelled-picture';
import { writeLabelsCsv } from '../../../../src/exchange/labels-csv';
import { jsonlPieces } from '../../../../src/exchange/labels-jsonl';
import { bringLabels } from '../../../../src/workers/label-import/import-labels';
import { eachOnAnEmptyDatabase } from '../../collection/empty-database';
import { addLabels, addPictures, answer, as, begin, granted } from '../../collection/stage';
import { hostile, inPages, joined, plain } from '../../exchange/pictures';

eachOnAnEmptyDatabase();

/** A row about the picture of this number, as it lies in the stage's collection. */
function row(index: number, change: Partial<LabelledPicture> = {}): LabelledPicture {
  const sha256 = index.toString(16).padStart(64, '0');
  return { ...plain, sha256, folder: 'scans', file: `sheet ${index}.jpg`, ...change };
}

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
    expect(granted(await bringLabels(id, file))).toEqual({
      actId: null,
      taken: 0,
      decidedHere: 1,
      unknown: 1,
      ambiguous: 0,
      withoutAnswer: 2,
      newLabels: [],
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

  it('are refused whole when a line is not one of ours', async () => {
    const { id } = await stage(1);
    for (const text of ['', 'file,label\r\na.jpg,Fern\r\n', '{"file":"a.jpg"}\n', '\u0000\u0001'])
      expect(await bringLabels(id, new Blob([text]))).toMatchObject({
        ok: false,
        problem: { kind: 'unknown-labels' },
      });
    const broken = writeLabelsCsv([row(0)]).replace('human', 'oracle');
    expect(await bringLabels(id, new Blob([broken]))).toMatchObject({
      ok: false,
      problem: { kind: 'unreadable-file' },
    });
    expect(await listLabels(id)).toEqual([]);
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
