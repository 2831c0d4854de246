import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { activeLabels, listLabels, mergeLabels } from '../../../src/collection/labels';
import {
  folderNames,
  hasSplits,
  labelsNamed,
  lastName,
  withSplits,
} from '../../../src/intake/folder-names';
import type { IncomingFile } from '../../../src/workers/protocol/pictures';
import { eachOnAnEmptyDatabase } from '../collection/empty-database';
import { addLabels, begin, granted } from '../collection/stage';

describe('folders that could be labels', () => {
  it.each([
    ['files alone', [''], []],
    ['one folder of files', ['scans'], []],
    ['the subfolders of one folder', ['box/maps', 'box/letters'], ['letters', 'maps']],
    ['not the folder itself, where it holds files too', ['box', 'box/maps'], ['maps']],
    ['several folders', ['maps', 'letters'], ['letters', 'maps']],
    ['a folder beside loose files', ['', 'maps'], ['maps']],
    ['the innermost', ['box/a/maps', 'box/b/maps', 'box/b/seals'], ['maps', 'seals']],
    [
      'inside train, validation and test, once',
      ['set/train/maps', 'set/Validation/maps', 'set/test'],
      ['maps'],
    ],
  ])('%s', (_, folders, names) => {
    expect(folderNames(folders)).toEqual(names);
  });

  it('the last part of a path decides', () => {
    expect(lastName('box/a/maps')).toBe('maps');
    expect(lastName('maps')).toBe('maps');
  });
});

describe('labels for folder names', () => {
  eachOnAnEmptyDatabase();

  it('are made where there are none, and taken where there are, in whatever case', async () => {
    const project = await begin();
    const [maps] = await addLabels(project.id, 'Maps');
    const labels = granted(await labelsNamed(project.id, ['letters', 'maps']));
    const all = await listLabels(project.id);
    expect(all.map(({ name }) => name)).toEqual(['Maps', 'letters']);
    expect(labels).toEqual({ maps, letters: all[1]?.id });
  });

  it('two folders that differ in case alone are one label', async () => {
    const project = await begin();
    const labels = granted(await labelsNamed(project.id, ['Maps', 'maps']));
    expect(labels['Maps']).toBe(labels['maps']);
    expect(await listLabels(project.id)).toHaveLength(1);
  });

  it('a label that was merged away is not used again', async () => {
    const project = await begin();
    const [maps, charts] = await addLabels(project.id, 'maps', 'charts');
    if (!maps || !charts) throw new Error('no labels');
    granted(await mergeLabels(maps, charts));
    const labels = granted(await labelsNamed(project.id, ['maps']));
    expect(labels['maps']).not.toBe(maps);
    expect(activeLabels(await listLabels(project.id))).toHaveLength(2);
  });

  it('may be called like anything', async () => {
    const project = await begin();
    const labels = granted(await labelsNamed(project.id, ['__proto__', 'constructor']));
    expect(Object.keys(labels).sort()).toEqual(['__proto__', 'constructor']);
  });
});

describe('the parts of a data set', () => {
  const lying = (folder: string): IncomingFile => {
    return { file: new File(['x'], 'a.jpg'), folder, handle: null, attachments: null };
  };

  it('are kept as a field of each picture, under one name each', () => {
    const files = ['set/Training/map', 'set/dev/map', 'set/test', 'set/extra'].map(lying);
    const fields = withSplits(files).map(
      ({ attachments }) => attachments?.record?.fields[0]?.value,
    );
    expect(fields).toEqual(['train', 'validation', 'test', undefined]);
  });

  it('are at least two: a folder called “test” alone is a name like any other', () => {
    expect(hasSplits(['test', 'test/map'])).toBe(false);
    const files = [lying('test/map')];
    expect(withSplits(files)).toEqual(files);
  });

  it('leave what came along as it is', () => {
    const record = { source: 'x.zip/a', remote: null, fields: [{ name: 'Title', value: 'A' }] };
    const attachments = { record, group: 'g', decision: null };
    const [one] = withSplits([{ ...lying('train'), attachments }, lying('test')]);
    expect(one?.attachments).toEqual({
      ...attachments,
      record: { ...record, fields: [...record.fields, { name: 'Split', value: 'train' }] },
    });
  });
});
