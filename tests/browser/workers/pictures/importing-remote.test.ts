/** Pictures from image servers of every manner, through a real worker into a real database. */
import { afterEach, describe, expect, inject, it } from 'vitest';
import { database } from '../../../../src/collection/database';
import type { ProjectId } from '../../../../src/collection/records';
import { offersOf, remotePictures } from '../../../../src/intake/iiif-pictures';
import { workerClient, remoteCallback } from '../../../../src/workers/client';
import type { IiifManifest } from '../../../../src/workers/protocol/iiif';
import type { PicturesApi } from '../../../../src/workers/protocol/pictures';
import type { RemotePicture, RemoteReport } from '../../../../src/workers/protocol/remote';
import { eachOnAnEmptyDatabase } from '../../../unit/collection/empty-database';
import { begin, granted } from '../../../unit/collection/stage';
import { realWorker, wholeItems } from '../../intake/queues';

eachOnAnEmptyDatabase();

const servers = inject('imageServers');
// However long a busy machine takes to stop in good order: it is waited for.
const worker = workerClient<PicturesApi>(realWorker, { idleMs: 600_000, graceMs: 120_000 });
afterEach(() => worker.close());

async function read(address: string): Promise<IiifManifest> {
  const found = granted(await worker.call((api, job) => api.readIiif(job, { address })));
  if (found.kind !== 'manifest') throw new Error(`${address} is a collection`);
  return found;
}

async function bookOf(words: Record<string, string | number>): Promise<RemotePicture[]> {
  const question = new URLSearchParams(Object.entries(words).map(([k, v]) => [k, String(v)]));
  return remotePictures(
    offersOf([await read(`${servers.kind}/book.json?${String(question)}`)]),
    false,
  );
}

async function bring(projectId: ProjectId, pictures: RemotePicture[], stopAtFirst = false) {
  const reports: RemoteReport[] = [];
  const request = { projectId, pictures, workingSide: 64 };
  const stop = new AbortController();
  // The worker stores no more before it knows that this was heard.
  const hear = remoteCallback((some: RemoteReport[]) => {
    reports.push(...some);
    if (stopAtFirst) stop.abort();
  });
  const outcome = await worker.ask((api, job) => api.importRemote(job, request, hear), stop.signal);
  expect(outcome.ok).toBe(true);
  // Counts in = counts out, each answered for once.
  expect(reports.map(({ at }) => at).sort((a, b) => a - b)).toEqual(pictures.map((_, at) => at));
  return reports;
}

