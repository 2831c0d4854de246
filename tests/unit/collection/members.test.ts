import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { database } from '../../../src/collection/database';
import { undo } from '../../../src/collection/decisions';
import { addItems, itemIds } from '../../../src/collection/items';
import { Members } from '../../../src/collection/members';
import type { ProjectId } from '../../../src/collection/records';
import { eachOnAnEmptyDatabase } from './empty-database';
import { addLabels, addPictures, answer, as, begin, picture } from './stage';

eachOnAnEmptyDatabase();

const asked = (id: ProjectId) => itemIds(id, { role: 'pool', state: 'open' });

describe('what is remembered of the items is what the database says', () => {
  it('as pictures come in, from one project alone', async () => {
    const [one, other] = [await begin(), await begin()];
    const members = new Members(one.id);
    expect(await members.all()).toEqual([]);
    await addPictures(one.id, 5);
    await addPictures(other.id, 5);
    expect(await members.all()).toEqual(await itemIds(one.id));
    await addItems(one.id, [picture(50), picture(51)]);
    expect(await members.all()).toEqual(await itemIds(one.id));
    expect(await members.openPool()).toEqual((await asked(one.id)).sort((a, b) => a - b));
  });

  it('after decisions, skips, undoing, and a change of roles', async () => {
    const { id } = await begin();
    const all = await addPictures(id, 30);
    const [map] = await addLabels(id, 'Map');
    const members = new Members(id);
    expect(await members.openPool()).toEqual(await asked(id));
    const actId = await answer(id, all.slice(0, 8), as(map!));
    await answer(id, all[9]!, { kind: 'skipped' });
    expect(await members.openPool()).toEqual(await asked(id));
    await undo(id, actId);
    expect(await members.openPool()).toEqual(await asked(id));
    await database.items.update(all[3]!, { role: 'check' });
    await database.projects.update(id, { groupings: 1 });
    expect(await members.openPool()).toEqual(await asked(id));
    expect(await members.openPool()).not.toContain(all[3]);
  });
});
