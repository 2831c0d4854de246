/** What a pictures worker can be asked for. */
import { Jobs } from '../jobs';
import type { PicturesApi } from '../protocol/pictures';
import { importBatch } from './import-batch';
import { importSample } from './import-sample';

export function picturesApi(): PicturesApi {
  const jobs = new Jobs();
  return {
    importBatch: (job, request) => jobs.run(job, (signal) => importBatch(request, signal)),
    importSample: (job, request) => jobs.run(job, (signal) => importSample(request, signal)),
    abort: (job) => {
      jobs.abort(job);
    },
  };
}
