import { afterEach, expect, inject, it } from 'vitest';
import { getItems, itemIds } from '../../../src/collection/items';
import { IiifVisit } from '../../../src/intake/iiif-visit.svelte';
import { remoteImportOf } from '../../../src/intake/remote-import.svelte';
import { remoteWorker } from '../../../src/intake/remote-worker';
import { eachOnAnEmptyDatabase } from '../../unit/collection/empty-database';
import { begin } from '../../unit/collection/stage';

eachOnAnEmptyDatabase();

const servers = inject('imageServers');
afterEach(() => remoteWorker().close());

it('a collection is walked step by step, and its manifests are offered together', async () => {
  const project = await begin();
  const visit = new IiifVisit(project.id);
  await visit.read({ address: `${servers.kind}/collection.json` });
  expect(visit.trail.at(-1)).toMatchObject({ title: 'The shelf', lost: 1 });

  // It holds itself: one goes around as often as one likes, and back.
  const inner = visit.trail.at(-1)?.members.find(({ kind }) => kind === 'collection');
  await visit.read({ address: inner?.address ?? '' });
  expect(visit.trail).toHaveLength(2);
  visit.back();
  expect(visit.trail).toHaveLength(1);

  const manifests = visit.trail[0]?.members.filter(({ kind }) => kind === 'manifest') ?? [];
  await visit.readAll(manifests);
  expect(visit.manifests?.map(({ title }) => title)).toEqual(['One', 'Two']);
  expect(visit.unread).toMatchObject([{ title: 'Missing', problem: { kind: 'no-such-address' } }]);
  expect(visit.chosen.size).toBe(4);
  expect(visit.sharesRole).toBe(true);

  visit.chosen = new Set([0, 1, 3]);
  expect(await visit.begin()).toBe(true);
  const remote = remoteImportOf(project.id);
  await expect.poll(() => remote.counts !== null && remote.progress === null).toBe(true);
  expect(remote.counts).toMatchObject({ added: 3, total: 3, done: 3 });
  const items = await getItems(await itemIds(project.id));
  expect(items.map(({ folder }) => folder).sort()).toEqual(['One', 'One', 'Two']);
  const [one, two] = [...new Set(items.map(({ group }) => group))];
  expect([one, two].every((group) => group?.startsWith(servers.kind))).toBe(true);
});

it('files that were saved are read like addresses; the worst of them with a reason', async () => {
  const project = await begin();
  const visit = new IiifVisit(project.id);
  const text = await (await fetch(`${servers.kind}/book.json`)).text();
  await visit.readFiles([new File([text], 'manifest.json')]);
  expect(visit.manifests?.[0]?.pictures).toHaveLength(3);
  visit.back();
  expect(visit.manifests).toBeNull();
  await visit.readFiles([new File(['<html>'], 'page.json')]);
  expect(visit.problem).toMatchObject({ kind: 'not-iiif', detail: 'it is a web page' });
});

it('hosts that are closed are told of, and nothing begins before an answer', async () => {
  const project = await begin();
  const visit = new IiifVisit(project.id);
  const question = new URLSearchParams({ pages: '4', images: `${servers.closed} ${servers.kind}` });
  await visit.read({ address: `${servers.kind}/book.json?${String(question)}` });
  expect(await visit.begin()).toBe(false);
  expect(visit.closed).toMatchObject([{ host: new URL(servers.closed).host }]);
  expect(visit.closed?.[0]?.pictures).toHaveLength(2);
  expect(visit.open).toBe(2);
  expect(remoteImportOf(project.id).counts).toBeNull();
});
