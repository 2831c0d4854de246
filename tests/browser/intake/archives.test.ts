import { expect, it } from 'vitest';
import { history } from '../../../src/collection/decisions';
import { getItems, itemIds } from '../../../src/collection/items';
import { listLabels } from '../../../src/collection/labels';
import { database } from '../../../src/collection/database';
import type { Project, Task } from '../../../src/collection/records';
import type { Found } from '../../../src/intake/gather';
import { Reception } from '../../../src/intake/reception.svelte';
import { writeArchive, type ArchiveFile } from '../../../src/exchange/zip-archive';
import { eachOnAnEmptyDatabase } from '../../unit/collection/empty-database';
import { begin } from '../../unit/collection/stage';
import { encoded, halves } from '../pictures/files';
import { queueOver, summary, wholeItems } from './queues';

eachOnAnEmptyDatabase();

/** A JPEG like no other, as bytes. */
async function picture(seed: number): Promise<Uint8Array<ArrayBuffer>> {
  const file = await encoded('any.jpg', { paint: halves(seed + 1) });
  return new Uint8Array(await file.arrayBuffer());
}

async function zip(name: string, files: Record<string, string | Uint8Array>): Promise<File> {
  const list: ArchiveFile[] = Object.entries(files).map(([path, content]) => ({
    name: path,
    content,
  }));
  return new File([await writeArchive(list, 0)], name);
}

function found(...files: File[]): Found[] {
  return files.map((file) => ({
    kind: 'file',
    incoming: { file, folder: '', handle: null, attachments: null },
  }));
}

async function stage(task: Task = 'single'): Promise<{ project: Project; reception: Reception }> {
  const project = await begin({ task });
  return { project, reception: new Reception(project.id, queueOver(project.id).queue) };
}

