import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import { database } from '../../../../src/collection/database';
import { decide, undo } from '../../../../src/collection/decisions';
import { addItems, getItems, setNote } from '../../../../src/collection/items';
import { bareRecord, type RecordField } from '../../../../src/collection/item-records';
import { mergeLabels } from '../../../../src/collection/labels';
import { deleteProject } from '../../../../src/collection/projects';
import { addRows, readCore, readPages } from '../../../../src/collection/whole-project';
import { savePredictions } from '../../../../src/collection/runs';
import type { ItemId, Project, RunId } from '../../../../src/collection/records';
import { Catalogue, watchPictures } from '../../../../src/workers/catalogue/picture-catalogue';
import type { PictureFilter } from '../../../../src/workers/protocol/catalogue';
import { eachOnAnEmptyDatabase } from '../../collection/empty-database';
import {
  addLabels,
  addPictures,
  answer,
  as,
  begin,
  granted,
  ids,
  picture,
} from '../../collection/stage';

eachOnAnEmptyDatabase();

const open: Catalogue[] = [];
afterEach(() => open.splice(0).forEach((catalogue) => catalogue.close()));

function catalogueOf(project: Project): Catalogue {
  const catalogue = new Catalogue(project.id);
  open.push(catalogue);
  return catalogue;
}

async function found(catalogue: Catalogue, filter: PictureFilter): Promise<number[]> {
  return [...(await catalogue.find(filter)).ids];
}

const known = (...pairs: [string, string][]): RecordField[] =>
  pairs.map(([name, value]) => ({ name, value }));

/** Four pictures with records: three chairs of different makers, and a table. */
async function furnished() {
  const project = await begin();
  const records = [
    known(['Title', 'Armchair'], ['Creator', 'Böttger, Émile'], ['Date', '1890']),
    known(['Title', 'Side chair'], ['Creator', 'Thonet'], ['Date', '1904–1905']),
    known(['Title', 'Chair for a child'], ['Creator', 'unknown'], ['Creator', 'after Thonet']),
    known(['Title', 'Writing-table'], ['Rights', 'CC0']),
  ];
  const incoming = records.map((fields, at) =>
    picture(at, {
      name: `IMG_20${at}.jpg`,
      folder: at < 2 ? 'box 1' : 'box 2',
      attachments: { record: { ...bareRecord, fields }, group: null, decision: null },
    }),
  );
  const all = ids(granted(await addItems(project.id, incoming)));
  return { project, all, catalogue: catalogueOf(project) };
}

/** What the model gives to each of two labels, picture by picture. */
async function predicted(project: Project, all: ItemId[], rows: number[][], at = 1): Promise<void> {
  const labels = await database.labels.where({ projectId: project.id }).sortBy('position');
  await savePredictions({
    ...{ projectId: project.id, runId: 'run' as RunId, runNumber: 1, version: at, at },
    ...{ learnedUpTo: 0, task: project.task, floor: 0.4, poolOrder: new Uint32Array() },
    labelIds: labels.map(({ id }) => id),
    itemIds: Uint32Array.from(all),
    probabilities: Float32Array.from(rows.flat()),
  });
}

