import { afterEach, expect, it } from 'vitest';
import { bundledNetworks } from '../../../../src/collection/backbone-catalogue';
import { database } from '../../../../src/collection/database';
import { itemIds, workingCopy } from '../../../../src/collection/items';
import { updateProject } from '../../../../src/collection/projects';
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

/** A collection stands on the network of its version, and is shown what that one looks at. */
const networks = [...bundledNetworks].map(([backbone, { name, inputSize }]) => ({
  ...{ name, backbone, side: inputSize },
}));

it.each(networks)(
  'an import keeps what $name will be shown: the working copy, squeezed',
  async ({ backbone, side }) => {
    const { id: projectId } = await begin();
    await updateProject(projectId, { backbone });
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
  },
);
