/** What a table-import worker can be asked for. */
import { Jobs } from '../jobs';
import type { TableImportApi } from '../protocol/table-import';
import { applyTable } from './apply-table';
import { group, previewGroups } from './grouping';
import { look } from './inspect-table';
import { addresses, plan } from './plan-table';

export function tableImportApi(): TableImportApi {
  const jobs = new Jobs();
  return {
    abort: (job) => jobs.abort(job),
    look: (job, table) => jobs.run(job, () => look(table)),
    plan: (job, wish, drop) => jobs.run(job, ({ signal }) => plan(wish, drop, signal)),
    addresses: (job, wish, drop) => jobs.run(job, ({ signal }) => addresses(wish, drop, signal)),
    apply: (job, wish, drop, aliases, report) =>
      jobs.run(job, ({ signal }) => applyTable(wish, drop, aliases, report, signal)),
    previewGroups: (job, projectId, rule) =>
      jobs.run(job, ({ signal }) => previewGroups(projectId, rule, signal)),
    group: (job, projectId, rule) => jobs.run(job, ({ signal }) => group(projectId, rule, signal)),
  };
}
