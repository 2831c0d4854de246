import 'fake-indexeddb/auto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { itemRecord } from '../../../../src/collection/descriptions';
import { undo } from '../../../../src/collection/decisions';
import { addItems, getItem, getItems } from '../../../../src/collection/items';
import { bareRecord } from '../../../../src/collection/item-records';
import { listLabels } from '../../../../src/collection/labels';
import type { ItemId, Project } from '../../../../src/collection/records';
import { tableImportApi } from '../../../../src/workers/table-import/table-import-calls';
import type {
  Aliases,
  PicturePlace,
  TableWish,
} from '../../../../src/workers/protocol/table-import';
import { eachOnAnEmptyDatabase } from '../../collection/empty-database';
import { addLabels, answer, as, begin, granted, ids, picture } from '../../collection/stage';

eachOnAnEmptyDatabase();

const tableImport = tableImportApi();

async function pictures(project: Project, ...paths: string[]): Promise<ItemId[]> {
  const arriving = paths.map((path, at) => {
    const cut = path.lastIndexOf('/');
    return picture(at, { folder: path.slice(0, Math.max(0, cut)), name: path.slice(cut + 1) });
  });
  return ids(granted(await addItems(project.id, arriving)));
}

async function wishFor(
  project: Project,
  text: string | Uint8Array<ArrayBuffer>,
  change: Partial<TableWish> & { name?: string; folder?: string } = {},
): Promise<TableWish> {
  const { name = 'objects.csv', folder = '', ...wish } = change;
  const table = { file: new File([text], name), folder };
  const { uses } = granted(await tableImport.look('look', table));
  const base = { projectId: project.id, tables: [table], uses };
  const rules = { labelsAs: 'decisions', keepsEmptyWords: false } as const;
  return { ...base, ...rules, groupName: 'object', ...wish };
}

async function apply(wish: TableWish, drop: PicturePlace[] = [], aliases: Aliases = {}) {
  return granted(await tableImport.apply('apply', wish, drop, aliases, () => undefined));
}

/** How many rows there were, and what became of them. */
function sum({ described, reported }: { described: number; reported: { count: number }[] }) {
  return described + reported.reduce((total, { count }) => total + count, 0);
}

const fieldsOf = async (id: ItemId) => (await itemRecord(id))?.fields;
const namesOn = async (project: Project, id: ItemId) => {
  const labels = await listLabels(project.id);
  const standing = (await getItem(id))?.standing?.answer;
  if (standing?.kind !== 'labels') return [];
  return standing.labelIds.map((one) => labels.find((label) => label.id === one)?.name);
};