describe('pictures are found', () => {
  it('all of them where nothing is asked for, in the order of import', async () => {
    const { all, catalogue } = await furnished();
    const everything = await catalogue.find({});
    expect([...everything.ids]).toEqual(all);
    expect(everything.total).toBe(4);
  });

  it('by state, role and label before any row is read as well as afterwards', async () => {
    const { project, all, catalogue } = await furnished();
    const [seat, stool] = await addLabels(project.id, 'Seat', 'Stool');
    await answer(project.id, [all[2]!, all[0]!], as(stool!));
    await answer(project.id, all[1]!, as(seat!));
    await answer(project.id, all[3]!, { kind: 'skipped' });
    granted(await mergeLabels(stool!, seat!));
    const questions: PictureFilter[] = [
      { state: 'decided' },
      { labelId: seat! },
      { labelId: stool! },
      { role: 'pool' },
      { role: 'pool', state: 'skipped' },
      { role: 'check', labelId: seat! },
    ];
    const before = [];
    for (const question of questions) before.push(await found(catalogue, question));
    expect(before.slice(0, 3)).toEqual([all.slice(0, 3), all.slice(0, 3), []]);
    expect(catalogue.readShare).toBe(0);
    await catalogue.upToDate();
    for (const [at, question] of questions.entries())
      expect(await found(catalogue, question)).toEqual(before[at]);
  });

  it('by words that were read before anybody asked for them', async () => {
    const { catalogue } = await furnished();
    await catalogue.find({});
    await expect.poll(() => catalogue.readShare).toBe(1);
  });

  it('by words of name, folder, note and every field, in any order, case and accent', async () => {
    const { all, catalogue } = await furnished();
    await setNote(all[3]!, 'Left leg MENDED');
    expect(await found(catalogue, { text: 'chair' })).toEqual(all.slice(0, 3));
    expect(await found(catalogue, { text: 'thonet CHAIR' })).toEqual([all[1], all[2]]);
    expect(await found(catalogue, { text: 'bottger emile' })).toEqual([all[0]]);
    expect(await found(catalogue, { text: 'Böttger' })).toEqual([all[0]]);
    expect(await found(catalogue, { text: 'mended leg' })).toEqual([all[3]]);
    expect(await found(catalogue, { text: 'img_202' })).toEqual([all[2]]);
    expect(await found(catalogue, { text: '"box 1"' })).toEqual([]);
    expect(await found(catalogue, { text: 'box' })).toEqual(all);
    expect(await found(catalogue, { text: ' \uE001 ' })).toEqual(all);
  });

  it('hears of what was written although the reading of it failed', async () => {
    const { all, catalogue } = await furnished();
    expect(await found(catalogue, { text: 'torn' })).toEqual([]);
    await setNote(all[0]!, 'Torn at the left.');
    const broken = () => {
      throw new Error('The disk is gone.');
    };
    database.items.hook('reading', broken);
    await expect(catalogue.find({ text: 'torn' })).rejects.toThrow('The disk is gone.');
    database.items.hook('reading').unsubscribe(broken);
    expect(await found(catalogue, { text: 'torn' })).toEqual([all[0]]);
  });

  it('by one field: a part of it, or a whole word; a field may come more than once', async () => {
    const { all, catalogue } = await furnished();
    const by = (name: string, value: string, match: 'contains' | 'word' = 'contains') =>
      found(catalogue, { field: { name, match, value } });
    expect(await by('Creator', 'thonet')).toEqual([all[1], all[2]]);
    expect(await by('creator ', 'Thonet', 'word')).toEqual([all[1], all[2]]);
    expect(await by('Title', 'table')).toEqual([all[3]]);
    expect(await by('Title', 'table', 'word')).toEqual([all[3]]);
    expect(await by('Title', 'chair', 'word')).toEqual([all[1], all[2]]);
    expect(await by('Title', 'thonet')).toEqual([]);
    expect(await by('Date', '1905', 'word')).toEqual([all[1]]);
    expect(await by('Date', '190', 'word')).toEqual([]);
    expect(await by('Rights', '(cc', 'word')).toEqual([]);
    expect(await by('Nowhere', 'x')).toEqual([]);
    expect(await by('Creator', '  ')).toEqual(all);
  });

  it('by state, role and label; a merged label finds what was decided for either', async () => {
    const { project, all, catalogue } = await furnished();
    const [seat, stool] = await addLabels(project.id, 'Seat', 'Stool');
    await answer(project.id, all[0]!, as(seat!));
    await answer(project.id, all[1]!, as(stool!));
    await answer(project.id, all[2]!, { kind: 'skipped' });
    expect(await found(catalogue, { state: 'decided' })).toEqual(all.slice(0, 2));
    expect(await found(catalogue, { state: 'skipped', text: 'chair' })).toEqual([all[2]]);
    expect(await found(catalogue, { labelId: seat! })).toEqual([all[0]]);
    granted(await mergeLabels(stool!, seat!));
    expect(await found(catalogue, { labelId: seat! })).toEqual([all[0], all[1]]);
    const rows = await getItems(all);
    for (const role of ['pool', 'check', 'benchmark'] as const)
      expect(await found(catalogue, { role })).toEqual(
        rows.filter((item) => item.role === role).map(({ id }) => id),
      );
  });

  it('by how sure the model is, ends included; nothing before there is a model', async () => {
    const { project, all, catalogue } = await furnished();
    await database.items.toCollection().modify({ role: 'pool' });
    await addLabels(project.id, 'Chair', 'Table');
    const between = (atLeast: number, atMost: number) =>
      found(catalogue, { confidence: { atLeast, atMost } });
    expect(await between(0, 1)).toEqual([]);
    await predicted(project, all.slice(0, 3), [
      [0.5, 0.5],
      [0.25, 0.75],
      [1, 0],
    ]);
    expect(await between(0.5, 0.75)).toEqual([all[0], all[1]]);
    expect(await between(0.76, 1)).toEqual([all[2]]);
    await predicted(
      project,
      all,
      [
        [1, 0],
        [1, 0],
        [1, 0],
        [0.5, 0.5],
      ],
      2,
    );
    expect(await between(0.5, 0.75)).toEqual([all[3]]);
  });

  it('never tells how sure the model is of a picture that is asked blind', async () => {
    const { project, all, catalogue } = await furnished();
    const [chair] = await addLabels(project.id, 'Chair', 'Table');
    await database.items.toCollection().modify({ role: 'benchmark' });
    await predicted(project, all, [
      [1, 0],
      [1, 0],
      [1, 0],
      [1, 0],
    ]);
    await answer(project.id, all[1]!, as(chair!));
    expect(await found(catalogue, { confidence: { atLeast: 0, atMost: 1 } })).toEqual([all[1]]);
  });

  it('by a decision that the model would not have made', async () => {
    const { project, all, catalogue } = await furnished();
    const [chair, table] = await addLabels(project.id, 'Chair', 'Table');
    await predicted(project, all, [
      [0.9, 0.1],
      [0.2, 0.8],
      [0.6, 0.4],
      [0.3, 0.7],
    ]);
    await answer(project.id, all.slice(0, 3), as(chair!));
    await answer(project.id, all[3]!, { kind: 'none' });
    expect(await found(catalogue, { isContested: true })).toEqual([all[1]]);
    await answer(project.id, all[1]!, as(table!));
    expect(await found(catalogue, { isContested: true })).toEqual([]);
  });

  it('with tags: contested where the two sets differ', async () => {
    const project = await begin({ task: 'tags' });
    const all = await addPictures(project.id, 3);
    const [red, blue] = await addLabels(project.id, 'Red', 'Blue');
    await predicted(project, all, [
      [0.9, 0.9],
      [0.9, 0.9],
      [0.9, 0.1],
    ]);
    await answer(project.id, all[0]!, as(red!, blue!));
    await answer(project.id, all[1]!, as(red!));
    await answer(project.id, all[2]!, as(red!));
    expect(await found(catalogueOf(project), { isContested: true })).toEqual([all[1]]);
  });

  it('names the fields there are, the most frequent first', async () => {
    const { catalogue } = await furnished();
    const names = await catalogue.fieldNames();
    expect(names.slice(0, 2).sort()).toEqual(['Creator', 'Title']);
    expect(names.sort()).toEqual(['Creator', 'Date', 'Rights', 'Title']);
  });
});

