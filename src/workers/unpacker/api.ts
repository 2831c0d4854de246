/** What an unpacker can be asked for. */
import { Jobs } from '../jobs';
import type { UnpackerApi } from '../protocol/unpacker';
import { bringLabels } from './bringing-labels';
import { openZip } from './opening-zip';
import { surveyLabels } from './surveying-labels';

export function unpackerApi(): UnpackerApi {
  const jobs = new Jobs();
  return {
    abort: (job) => jobs.abort(job),
    openZip: (job, archive, take) => jobs.run(job, (signal) => openZip(archive, take, signal)),
    surveyLabels: (job, file) => jobs.run(job, () => surveyLabels(file)),
    bringLabels: (job, projectId, wish) => jobs.run(job, () => bringLabels(projectId, wish)),
  };
}
