/**
 * Writes a backup of a collection, some of it decided, without a browser: run by `prepared.ts` with what
 * is wished for as JSON.
 */
import 'fake-indexeddb/auto';
import { createHash } from 'node:crypto';
import { createWriteStream, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { addItems, type NewItem } from '../../src/collection/items';
import { backUp } from '../../src/workers/archive/back-up';
import { addLabels, answer, as, begin, granted, ids } from '../unit/collection/stage';
import type { Preparation } from './prepared';

const wished = JSON.parse(process.argv[2] ?? '') as Preparation;
const { file, folder, side, name, decided, backbone } = wished;

function picture(kind: string, name: string): NewItem {
  const content = readFileSync(join(folder, kind, name));
  return {
    ...{ name, folder: kind, bytes: content.length, type: 'image/png', width: side, height: side },
    ...{ handle: null, attachments: null },
    sha256: createHash('sha256').update(content).digest('hex'),
    working: new Blob([content], { type: 'image/png' }),
    thumbnail: { bytes: new Uint8Array(content).buffer, type: 'image/png' },
  };
}

const kinds = readdirSync(folder).sort();
const files = kinds.map((kind) => readdirSync(join(folder, kind)).sort());
/** One of each kind in turn. */
const order = files[0]!.flatMap((_, at) =>
  kinds.map((kind, index) => ({ kind, name: files[index]![at]! })),
);

const project = await begin({ name, seed: 1, backbone });
const labels = await addLabels(project.id, ...kinds);
const items = ids(
  granted(
    await addItems(
      project.id,
      order.map(({ kind, name }) => picture(kind, name)),
    ),
  ),
);
for (const [at, label] of labels.entries()) {
  const chosen = items.slice(0, decided).filter((_, index) => index % kinds.length === at);
  await answer(project.id, chosen, as(label));
}
const target = Writable.toWeb(createWriteStream(file)) as WritableStream<Uint8Array>;
const wishes = { projectId: project.id, hasPictures: true };
granted(await backUp(wishes, target, () => undefined, new AbortController().signal));
