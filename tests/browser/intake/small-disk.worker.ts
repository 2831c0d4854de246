/** The pictures worker, over a storage bucket so small that the browser refuses the second batch. */
import { serve } from '../../../src/workers/liveness';
import type { PicturesApi } from '../../../src/workers/protocol/pictures';

interface Buckets {
  open(name: string, options: { quota: number }): Promise<{ indexedDB: IDBFactory }>;
  delete(name: string): Promise<void>;
}
const { storageBuckets } = navigator as unknown as { storageBuckets: Buckets };

async function load(): Promise<PicturesApi> {
  await storageBuckets.delete('import-on-a-small-disk');
  const quota = 2_000_000;
  const bucket = await storageBuckets.open('import-on-a-small-disk', { quota });
  Object.defineProperty(globalThis, 'indexedDB', { value: bucket.indexedDB });
  const { picturesApi } = await import('../../../src/workers/pictures/pictures-calls');
  return picturesApi();
}

const ready = load();

const small: Pick<PicturesApi, 'importBatch' | 'importSample' | 'abort'> = {
  importBatch: async (job, request) => {
    const api = await ready;
    const { database } = await import('../../../src/collection/database');
    const { projectId: id } = request;
    await database.projects.put({ id, seed: 1, annotator: '' } as never);
    return api.importBatch(job, request);
  },
  importSample: async (job, request) => (await ready).importSample(job, request),
  abort: (job) => {
    void ready.then((api) => api.abort(job));
  },
};

serve(small);
