/** What a pictures worker can be asked for. */
import { Jobs } from '../jobs';
import { keptPicture } from '../originals/kept-picture';
import type { PicturesApi } from '../protocol/pictures';
import { importBatch } from './import-batch';
import { importSample } from './import-sample';
import { PoliteFetcher } from './fetching';
import { importRemote, probeHosts } from './importing-remote';
import { readingIiif } from './reading-iiif';
import { copyLevels, originalLevels, tile, tileService } from './looking-into';

export function picturesApi(): PicturesApi {
  const jobs = new Jobs();
  const fetcher = new PoliteFetcher();
  return {
    importBatch: (job, request) => jobs.run(job, ({ signal }) => importBatch(request, signal)),
    importSample: (job, request) => jobs.run(job, ({ signal }) => importSample(request, signal)),
    importRemote: (job, request, report) =>
      jobs.run(job, ({ signal }) => importRemote(request, fetcher, signal, report)),
    readIiif: (job, from) => jobs.run(job, ({ signal }) => readingIiif(from, fetcher, signal)),
    probeHosts: (job, pictures) =>
      jobs.run(job, ({ signal }) => probeHosts(pictures, fetcher, signal)),
    keptPicture: (job, itemId) => jobs.run(job, ({ signal }) => keptPicture(itemId, signal)),
    originalLevels: (job, itemId) => jobs.run(job, ({ signal }) => originalLevels(itemId, signal)),
    copyLevels: (job, itemId) => jobs.run(job, () => copyLevels(itemId)),
    tileService: (job, itemId) => jobs.run(job, ({ signal }) => tileService(itemId, signal)),
    tile: (job, itemId, address) => jobs.run(job, ({ signal }) => tile(itemId, address, signal)),
    abort: (job) => {
      jobs.abort(job);
    },
  };
}
