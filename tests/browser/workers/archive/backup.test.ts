import {
  ZipReader,
  BlobReader,
  ZipWriter,
  BlobWriter,
  TextReader,
} from '@zip.js/zip.js/lib/zip-core-native.js';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { database } from '../../../../src/collection/database';
import { answersOf } from '../../../../src/collection/decisions';
import { readFeatures } from '../../../../src/collection/features';
import {
  addItems,
  getItems,
  itemIds as listItemIds,
  workingCopy,
} from '../../../../src/collection/items';
import { createProject, deleteProject, getProject } from '../../../../src/collection/projects';
import type { BackboneHash, ProjectId } from '../../../../src/collection/records';
import { currentTruth, freezeSnapshot } from '../../../../src/collection/snapshots';
import { archiveClient, remoteCallback } from '../../../../src/workers/client';
import type { OpenedBackup } from '../../../../src/workers/protocol/archive';
import type { Outcome } from '../../../../src/outcome';
import { dumpDatabase } from '../../../fixtures/database-dump';
import { fullProject } from '../../../unit/collection/full-project';
import { addPictures, answer, as, addLabels, backbone } from '../../../unit/collection/stage';

const archive = archiveClient();
const silently = remoteCallback(() => undefined);
const tuned = 'f'.repeat(64) as BackboneHash;

beforeEach(async () => {
  for (const table of database.tables) await table.clear();
});
afterAll(async () => {
  archive.close();
  await database.delete();
});

async function backedUp(projectId: ProjectId, hasPictures = true): Promise<File> {
  const outcome = await archive.call((api, job) =>
    api.backUp(job, { projectId, hasPictures, target: null }, silently),
  );
  if (!outcome.ok || outcome.value === null) throw new Error(JSON.stringify(outcome));
  // The next backup takes the place of this one.
  return new File([await outcome.value.arrayBuffer()], 'a.vitrine');
}

function opened(file: Blob, replace = false): Promise<Outcome<OpenedBackup>> {
  const request = { file: new File([file], 'b.vitrine'), replace };
  return archive.call((api, job) => api.openBackup(job, request, silently));
}

/** What stays in this browser: what it may read and write elsewhere, and what is computed again. */
const atHome = new Set(['autosaves', 'allowances', 'networkViews']);
const everything = async () =>
  (await dumpDatabase(database.name)).stores.filter(({ name }) => !atHome.has(name));

describe('a backup', () => {
  it('opened in an empty browser gives back every row as it was', async () => {
    const { id } = await fullProject(tuned);
    // As schema 3 kept them, beside one in half precision.
    const itemIds = Uint32Array.from(await listItemIds(id));
    const vectors = Float32Array.from(itemIds, () => 1 / 3);
    await database.features.add({ projectId: id, backbone, dims: 1, itemIds, vectors });
    const file = await backedUp(id);
    const before = await everything();
    for (const { name, rows } of before) expect([name, rows.length > 0]).toEqual([name, true]);
    await deleteProject(id);
    expect(await opened(file)).toMatchObject({ ok: true, value: { projectId: id, pictures: 4 } });
    expect(await everything()).toEqual(before);
  });

  it('opened where its numbers are taken keeps its meaning and leaves the others alone', async () => {
    const { id } = await fullProject(tuned);
    const { id: snapshot } = await freezeSnapshot(id);
    const file = await backedUp(id);
    const features = await readFeatures(id, backbone);
    const names = (await getItems(await listItemIds(id))).map(({ name }) => name);
    await deleteProject(id);
    const other = await fullProject('e'.repeat(64) as BackboneHash);
    const truth = await currentTruth(other.id);

    expect((await opened(file)).ok).toBe(true);
    expect(await currentTruth(other.id)).toEqual(truth);
    expect((await freezeSnapshot(id)).id).toBe(snapshot);
    const items = await getItems(await listItemIds(id));
    expect(items.map(({ name }) => name)).toEqual(names);
    const again = await readFeatures(id, backbone);
    expect(again.vectors).toEqual(features.vectors);
    expect([...again.itemIds]).toEqual([items[0]!.id]);
    expect((await answersOf(id)).map(({ itemId }) => itemId)).toEqual([items[0]!.id]);
    expect(await (await workingCopy(items[1]!.id))?.text()).toBe('working 1');
  });

  it('never takes the place of a collection unasked', async () => {
    const { id } = await fullProject(tuned);
    const file = await backedUp(id);
    const [later] = await addPictures(id, 1);
    const before = await everything();
    expect(await opened(file)).toMatchObject({ ok: false, problem: { kind: 'already-here' } });
    expect(await everything()).toEqual(before);
    expect((await opened(file, true)).ok).toBe(true);
    expect(await listItemIds(id)).not.toContain(later);
  });

  it('opened in two tabs at once comes back once, and whole', async () => {
    const { id } = await fullProject(tuned);
    const file = await backedUp(id);
    const before = await everything();
    await deleteProject(id);
    const other = archiveClient();
    const outcomes = await Promise.all([
      opened(file),
      other.call((api, job) => api.openBackup(job, { file, replace: false }, silently)),
    ]);
    other.close();
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes).toContainEqual(
      expect.objectContaining({
        problem: expect.objectContaining({ kind: 'already-here' }) as unknown,
      }),
    );
    expect(await everything()).toEqual(before);
  });

  it('without pictures gets them back when the same files are added, decisions kept', async () => {
    const { id } = await fullProject(tuned);
    const [first] = await getItems(await listItemIds(id));
    const picture = await workingCopy(first!.id);
    const file = await backedUp(id, false);
    await deleteProject(id);
    expect((await opened(file)).ok).toBe(true);
    expect(await workingCopy(first!.id)).toBeUndefined();
    const { name, folder, sha256, bytes, type, width, height } = first!;
    const added = await addItems(id, [
      {
        ...{ name, folder, sha256, bytes, type, width, height, handle: null, attachments: null },
        working: picture!,
        thumbnail: { bytes: new ArrayBuffer(1), type: 'image/jpeg' },
      },
    ]);
    expect(added).toEqual({ ok: true, value: [first!.id] });
    expect(await (await workingCopy(first!.id))?.text()).toBe(await picture!.text());
    expect(await answersOf(id)).toHaveLength(1);
  });

  it('says when it was made', async () => {
    const { id } = await fullProject(tuned);
    await backedUp(id);
    expect((await getProject(id))?.backedUpAt).toBeGreaterThan(0);
  });
});