describe('a table about pictures that are here', () => {
  it('describes, decides and groups them; decisions are one act, taken back as one', async () => {
    const project = await begin();
    const [a, b, c] = await pictures(project, 'scans/a.jpg', 'scans/b.jpg', 'scans/c.jpg');
    const text =
      'filename,accession number,title,label,group\n' +
      'a.jpg,0007,<b>One</b>,map,x\nb.jpg,0008,Two,plan,x\nc.jpg,,Three,,\n';
    const report = await apply(await wishFor(project, text));
    expect(report).toMatchObject({ rows: 3, described: 3, reported: [] });
    expect(await fieldsOf(a!)).toEqual([
      { name: 'Identifier', value: '0007' },
      { name: 'Title', value: 'One' },
    ]);
    expect(report.labels).toMatchObject({ decided: 2, newLabels: ['map', 'plan'] });
    expect(await namesOn(project, b!)).toEqual(['plan']);
    const [one, two, three] = await getItems([a!, b!, c!]);
    expect(one!.group).toBe(two!.group);
    expect(one!.role).toBe(two!.role);
    expect(three!.group).not.toBe(one!.group);
    await undo(project.id, report.labels.actId!);
    expect((await getItems([a!, b!])).map(({ state }) => state)).toEqual(['open', 'open']);
  });

  it('finds them by path, by name without its ending, by number, and never guesses', async () => {
    const project = await begin();
    const all = ['one/1.tif', 'two/1.tif', 'two/x 5.JPG', 'B-77.jpg', 'deep/er/z.png'];
    const found = await pictures(project, ...all);
    const text =
      'path,id,note\none/1.tif,,by path\n1.tif,,two of them\nX 5.jpeg,,other ending\n' +
      ',b-77,by number\nC:\\scans\\deep\\er\\z.png,,from Windows\nsix/x 5.jpg,,other folder\n' +
      'none.jpg,,nowhere\none/1.tif,,again\n';
    const report = await apply(await wishFor(project, text));
    expect(report.described).toBe(4);
    expect(sum(report)).toBe(8);
    const reasons = Object.fromEntries(report.reported.map(({ reason, names }) => [reason, names]));
    expect(reasons).toEqual({
      'several-pictures': ['line 3: 1.tif'],
      'no-picture': ['line 7: six/x 5.jpg', 'line 8: none.jpg'],
      taken: ['line 9: one/1.tif'],
    });
    expect(await fieldsOf(found[0]!)).toEqual([{ name: 'note', value: 'by path' }]);
    expect(await fieldsOf(found[3]!)).toContainEqual({ name: 'note', value: 'by number' });
  });

  it('adds to what is known and loses nothing; what is told anew is replaced', async () => {
    const project = await begin();
    const fields = [
      { name: 'Title', value: 'Old' },
      { name: 'Provider', value: 'A library' },
    ];
    const record = { ...bareRecord, source: 'https://x.org/1', fields };
    const arriving = picture(1, { attachments: { record, group: null, decision: null } });
    const [id] = ids(granted(await addItems(project.id, [arriving])));
    await apply(await wishFor(project, 'file,title\nsheet 1.jpg,New\n'));
    await apply(await wishFor(project, 'url,date\nhttps://x.org/1,1890?\n'));
    expect(await itemRecord(id!)).toMatchObject({
      source: 'https://x.org/1',
      fields: [
        { name: 'Provider', value: 'A library' },
        { name: 'Title', value: 'New' },
        { name: 'Date', value: '1890?' },
      ],
    });
  });

  it('leaves what a person decided here, and formulas stay text', async () => {
    const project = await begin();
    const [a, b] = await pictures(project, 'a.jpg', 'b.jpg');
    const [map] = await addLabels(project.id, 'Map');
    await answer(project.id, a!, as(map!));
    const text = 'file,label,note\na.jpg,plan,=1+1\nb.jpg,MAP,@x\n';
    const report = await apply(await wishFor(project, text));
    expect(report.labels).toMatchObject({ decided: 1, decidedHere: 1, newLabels: ['plan'] });
    expect(await namesOn(project, a!)).toEqual(['Map']);
    expect(await namesOn(project, b!)).toEqual(['Map']);
    expect(await fieldsOf(a!)).toEqual([{ name: 'note', value: '=1+1' }]);
  });

  it('gives several tags where pictures may have several', async () => {
    const project = await begin({ task: 'tags' });
    const [a] = await pictures(project, 'a.jpg');
    await apply(await wishFor(project, 'file,tags\na.jpg,gold; hand ;gold\n'));
    expect(await namesOn(project, a!)).toEqual(['gold', 'hand']);
  });

  it('can give names to choose from instead of decisions', async () => {
    const project = await begin();
    const [a] = await pictures(project, 'a.jpg');
    const text = 'file,label\na.jpg,constructor\n';
    const report = await apply(await wishFor(project, text, { labelsAs: 'names' }));
    expect(report.labels).toEqual({
      ...{ actId: null, decided: 0, decidedHere: 0, newLabels: ['constructor'] },
      contradictory: { count: 0, names: [] },
    });
    expect((await getItem(a!))?.state).toBe('open');
  });

  it('takes label cells as they stand, whatever they would mean in HTML', async () => {
    const project = await begin();
    const names = ['<unknown>', 'List<i64>', 'a &amp; b', '<b>bold</b>'];
    const found = await pictures(project, ...names.map((_, at) => `${at}.jpg`));
    const text = `file,label,note\n${names.map((name, at) => `${at}.jpg,${name},<unknown> & <i>x</i>`).join('\n')}\n`;
    await apply(await wishFor(project, text));
    for (const [at, id] of found.entries()) expect(await namesOn(project, id)).toEqual([names[at]]);
    expect(await fieldsOf(found[0]!)).toEqual([{ name: 'note', value: '<unknown> & x' }]);
  });

  it('takes “nan” for an empty cell, names it, and keeps it where it is meant', async () => {
    const project = await begin();
    const [a, b, c] = await pictures(project, 'a.jpg', 'b.jpg', 'c.jpg');
    const text = 'file,label,group\na.jpg,nan,nan\nb.jpg,N/A,nan\nc.jpg,map,\n';
    const wish = await wishFor(project, text);
    expect(granted(await tableImport.plan('plan', wish, []))).toMatchObject({
      emptyWords: { count: 2, names: ['nan', 'N/A'] },
      ...{ labels: { names: ['map'] }, groups: 0 },
    });
    expect(await apply(wish)).toMatchObject({ labels: { decided: 1 }, groups: null });
    expect((await getItems([a!, b!])).map(({ state }) => state)).toEqual(['open', 'open']);
    await apply({ ...wish, keepsEmptyWords: true });
    expect(await namesOn(project, a!)).toEqual(['nan']);
    expect(await namesOn(project, b!)).toEqual(['N/A']);
    expect(await namesOn(project, c!)).toEqual(['map']);
  });

  it('gives no label where two rows give the picture different ones: both are named', async () => {
    const project = await begin();
    const [a, b] = await pictures(project, 'a.jpg', 'b.jpg');
    const text =
      'file,label,title\na.jpg,map,One\na.jpg,plan,Two\nb.jpg,Map,Three\nb.jpg,map,Four\n';
    const wish = await wishFor(project, text);
    const contradictory = { count: 2, names: ['line 2: a.jpg: map', 'line 3: a.jpg: plan'] };
    expect(granted(await tableImport.plan('plan', wish, []))).toMatchObject({
      contradictory,
      labels: { count: 1 },
    });
    const report = await apply(wish);
    expect(report.labels).toMatchObject({ decided: 1, newLabels: ['Map'], contradictory });
    expect(sum(report)).toBe(4);
    expect((await getItem(a!))?.state).toBe('open');
    expect(await namesOn(project, b!)).toEqual(['Map']);
    expect(await fieldsOf(a!)).toEqual([{ name: 'Title', value: 'One' }]);
  });

  it('is read as a person says: header, encoding; lines that are no rows are shown', async () => {
    const bytes = Uint8Array.from('a;b\nDatei;Titel\na.jpg;Gr\x9a\xa7e\nb.jpg;"12" hoch\n', (one) =>
      one.charCodeAt(0),
    );
    const table = { file: new File([bytes], 'x.csv'), folder: '' };
    const guess = granted(await tableImport.look('look', table));
    expect(guess).toMatchObject({
      ...{ columns: ['a', 'b'], headerLine: 1, above: 0, rows: 3 },
      ...{ encoding: 'Windows-1252 (Western Europe)' },
      unusable: { count: 1, names: ['line 4: b.jpg;"12" hoch'] },
    });
    expect(guess.opening[1]).toEqual({ line: 2, text: 'Datei · Titel' });
    const reading = { headerLine: 2, encoding: 'Mac Roman' } as const;
    expect(granted(await tableImport.look('look', { ...table, reading }))).toMatchObject({
      ...{ columns: ['Datei', 'Titel'], uses: ['file', 'title'], above: 1, rows: 2 },
      preview: [['a.jpg', 'Größe']],
    });
    const project = await begin();
    const [a] = await pictures(project, 'a.jpg', 'b.jpg');
    const wish = await wishFor(project, 'file\nx.jpg\n');
    const report = await apply({
      ...wish,
      tables: [{ ...table, reading }],
      uses: ['file', 'title'],
    });
    expect(report).toMatchObject({ rows: 2, described: 1 });
    expect(report.reported).toEqual([
      { reason: 'broken-line', count: 1, names: ['line 4: b.jpg;"12" hoch'] },
    ]);
    expect(await fieldsOf(a!)).toEqual([{ name: 'Title', value: 'Größe' }]);
  });

  it('refuses a description as a label: nothing is made', async () => {
    const project = await begin();
    const names = Array.from({ length: 301 }, (_, at) => `${at}.jpg`);
    await pictures(project, ...names);
    const text = `file,label\n${names.map((name, at) => `${name},text ${at}`).join('\n')}\n`;
    const wish = await wishFor(project, text);
    const outcome = await tableImport.apply('apply', wish, [], {}, () => undefined);
    expect(outcome).toMatchObject({ ok: false, problem: { kind: 'too-many-labels' } });
    expect(await listLabels(project.id)).toEqual([]);
  });

  it('makes no groups of labels', async () => {
    const project = await begin();
    const [a] = await pictures(project, 'a.jpg', 'b.jpg');
    const text = 'file,label,group\na.jpg,map,map\nb.jpg,map,map\n';
    const report = await apply(await wishFor(project, text));
    expect(report).toMatchObject({ groups: null, groupsAreLabels: ['map'] });
    const item = await getItem(a!);
    expect(item!.group).toBe(item!.sha256);
  });
});

