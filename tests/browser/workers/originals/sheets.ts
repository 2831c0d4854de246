/** Items whose originals lie within reach: in this browser's own file system, or said to lie on a server. */
import { bundledBackbone } from '../../../../src/collection/backbone-catalogue';
import { database } from '../../../../src/collection/database';
import type { RemoteImage } from '../../../../src/collection/item-records';
import { getItem, itemIds } from '../../../../src/collection/items';
import { createProject } from '../../../../src/collection/projects';
import type { Item } from '../../../../src/collection/records';
import { pictureClients } from '../../../../src/workers/client';
import { granted } from '../../../unit/collection/stage';
import { encoded, halves } from '../../pictures/files';

let painted = 0;

interface Wished {
  width?: number;
  height?: number;
  /** Whether a working copy is kept beside the original. */
  isCopied?: boolean;
}

/** A picture brought in from a file that stays where it is, and can be read again. */
export async function originalIn(name: string, wished: Wished = {}): Promise<Item> {
  const folder = await navigator.storage.getDirectory();
  const handle = await folder.getFileHandle(name, { create: true });
  return importInto(name, { ...wished, handle });
}

export async function importInto(
  name: string,
  {
    width = 1500,
    height = 1000,
    isCopied = false,
    handle = null,
    remote = null,
  }: Wished & { handle?: FileSystemFileHandle | null; remote?: RemoteImage | null },
): Promise<Item> {
  await database.allowances.clear();
  const { id: projectId } = await createProject({
    ...{ name: 'Sheets', task: 'single', backbone: bundledBackbone, seed: 7 },
  });
  painted += 1;
  const file = await encoded(name, { width, height, paint: halves(painted) });
  if (handle) {
    const writer = await handle.createWritable();
    await writer.write(file);
    await writer.close();
  }
  const record = remote && { source: 'canvas 1', remote, fields: [] };
  const attachments = record && { record, group: null, decision: null };
  const files = [{ file, folder: '', handle, attachments }];
  const [worker] = pictureClients(1);
  if (worker === undefined) throw new Error('Nobody was clients.');
  granted(
    await worker.ask((api, job) =>
      api.importBatch(job, {
        ...{ projectId, files, workingSide: 1024, folderLabels: null },
        keepsCopies: isCopied,
      }),
    ),
  );
  worker.close();
  const [id] = await itemIds(projectId);
  const item = id === undefined ? undefined : await getItem(id);
  if (item === undefined) throw new Error(`${name} did not come in.`);
  return item;
}
