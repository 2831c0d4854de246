import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { addItems, getItems } from '../../../../src/collection/items';
import { bareRecord, decidedByFolder } from '../../../../src/collection/item-records';
import { changeLabel } from '../../../../src/collection/labels';
import type { ItemId, LabelId, ProjectId } from '../../../../src/collection/records';
import type { GroupRule } from '../../../../src/workers/protocol/table-import';
import { tableImportApi } from '../../../../src/workers/table-import/table-import-calls';
import { eachOnAnEmptyDatabase } from '../../collection/empty-database';
import { addLabels, begin, granted, ids, picture } from '../../collection/stage';

eachOnAnEmptyDatabase();

const tableImport = tableImportApi();
const preview = async (id: ProjectId, rule: GroupRule) =>
  granted(await tableImport.previewGroups('preview', id, rule));

async function lying(id: ProjectId, paths: string[], labelId?: LabelId): Promise<ItemId[]> {
  const arriving = paths.map((path, at) => {
    const [folder = '', name = ''] = path.split('/');
    const fields = [{ name: 'Sitter', value: name.slice(0, 1) }];
    const record = { ...bareRecord, fields };
    const attachments = decidedByFolder(labelId) ?? { record, group: null, decision: null };
    return picture(at + 100 * folder.length, { folder, name, attachments });
  });
  return ids(granted(await addItems(id, arriving)));
}

describe('groups', () => {
  it('by a part of the name, counted before anything is grouped', async () => {
    const { id } = await begin();
    const found = await lying(id, [
      's/A1_front.jpg',
      's/A1_back_2.jpg',
      's/B2_front.jpg',
      's/C3.jpg',
    ]);
    expect(await preview(id, { by: 'name', mark: '_', at: 'first' })).toMatchObject({
      ...{ pictures: 4, groups: 1, largest: 2, alone: 2, areLabels: [], fields: ['Sitter'] },
      examples: [{ name: 'A1', size: 2, pictures: ['A1_front.jpg', 'A1_back_2.jpg'] }],
    });
    expect(await preview(id, { by: 'name', mark: '_', at: 'last' })).toMatchObject({ groups: 0 });
    expect(await preview(id, { by: 'name', mark: '', at: 'first' })).toMatchObject({ groups: 0 });
    const made = await tableImport.group('group', id, { by: 'name', mark: '_', at: 'first' });
    expect(granted(made)).toMatchObject({ groups: 1, largest: 2 });
    const [a, b] = await getItems(found);
    expect(a!.group).toBe('name A1');
    expect([b!.group, b!.role]).toEqual([a!.group, a!.role]);
  });

  it('by a field of the record, or by the folder', async () => {
    const { id } = await begin();
    await lying(id, ['one/A1.jpg', 'one/A2.jpg', 'one/B1.jpg']);
    expect(await preview(id, { by: 'field', field: 'Sitter' })).toMatchObject({
      ...{ groups: 1, largest: 2, alone: 1 },
    });
    expect(await preview(id, { by: 'folder' })).toMatchObject({ groups: 1, largest: 3 });
  });

  it('are never what gives the label: by its name, or because the folder decided once', async () => {
    const { id } = await begin();
    const [maps] = await addLabels(id, 'Maps', 'one');
    await lying(id, ['maps/1.jpg', 'maps/2.jpg'], maps);
    await changeLabel(maps!, { name: 'Cartes' });
    const shown = await preview(id, { by: 'folder' });
    expect(shown.areLabels).toEqual(['maps']);
    await lying(id, ['one/1.jpg', 'one/2.jpg']);
    expect((await preview(id, { by: 'folder' })).areLabels.sort()).toEqual(['maps', 'one']);
    expect(await tableImport.group('group', id, { by: 'folder' })).toMatchObject({
      ...{ ok: false, problem: { kind: 'groups-are-labels' } },
    });
  });
});
