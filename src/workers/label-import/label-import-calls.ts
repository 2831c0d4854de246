/** What a label-import worker can be asked for. */
import { Jobs } from '../jobs';
import type { LabelImportApi } from '../protocol/label-import';
import { bringLabels } from './import-labels';
import { openZip } from './open-zip';
import { surveyLabels } from './survey-labels';

export function labelImportApi(): LabelImportApi {
  const jobs = new Jobs();
  return {
    abort: (job) => jobs.abort(job),
    openZip: (job, archive, take) => jobs.run(job, ({ signal }) => openZip(archive, take, signal)),
    surveyLabels: (job, file) => jobs.run(job, () => surveyLabels(file)),
    bringLabels: (job, projectId, wish) => jobs.run(job, () => bringLabels(projectId, wish)),
  };
}
