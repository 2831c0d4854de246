import { decidedByFolder } from '../../../src/collection/item-records';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { database } from '../../../src/collection/database';
import { undo } from '../../../src/collection/decisions';
import { addLabels, addPictures, answer, as, begin } from '../../unit/collection/stage';
import { eachOnAnEmptyDatabase } from '../../unit/collection/empty-database';

/** Every write there was. In place before the database opens, which keeps the function it finds. */
const writes: IDBTransaction[] = [];
const begun = Object.getOwnPropertyDescriptor(IDBDatabase.prototype, 'transaction');

beforeAll(() => {
  const begin = begun?.value as (...wanted: unknown[]) => IDBTransaction;
  Object.defineProperty(IDBDatabase.prototype, 'transaction', {
    ...begun,
    value(this: IDBDatabase, ...wanted: unknown[]) {
      const transaction = begin.apply(this, wanted);
      if (transaction.mode === 'readwrite') writes.push(transaction);
      return transaction;
    },
  });
});

afterAll(async () => {
  if (begun) Object.defineProperty(IDBDatabase.prototype, 'transaction', begun);
  await database.delete();
});

eachOnAnEmptyDatabase();

describe('a confirmed act', () => {
  it('is one transaction that has reached the disk: a decision, an undo, a batch of pictures', async () => {
    const { id } = await begin();
    const [map] = await addLabels(id, 'Map');
    writes.length = 0;

    const all = await addPictures(id, 5, { attachments: decidedByFolder(map) });
    const act = await answer(id, all, as(map!));
    await undo(id, act);

    expect(writes.map((transaction) => transaction.durability)).toEqual([
      'strict',
      'strict',
      'strict',
    ]);
  });
});
