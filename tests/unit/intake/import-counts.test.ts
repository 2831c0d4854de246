import { expect, it } from 'vitest';
import type { ItemId } from '../../../src/collection/records';
import { ImportCounts } from '../../../src/intake/import-counts.svelte';
import type { ProblemKind } from '../../../src/outcome';

function refused(name: string, kind: ProblemKind, existing?: string) {
  const report = { name, folder: 'box', ok: false as const, problem: { kind } };
  return existing === undefined ? report : { ...report, existing };
}

it('adds up: added, here already, twins, contradicted, refused and cancelled are all there is', () => {
  const counts = new ImportCounts();
  counts.expect(9);
  counts.note([
    { name: 'a.jpg', folder: '', ok: true, itemId: 1 as ItemId },
    refused('b.jpg', 'duplicate', 'b.jpg'),
    refused('c.jpg', 'duplicate', 'a.jpg'),
    refused('d.jpg', 'empty-file'),
    { ...refused('a.jpg', 'duplicate', 'a.jpg'), contradicts: 'moss/a.jpg' },
  ]);
  counts.note([
    refused('e.jpg', 'not-an-image'),
    refused('f.jpg', 'aborted'),
    refused('g.jpg', 'not-an-image'),
    refused('h.jpg', 'quota-exceeded'),
  ]);
  expect(counts).toMatchObject({ total: 9, done: 9, added: 1, alreadyHere: 1, cancelled: 1 });
  expect(counts.twins).toEqual([{ name: 'c.jpg', folder: 'box', existing: 'a.jpg' }]);
  expect(counts.contradicted).toEqual([{ name: 'a.jpg', folder: 'box', existing: 'moss/a.jpg' }]);
  expect(counts.refused).toHaveLength(4);
});

it('groups what was refused by reason, the most frequent first', () => {
  const counts = new ImportCounts();
  counts.note([
    refused('a', 'empty-file'),
    refused('b', 'not-an-image'),
    refused('c', 'not-an-image'),
  ]);
  expect(counts.byReason.map(([kind, files]) => [kind, files.map(({ name }) => name)])).toEqual([
    ['not-an-image', ['b', 'c']],
    ['empty-file', ['a']],
  ]);
});