describe('what was read stays right', () => {
  it('after a note, a record, a decision and its undoing', async () => {
    const { project, all, catalogue } = await furnished();
    const [seat] = await addLabels(project.id, 'Seat');
    expect(await found(catalogue, { text: 'worm' })).toEqual([]);
    await setNote(all[1]!, 'worm holes');
    expect(await found(catalogue, { text: 'worm' })).toEqual([all[1]]);
    await setNote(all[1]!, '');
    expect(await found(catalogue, { text: 'worm' })).toEqual([]);
    await database.itemRecords.update(all[3]!, { fields: known(['Title', 'Worm-eaten table']) });
    expect(await found(catalogue, { text: 'worm' })).toEqual([all[3]]);
    const actId = await answer(project.id, all[0]!, as(seat!));
    expect(await found(catalogue, { labelId: seat! })).toEqual([all[0]]);
    await undo(project.id, actId);
    expect(await found(catalogue, { labelId: seat! })).toEqual([]);
  });

  it('when pictures come in, one by one or many at once', async () => {
    const { project, all, catalogue } = await furnished();
    expect(await found(catalogue, { text: 'chair' })).toHaveLength(3);
    const attachments = {
      record: { ...bareRecord, fields: known(['Title', 'Deck chair']) },
      ...{ group: null, decision: null },
    };
    const [one] = ids(granted(await addItems(project.id, [picture(50, { attachments })])));
    expect(await found(catalogue, { text: 'deck' })).toEqual([one]);
    const many = Array.from({ length: 120 }, (_, at) => picture(100 + at, { attachments }));
    const added = ids(granted(await addItems(project.id, many)));
    expect(await found(catalogue, { text: 'deck' })).toEqual([one, ...added]);
    expect((await catalogue.find({ text: 'box' })).total).toBe(all.length + 121);
  });

  it('after a hundred decisions in one act', async () => {
    const project = await begin();
    const all = await addPictures(project.id, 120);
    const [map] = await addLabels(project.id, 'Map');
    const catalogue = catalogueOf(project);
    expect(await found(catalogue, { labelId: map! })).toEqual([]);
    const entries = all
      .slice(0, 100)
      .map((itemId) => ({ itemId, answer: as(map!), suggestion: null, tookMs: null }));
    await decide(project.id, entries, { source: 'grid' });
    expect(await found(catalogue, { labelId: map! })).toEqual(all.slice(0, 100));
  });

  it('after a backup was opened in the place of the collection', async () => {
    const { project, all, catalogue } = await furnished();
    const core = (await readCore(project.id))!;
    const records: object[] = [];
    for await (const page of readPages(project.id, 'itemRecords')) records.push(...page);
    await setNote(all[0]!, 'written after the backup');
    expect(await found(catalogue, { text: 'written' })).toEqual([all[0]]);
    await deleteProject(project.id);
    for (const name of ['projects', 'items'] as const) await addRows(name, core[name]);
    await addRows('itemRecords', records);
    expect(await found(catalogue, { text: 'written' })).toEqual([]);
    expect(await found(catalogue, { text: 'thonet' })).toEqual([all[1], all[2]]);
    expect((await catalogue.find({ text: 'box' })).total).toBe(4);
  });

  it('and whoever follows is told of each of these', async () => {
    const { project, all } = await furnished();
    const [seat] = await addLabels(project.id, 'Seat');
    let told = 0;
    const watching = watchPictures(project.id, () => (told += 1));
    const toldBy = async (change: () => Promise<unknown>) => {
      const before = told;
      await change();
      await expect.poll(() => told).toBeGreaterThan(before);
    };
    await toldBy(() => setNote(all[0]!, 'a note'));
    await toldBy(() => answer(project.id, all[0]!, as(seat!)));
    await toldBy(() => database.itemRecords.update(all[0]!, { fields: [] }));
    await toldBy(() => addItems(project.id, [picture(77)]));
    await toldBy(() => predicted(project, all, [[1], [1], [1], [1]]));
    watching.unsubscribe();
  });
});