/** Each picture by its folder and name, with the labels it is decided for. */
async function decided(project: Project): Promise<[string, string[]][]> {
  const labels = new Map((await listLabels(project.id)).map(({ id, name }) => [id, name]));
  const items = await getItems(await itemIds(project.id));
  return items
    .map(({ folder, name, standing }): [string, string[]] => {
      const ids = standing?.answer.kind === 'labels' ? standing.answer.labelIds : [];
      return [[folder, name].filter(Boolean).join('/'), ids.map((id) => labels.get(id) ?? '?')];
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

it('a zip comes in as a folder would: its folders are asked about, its traps are named', async () => {
  const { project, reception } = await stage();
  const archive = await zip('box.zip', {
    'moss/a.jpg': await picture(1),
    'fern/b.jpg': await picture(2),
    'fern/notes.txt': 'seen in spring',
    'fern/.DS_Store': 'x',
    '../c.jpg': await picture(3),
    'fern/inner.zip': 'PK',
  });
  await reception.receive(found(archive));
  expect(reception.question).toMatchObject({ names: ['fern', 'moss'], files: 3 });
  await reception.answer('decisions');
  const { queue } = reception;
  expect(summary(queue.counts)).toEqual({
    ...{ total: 5, done: 5, added: 2, alreadyHere: 0, cancelled: 0 },
    refused: [
      ['../c.jpg', 'unsafe-entry'],
      ['inner.zip', 'unsupported-entry'],
      ['notes.txt', 'not-an-image'],
    ],
  });
  expect(reception.litter).toBe(1);
  expect(await decided(project)).toEqual([
    ['box/fern/b.jpg', ['fern']],
    ['box/moss/a.jpg', ['moss']],
  ]);
  const sources = (await database.itemRecords.toArray()).map(({ source }) => source).sort();
  expect(sources).toEqual(['box.zip/fern/b.jpg', 'box.zip/moss/a.jpg']);

  await reception.receive(found(archive));
  await reception.answer('none');
  expect(summary(queue.counts)).toMatchObject({ total: 5, added: 0, alreadyHere: 2 });
  expect(await wholeItems()).toBe(2);
});

it('what is no archive of pictures is refused by name, and its neighbour comes in', async () => {
  const { reception } = await stage();
  const whole = await zip('whole.zip', { 'a.jpg': await picture(1) });
  await reception.receive(
    found(
      new File([whole.slice(0, whole.size - 30)], 'cut.zip'),
      await zip('collection.vitrine', { 'vitrine.json': '{}' }),
      await zip('letter.docx', { '[Content_Types].xml': '<x/>', 'word/media/a.png': 'x' }),
      whole,
    ),
  );
  expect(summary(reception.queue.counts)).toEqual({
    ...{ total: 4, done: 4, added: 1, alreadyHere: 0, cancelled: 0 },
    refused: [
      ['cut.zip', 'malformed-archive'],
      ['collection.vitrine', 'not-here'],
      ['letter.docx', 'not-an-image'],
    ],
  });
});

it('a project of Teachable Machine is shown, then comes in with its classes as decisions', async () => {
  const { project, reception } = await stage();
  const manifest = JSON.stringify({ type: 'image', version: '2.4.10' });
  const samples = { 'Moss-!-0.png': await picture(1), 'Moss-!-1.png': await picture(2) };
  const file = await zip('project.tm', {
    ...samples,
    'Fern-!-0.png': await picture(3),
    'manifest.json': manifest,
  });
  await reception.receive(found(file));
  expect(reception.peers.offered).toMatchObject([{ kind: 'project', samples: { length: 3 } }]);
  expect(await wholeItems()).toBe(0);
  await reception.takePeers(true);
  expect(await decided(project)).toEqual([
    ['project/Fern-!-0.png', ['Fern']],
    ['project/Moss-!-0.png', ['Moss']],
    ['project/Moss-!-1.png', ['Moss']],
  ]);
  const [first] = await itemIds(project.id);
  expect(await history(first!)).toMatchObject([{ source: 'file', by: 'Teachable Machine' }]);
  expect((await database.itemRecords.get(first!))?.fields).toEqual([
    { name: 'Source', value: 'Teachable Machine' },
  ]);
});

it('labels of Label Studio find the pictures of the same drop, and are taken back as one act', async () => {
  const { project, reception } = await stage();
  const tasks = ['moss', 'fern'].map((label, at) => ({
    id: at,
    data: { image: `/data/upload/1/0a1b2c3d-p_${at}.jpg` },
    annotations: [{ result: [{ type: 'choices', value: { choices: [label] } }], completed_by: 4 }],
    predictions: [{}],
  }));
  const labels = new File([JSON.stringify(tasks)], 'export.json');
  const files = [0, 1].map(async (at) => new File([await picture(at)], `p ${at}.jpg`));
  await reception.receive(found(labels, ...(await Promise.all(files))));
  expect(reception.peers.offered).toMatchObject([
    { survey: { tool: 'Label Studio', decided: 2, leftOut: { predictions: 2 } } },
  ]);
  await reception.takePeers(true);
  const [brought] = reception.peers.brought;
  expect(brought?.outcome).toMatchObject({ ok: true, value: { taken: 2, unknown: 0 } });
  expect(await decided(project)).toEqual([
    ['p 0.jpg', ['moss']],
    ['p 1.jpg', ['fern']],
  ]);
  const [first] = await itemIds(project.id);
  expect(await history(first!)).toMatchObject([{ by: 'annotator 4 (Label Studio)' }]);
  await reception.peers.takeBack(brought!);
  expect((await decided(project)).flatMap(([, names]) => names)).toEqual([]);
});

it('COCO inside a zip decides the pictures beside it; without wishing so, nothing is decided', async () => {
  const coco = JSON.stringify({
    images: [{ id: 'a', file_name: 'a.jpg', width: 8, height: 8 }],
    annotations: [{ image_id: 'a', category_id: 1, bbox: [1, 1, 2, 2] }],
    categories: [{ id: 1, name: 'moss' }],
  });
  const files = { 'annotations/instances.json': coco, 'images/a.jpg': await picture(1) };
  for (const [isTaken, names] of [
    [true, ['moss']],
    [false, []],
  ] as const) {
    const { project, reception } = await stage('tags');
    await reception.receive(found(await zip('set.zip', files)));
    await reception.takePeers(isTaken);
    if (reception.question) await reception.answer('none');
    expect(await decided(project)).toEqual([['set/images/a.jpg', names]]);
  }
});
