/** What a catalogue worker can be asked for. */
import { transfer } from 'comlink';
import type { ProjectId } from '../../collection/records';
import { guardQuota } from '../../collection/storage';
import { failure, success } from '../../outcome';
import { Jobs } from '../jobs';
import type { CatalogueApi } from '../protocol/catalogue';
import { Catalogue, watchPictures } from './picture-catalogue';

/** How often a first reading says how far it is, in milliseconds. */
const reportEvery = 200;

export function catalogueApi(): CatalogueApi {
  const jobs = new Jobs();
  let open: { projectId: ProjectId; catalogue: Catalogue } | null = null;

  /** One at a time: who goes on to another collection needs the former no more. */
  function catalogueOf(projectId: ProjectId): Catalogue {
    if (open?.projectId !== projectId) {
      open?.catalogue.close();
      open = { projectId, catalogue: new Catalogue(projectId) };
    }
    return open.catalogue;
  }

  return {
    abort: (job) => jobs.abort(job),
    find: (job, { projectId, filter }, report) =>
      jobs.run(job, async ({ signal }) => {
        const catalogue = catalogueOf(projectId);
        const telling = setInterval(() => report(catalogue.readShare), reportEvery);
        try {
          const aborted = new Promise<null>((resolve) =>
            signal.addEventListener('abort', () => resolve(null), { once: true }),
          );
          const found = await Promise.race([guardQuota(() => catalogue.find(filter)), aborted]);
          if (found === null) return failure('aborted');
          return found.ok ? transfer(found, [found.value.ids.buffer]) : found;
        } finally {
          clearInterval(telling);
        }
      }),
    fieldNames: (job, projectId) =>
      jobs.run(job, () => guardQuota(() => catalogueOf(projectId).fieldNames())),
    follow: (job, projectId, tell) =>
      jobs.run(job, async ({ signal }) => {
        const watching = watchPictures(projectId, tell);
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
        watching.unsubscribe();
        return success(undefined);
      }),
  };
}
