import { afterEach, expect, it } from 'vitest';
import { getItems, itemIds } from '../../../../src/collection/items';
import { drawSample, sampleSize } from '../../../../sample/draw-sample';
import { workerClient } from '../../../../src/workers/client';
import type { PicturesApi } from '../../../../src/workers/protocol/pictures';
import { eachOnAnEmptyDatabase } from '../../../unit/collection/empty-database';
import { addLabels, begin, granted } from '../../../unit/collection/stage';
import { realWorker, wholeItems } from '../../intake/queues';

eachOnAnEmptyDatabase();

// However long a busy machine takes to stop in good order: it is waited for.
const worker = workerClient<PicturesApi>(realWorker, { idleMs: 600_000, graceMs: 120_000 });
afterEach(() => worker.close());

it('the sample collection is drawn and brought in like any other', async () => {
  const project = await begin();
  const request = { projectId: project.id, from: 0, to: 5, labelIds: {} };
  const reports = granted(await worker.ask((api, job) => api.importSample(job, request)));
  expect(reports.map(({ ok }) => ok)).toEqual([true, true, true, true, true]);
  expect(await wholeItems()).toBe(5);
  const items = await getItems(await itemIds(project.id));
  // Neither the folder nor the state gives the answer away.
  for (const item of items) expect(item).toMatchObject({ folder: '', state: 'open' });

  const again = granted(await worker.ask((api, job) => api.importSample(job, request)));
  expect(again.map((report) => !report.ok && report.problem.kind)).toEqual(
    Array<string>(5).fill('duplicate'),
  );
  expect(await wholeItems()).toBe(5);
});

it('a kind that has a label is decided already', async () => {
  const project = await begin();
  const { kind } = await drawSample(0);
  const [label] = await addLabels(project.id, kind);
  if (label === undefined) throw new Error('no label');
  const request = { projectId: project.id, from: 0, to: 1, labelIds: { [kind]: label } };
  granted(await worker.ask((api, job) => api.importSample(job, request)));
  const [item] = await getItems(await itemIds(project.id));
  expect(item?.standing?.answer).toEqual({ kind: 'labels', labelIds: [label] });
});

it('stops drawing when aborted; what was drawn is whole, the rest is accounted for', async () => {
  const project = await begin();
  const stop = new AbortController();
  const request = { projectId: project.id, from: 0, to: sampleSize, labelIds: {} };
  const drawing = worker.ask((api, job) => api.importSample(job, request), stop.signal);
  // A second call proves that the first is under way.
  const one = { ...request, to: 1 };
  granted(await worker.ask((api, job) => api.importSample(job, one)));
  stop.abort();
  const reports = granted(await drawing);
  expect(reports).toHaveLength(sampleSize);
  const aborted = reports.filter((report) => !report.ok && report.problem.kind === 'aborted');
  expect(aborted.length).toBeGreaterThan(0);
  expect(await wholeItems()).toBeGreaterThan(0);
});