describe('a table in a dropped folder', () => {
  const place = (path: string): PicturePlace => {
    const cut = path.lastIndexOf('/');
    return { folder: path.slice(0, Math.max(0, cut)), name: path.slice(cut + 1) };
  };

  it('is planned before anything happens: every row and every picture is accounted for', async () => {
    const project = await begin();
    await pictures(project, 'old.jpg');
    const drop = ['set/a.jpg', 'set/b.jpg', 'set/extra.jpg'].map(place);
    const text =
      'filename,url,label\na.jpg,,map\nb.jpg,,plan\nold.jpg,,map\n,https://x.org/new.jpg,map\n' +
      'gone.jpg,,map\n,,map\na.jpg,,plan\n';
    const wish = await wishFor(project, text, {
      ...{ folder: 'set', uses: ['file', 'url', 'label'] },
    });
    const plan = granted(await tableImport.plan('plan', wish, drop));
    expect(plan).toMatchObject({ rows: 7, inDrop: 2, inCollection: 1, toFetch: 1 });
    expect(plan.reported.map(({ reason, count }) => [reason, count])).toEqual([
      ['no-picture', 1],
      ['nothing-to-find-by', 1],
      ['taken', 1],
    ]);
    expect(plan.withoutRow).toEqual({ count: 1, names: ['set/extra.jpg'] });
    // “a.jpg” is said to be a map and a plan.
    expect(plan.contradictory.count).toBe(2);
    expect(plan.labels).toEqual({ count: 2, names: ['plan', 'map'] });
    expect(granted(await tableImport.addresses('addresses', wish, drop))).toEqual([
      { address: 'https://x.org/new.jpg', name: 'new.jpg' },
    ]);
    expect(await listLabels(project.id)).toEqual([]);
  });

  it('means the pictures beside it, where others have the same name', async () => {
    const project = await begin();
    const found = await pictures(project, 'train/1.png', 'test/1.png');
    const drop = ['train/1.png', 'test/1.png'].map(place);
    const lines = (label: string) => `{"file_name":"1.png","label":"${label}"}\n`;
    const wish = await wishFor(project, lines('map'), { name: 'metadata.jsonl', folder: 'train' });
    const other = { file: new File([lines('plan')], 'metadata.jsonl'), folder: 'test' };
    const report = await apply({ ...wish, tables: [...wish.tables, other] }, drop);
    expect(report).toMatchObject({ described: 2, withoutRow: { count: 0 } });
    expect(await namesOn(project, found[0]!)).toEqual(['map']);
    expect(await namesOn(project, found[1]!)).toEqual(['plan']);
  });

  it('finds a picture that was here already under another name', async () => {
    const project = await begin();
    const [a] = await pictures(project, 'first.jpg');
    const wish = await wishFor(project, 'file,title\nsecond.jpg,A map\n');
    const report = await apply(wish, [place('set/second.jpg')], { 'set/second.jpg': 'first.jpg' });
    expect(report).toMatchObject({ described: 1, reported: [] });
    expect(await fieldsOf(a!)).toEqual([{ name: 'Title', value: 'A map' }]);
  });
});

