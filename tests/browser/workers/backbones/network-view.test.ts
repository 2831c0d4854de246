import { afterEach, expect, it } from 'vitest';
import { bundledEntry } from '../../../../src/collection/backbone-catalogue';
import { database } from '../../../../src/collection/database';
import { itemIds, workingCopy } from '../../../../src/collection/items';
import { waitingViews } from '../../../../src/collection/network-views';
import { toPixels } from '../../../../src/model/pixels';
import { pictureClients } from '../../../../src/workers/client';
import { eachOnAnEmptyDatabase } from '../../../unit/collection/empty-database';
import { begin, granted } from '../../../unit/collection/stage';
import { encoded, halves } from '../../pictures/files';

eachOnAnEmptyDatabase();

const [worker] = pictureClients(1);
if (worker === undefined) throw new Error('there is no worker');
afterEach(() => worker.close());

/** The side of the square the network that comes with the app looks at. */
const side = bundledEntry.inputSize;

it('an import keeps what the network will be shown: the working copy, squeezed', async () => {
  const { id: projectId } = await begin();
  const file = await encoded('scan.jpg', { paint: halves(3), width: 1600, height: 900 });
  const files = [{ file, folder: '', handle: null, attachments: null }];
  const request = { projectId, files, workingSide: 1024, folderLabels: null };
  granted(await worker.ask((api, job) => api.importBatch(job, request)));

  const [itemId] = await itemIds(projectId);
  const [view] = await waitingViews([itemId!], side);
  const copy = await workingCopy(itemId!);
  const decoded = await toPixels(copy!, side);
  expect(view).toHaveLength(decoded.length);
  // The copy has been through a JPEG, the view has not.
  const differences = view!.map((value, at) => Math.abs(value - decoded[at]!));
  const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
  expect(mean).toBeLessThan(2);
  expect(await waitingViews([itemId!], 96)).toEqual([undefined]);
  expect(await database.networkViews.count()).toBe(1);
});