/** The same zip with some entries made anew. */
async function remade(file: Blob, change: (name: string, text: string) => string): Promise<Blob> {
  const reader = new ZipReader(new BlobReader(file));
  const writer = new ZipWriter(new BlobWriter());
  for (const entry of await reader.getEntries()) {
    if (entry.directory) continue;
    const blob = await entry.getData(new BlobWriter());
    const isText = entry.filename === 'vitrine.json';
    if (isText)
      await writer.add(entry.filename, new TextReader(change(entry.filename, await blob.text())));
    else await writer.add(change(entry.filename, ''), new BlobReader(blob));
  }
  await reader.close();
  return writer.close();
}

describe('a file that is no sound backup', () => {
  it('is refused wherever it was cut or a byte was changed, and nothing is written', async () => {
    const { id } = await fullProject(tuned);
    const file = await backedUp(id);
    const before = await everything();
    const bytes = new Uint8Array(await file.arrayBuffer());
    await deleteProject(id);
    const empty = await everything();
    const step = Math.floor(bytes.byteLength / 40);
    for (let at = 0; at < bytes.byteLength; at += step) {
      expect(await opened(new Blob([bytes.slice(0, at)])), `cut at ${at}`).toMatchObject({
        problem: { kind: 'malformed-backup' },
      });
      const changed = bytes.slice();
      changed[at]! ^= 0x55;
      const outcome = await opened(new Blob([changed]));
      // Some bytes mean nothing: the date of an entry, the text of the README.
      expect(await everything(), `changed at ${at}`).toEqual(outcome.ok ? before : empty);
      if (outcome.ok) await deleteProject(id);
    }
    expect(await everything()).toEqual(empty);
  });

  it.each([
    ['no zip at all', (): Promise<Blob> => Promise.resolve(new Blob(['hello']))],
    ['rows that belong to another collection', foreign],
    [
      'a table missing',
      (file: Blob) =>
        remade(file, (name, text) => (name === 'rows/items' ? 'rows/other' : text || name)),
    ],
    [
      'a picture that belongs to nothing',
      (file: Blob) =>
        remade(file, (name, text) => text || name.replace('pictures/0', 'pictures/9')),
    ],
    [
      'a path that climbs',
      (file: Blob) =>
        remade(file, (name, text) => text || name.replace('pictures/', '../pictures/')),
    ],
  ])('is refused: %s', async (_, make) => {
    const { id } = await fullProject(tuned);
    const file = await make(await backedUp(id));
    await deleteProject(id);
    const empty = await everything();
    expect(await opened(file)).toMatchObject({ ok: false, problem: { kind: 'malformed-backup' } });
    expect(await everything()).toEqual(empty);
  });

  it('is refused when a newer Vitrine wrote it, and says so', async () => {
    const { id } = await fullProject(tuned);
    const newer = await remade(await backedUp(id), (name, text) =>
      text ? text.replace(/"schema": \d+/, '"schema": 99') : name,
    );
    await deleteProject(id);
    expect(await opened(newer)).toMatchObject({ problem: { kind: 'newer-backup' } });
  });

  it('cannot write over a run that another collection holds', async () => {
    const { id } = await fullProject(tuned);
    const file = await backedUp(id);
    const [run] = await database.runs.toArray();
    await deleteProject(id);
    const other = await createProject({ name: 'Other', task: 'single', backbone });
    const held = { ...run!, projectId: other.id };
    await database.runs.put(held);
    expect(await opened(file)).toMatchObject({ problem: { kind: 'malformed-backup' } });
    expect(await database.runs.toArray()).toEqual([held]);
    expect(await database.items.count()).toBe(0);
  });
});

async function foreign(file: Blob): Promise<Blob> {
  return remade(file, (name, text) =>
    text ? text.replace(/"projectId": "[^"]+"/, `"projectId": "${crypto.randomUUID()}"`) : name,
  );
}

describe('an opening that did not end', () => {
  it('leaves no collection on the shelf, and its rows go with the next one', async () => {
    const { id } = await fullProject(tuned);
    const file = await backedUp(id);
    // As after a killed tab: everything but the collection's own row.
    await database.projects.delete(id);
    expect(await opened(file)).toMatchObject({ ok: true });
    expect(await listItemIds(id)).toHaveLength(4);
    const [map] = await addLabels(id, 'Another');
    await answer(id, (await listItemIds(id))[2]!, as(map!));
    expect(await answersOf(id)).toHaveLength(2);
  });

  it('when it was cancelled leaves everything as it was', async () => {
    const { id } = await fullProject(tuned);
    const file = await backedUp(id);
    await deleteProject(id);
    const empty = await everything();
    const stop = new AbortController();
    stop.abort();
    const request = { file, replace: false };
    const outcome = await archive.call(
      (api, job) => api.openBackup(job, request, silently),
      stop.signal,
    );
    expect(outcome).toMatchObject({ problem: { kind: 'aborted' } });
    expect(await everything()).toEqual(empty);
  });
});