const folder = '../shared/fixtures/csv';

describe.skipIf(!existsSync(folder))('tables of institutions (needs ../shared/fixtures)', () => {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /\.csv$/.test(name)) : [];

  it.each(names)(
    '%s describes pictures under the names it gives',
    async (name) => {
      const project = await begin();
      const text = new Uint8Array(readFileSync(`${folder}/${name}`));
      const wish = await wishFor(project, text, { name });
      const beforehand = granted(await tableImport.plan('plan', wish, []));
      const rest = granted(await tableImport.addresses('addresses', wish, []));
      // Every third picture is here, as it would be called once downloaded.
      const called = new Set(rest.map((one) => one.name).filter((one) => /\.jpe?g$/i.test(one)));
      if (called.size === 0)
        for (const line of new TextDecoder().decode(text).split('\n').slice(1, 1000)) {
          const path = line.split(',')[1]?.trim() ?? '';
          if (path.endsWith('.jpg')) called.add(path);
        }
      const here = [...called].filter((_, at) => at % 3 === 0).slice(0, 120);
      const found = await pictures(project, ...here);
      const report = await apply(wish);
      expect(report.rows).toBe(beforehand.rows);
      expect(sum(report)).toBe(report.rows);
      expect(report.described).toBe(here.length);
      expect(
        (await fieldsOf(found[0]!))?.find((field) => field.name === 'Identifier'),
      ).toBeDefined();
    },
    60_000,
  );
});