function kinds(reports: readonly RemoteReport[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const report of reports) {
    const kind = report.ok ? 'added' : report.problem.kind;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

async function asked(server: string): Promise<string[]> {
  return (await (await fetch(`${server}/asked`)).json()) as string[];
}

describe('pictures from an image server', () => {
  it('come in at the size that is needed, with their record; what is here is not asked for again', async () => {
    const project = await begin();
    const pictures = await bookOf({ title: 'Sizes', pages: 6 });
    expect(kinds(await bring(project.id, pictures.slice(0, 4)))).toEqual({ added: 4 });
    expect(await wholeItems()).toBe(4);

    const [record] = await database.itemRecords.toArray();
    expect(record).toMatchObject({ source: expect.stringContaining('/canvas/') as string });
    expect(record?.remote).toMatchObject({ kind: 'iiif' });
    expect(record?.fields).toEqual(
      expect.arrayContaining([
        { name: 'Title', value: 'Sizes' },
        { name: 'Date', value: 'c. 1903' },
        { name: 'Required statement', value: 'The reading room' },
        { name: 'Provider', value: 'The library' },
      ]),
    );

    const before = (await asked(servers.kind)).filter((path) => path.includes('/Sizes/'));
    expect(before.filter((path) => path.includes('/full/'))).toHaveLength(4);
    for (const path of before) expect(path).toMatch(/info\.json$|\/full\/64,43\/0\//);

    expect(kinds(await bring(project.id, pictures))).toEqual({ added: 2, duplicate: 4 });
    const after = (await asked(servers.kind)).filter((path) => path.includes('/Sizes/'));
    expect(after.filter((path) => path.includes('/full/'))).toHaveLength(6);
  });

  it('come in from one that asks for pauses, slowly but all', async () => {
    const project = await begin();
    const pictures = await bookOf({ title: 'Pauses', pages: 3, images: servers.limiting });
    expect(kinds(await bring(project.id, pictures))).toEqual({ added: 3 });
  });

  it('that stumbles are named one by one, and cost no others', async () => {
    const project = await begin();
    const pictures = await bookOf({ title: 'Stumbles', pages: 6, images: servers.failing });
    // Of six, two are answered with an error and two are cut short.
    const counts = kinds(await bring(project.id, pictures));
    expect(counts['added']).toBe(2);
    expect(counts['network']).toBe(2);
    expect(await wholeItems()).toBe(2);
  });

  it('are asked for four at a time, and let go when the person cancels', async () => {
    const project = await begin();
    const pictures = await bookOf({ title: 'Slow', pages: 24, images: servers.slow });
    const counts = kinds(await bring(project.id, pictures, true));
    expect(counts['added']).toBeGreaterThan(0);
    expect(counts['aborted']).toBeGreaterThan(0);
    expect(await wholeItems()).toBe(counts['added']);
    const busiest = (await (await fetch(`${servers.slow}/busiest`)).json()) as number;
    // Four of the worker, and the one that asks here.
    expect(busiest).toBeLessThanOrEqual(5);
  });

  it('that no page may read are found out with a picture, before thousands are asked for', async () => {
    const images = `${servers.closed} ${servers.kind}`;
    const pictures = await bookOf({ title: 'Closed', pages: 8, images });
    const tried = granted(await worker.ask((api, job) => api.probeHosts(job, pictures)));
    const found = new Map(tried.map(({ host, problem }) => [host, problem?.kind ?? 'open']));
    expect(found.get(new URL(servers.closed).host)).toBe('blocked-by-cors');
    expect(found.get(new URL(servers.kind).host)).toBe('open');

    // Asked all the same, it is left alone after a few, and the open one is not held up.
    const project = await begin();
    expect(kinds(await bring(project.id, pictures))).toEqual({ added: 4, 'blocked-by-cors': 4 });
  });

  it('at addresses that cannot be asked for, or where nothing is, are refused with a reason', async () => {
    const project = await begin();
    const at = (...addresses: string[]): RemotePicture => ({
      ...{ addresses, name: 'x', folder: '', attachments: null },
    });
    const reports = await bring(project.id, [
      at('javascript:alert(1)'),
      at(),
      at(`${servers.kind}/nothing.jpg`),
      at(`${servers.kind}/nothing.jpg`, `${servers.kind}/of/a.jpg`),
      at(`${servers.kind}/book.json`),
    ]);
    const of = (place: number) => reports.find((report) => report.at === place);
    const kindOf = (place: number) => {
      const report = of(place);
      return report?.ok === false ? report.problem.kind : 'added';
    };
    expect([0, 1, 2, 3, 4].map(kindOf)).toEqual([
      ...['bad-address', 'bad-address', 'no-such-address', 'added', 'not-an-image'],
    ]);
  });
});

/** Presentation 2 and 3, image services of all versions, choices, parts, several on a canvas, static files. */
const representative = [
  'cookbook/0001-mvm-image/manifest.json',
  'cookbook/0033-choice/manifest.json',
  'cookbook/0299-region/manifest.json',
  'cookbook/0068-newspaper/newspaper_issue_1-manifest.json',
  'mirador/019.json',
  'mirador/Osbornfa1.json',
  'mirador/zeroWidthCanvas.json',
  'mirador/0002-mvm-audio.json',
  'library-manifests/Plzen_Knihovna_Zapadoceskeho_muzea_v_Plzni_510_A_030_manifest.json',
];

describe('real manifests, served by ourselves', () => {
  it('give a picture for each that they offer', async (context) => {
    const isHere = (await fetch(`${servers.kind}/fixtures/${representative[0]}`)).ok;
    if (!isHere) context.skip('there is no ../shared/fixtures/iiif beside this repository');
    const project = await begin();
    let offered = 0;
    for (const path of representative) {
      const manifest = await read(`${servers.kind}/fixtures/${path}`);
      expect(manifest.pictures.length + manifest.gaps.length).toBeGreaterThan(0);
      const pictures = remotePictures(offersOf([manifest]), false);
      const counts = kinds(await bring(project.id, pictures));
      expect([path, (counts['added'] ?? 0) + (counts['duplicate'] ?? 0)]).toEqual([
        path,
        pictures.length,
      ]);
      offered += pictures.length;
    }
    expect(offered).toBeGreaterThan(10);
    expect(await wholeItems()).toBeGreaterThan(10);
  });

  it('that forbid reading, are no IIIF, or are not there say so', async () => {
    const kindOf = async (address: string) => {
      const found = await worker.call((api, job) => api.readIiif(job, { address }));
      return found.ok ? found.value.kind : found.problem.kind;
    };
    expect(await kindOf(`${servers.closed}/book.json`)).toBe('blocked-by-cors');
    expect(await kindOf(`${servers.kind}/asked`)).toBe('not-iiif');
    expect(await kindOf(`${servers.kind}/nothing`)).toBe('no-such-address');
    expect(await kindOf('javascript:alert(1)')).toBe('bad-address');
    expect(await kindOf('hello')).toBe('bad-address');
    expect(await kindOf(`https://viewer.example.org/?manifest=${servers.kind}/book.json`)).toBe(
      'manifest',
    );
  });
});
