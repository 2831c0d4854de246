import { page } from 'vitest/browser';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createRun } from '../../../src/collection/runs';
import { unpackModel } from '../../../src/exchange/model-zip';
import { offered } from '../../../src/messages/variant-words';
import ExportModelScreen from '../../../src/export/ExportModelScreen.svelte';
import { trainerClient, remoteCallback } from '../../../src/workers/client';
import type { Progress } from '../../../src/workers/protocol/calls';
import type { VariantMeasure, VariantName } from '../../../src/workers/protocol/export';
import { makeCollection } from '../labeling/small-collection';
import { clearAway, show } from '../labeling/show-screen';
import { learnedCollection, type LearnedCollection } from './learned-collection';

const trainer = trainerClient();
let learned: LearnedCollection;
beforeAll(async () => {
  learned = await learnedCollection(36);
}, 240_000);
afterAll(() => trainer.close());
afterEach(clearAway);

function exported(variant: VariantName, seen: Progress[] = []) {
  const report = remoteCallback((progress: Progress) => void seen.push(progress));
  return trainer.call((api, job) => api.exportModel(job, learned.servingRun, variant, report));
}

describe('a model that leaves', () => {
  it.each([
    ['tfjs-float32', 1e-4],
    ['tfjs-float16', 0.01],
  ] as const)(
    'has answered as the model in service does, from its own bytes: %s',
    async (variant, most) => {
      const seen: Progress[] = [];
      const outcome = await exported(variant, seen);
      if (!outcome.ok) throw new Error(outcome.problem.detail);
      const { parity, bytes, file, fileName } = outcome.value;
      expect(parity).toMatchObject({ pictures: 36, sameFirstLabel: 36, ownWay: { pictures: 36 } });
      expect(parity.largestDifference).toBeLessThanOrEqual(most);
      expect(bytes).toBe(file.size);
      expect(fileName).toBe(`kinds-run-1-${variant}.zip`);
      // Progress travels on a line of its own and may arrive after the answer.
      await expect.poll(() => seen.at(-1)).toMatchObject({ done: 108, total: 108 });
      const unpacked = await unpackModel(file);
      expect(unpacked).toMatchObject({
        ok: true,
        value: { metadata: { labels: ['Stripes', 'Disc', 'Plain'], modelName: 'Kinds' } },
      });
    },
  );

  it('is refused while a run has no head', async () => {
    const { project } = learned;
    const run = await createRun(project.id, {
      recipe: { kind: 'head', settings: { l2: 'auto', balance: true } },
      seed: 1,
      startedFrom: project.backbone,
      snapshotId: null,
      device: '',
      appVersion: '0',
    });
    const report = remoteCallback(() => undefined);
    expect(
      await trainer.call((api, job) => api.exportModel(job, run.id, 'tfjs-float32', report)),
    ).toMatchObject({ ok: false, problem: { kind: 'too-few-examples' } });
  });

  it('can be stopped on its way', async () => {
    const stopping = new AbortController();
    const report = remoteCallback(() => stopping.abort());
    const outcome = await trainer.call(
      (api, job) => api.exportModel(job, learned.servingRun, 'tfjs-float32', report),
      stopping.signal,
    );
    expect(outcome).toMatchObject({ ok: false, problem: { kind: 'aborted' } });
  });
});

describe('the table of variants', () => {
  it('has every one of them, made and asked, with what it gets right on the benchmark', async () => {
    const measures: VariantMeasure[] = [];
    const tell = remoteCallback((measure: VariantMeasure) => void measures.push(measure));
    const report = remoteCallback(() => undefined);
    const outcome = await trainer.call((api, job) =>
      api.measureVariants(job, learned.servingRun, tell, report),
    );
    expect(outcome).toMatchObject({ ok: true });
    // They travel on a line of their own, too: the last may arrive after the answer.
    await expect.poll(() => measures.map(({ variant }) => variant)).toEqual(offered);
    const benchmark = learned.decided.filter(({ role }) => role === 'benchmark').length;
    for (const { bytes, parity, benchmark: scored, problem } of measures) {
      expect(problem).toBeNull();
      expect(bytes).toBeGreaterThan(500_000);
      expect(parity).toMatchObject({ pictures: 36, sameFirstLabel: 36 });
      expect(scored?.n ?? 0).toBe(benchmark);
    }
  });
});

describe('the place to take things away', () => {
  it('hands the model over and says in words what was checked', async () => {
    show(ExportModelScreen, { project: learned.project });
    await page.getByRole('radio', { name: /^TensorFlow.js, half precision/ }).click();
    await page.getByRole('button', { name: 'Download model' }).click();
    await expect
      .element(page.getByText(/tested on 36 pictures of this/), { timeout: 60_000 })
      .toBeVisible();
    await expect.element(page.getByText('kinds-run-1-tfjs-float16.zip')).toBeVisible();
  });

  it('offers the run its address names, and says that it does not serve', async () => {
    const { project } = learned;
    const run = await createRun(project.id, {
      recipe: { kind: 'head', settings: { l2: 'auto', balance: true } },
      seed: 1,
      startedFrom: project.backbone,
      snapshotId: null,
      device: '',
      appVersion: '0',
    });
    location.hash = `#/p/${project.id}/take-away?run=${run.id}`;
    show(ExportModelScreen, { project });
    await expect
      .element(page.getByText(`Run ${run.number}, not in service in “Kinds” now`))
      .toBeVisible();
    location.hash = `#/p/${project.id}/take-away`;
    await expect.element(page.getByText('Run 1, in service in “Kinds” now')).toBeVisible();
  });

  it('is honest where there is no model, and still leads to the labels', async () => {
    const { project } = await makeCollection({ pictures: 2 });
    show(ExportModelScreen, { project });
    await expect.element(page.getByText(/There is no model yet/)).toBeVisible();
    await expect
      .element(page.getByRole('button', { name: 'Download model' }))
      .not.toBeInTheDocument();
    const labels = page.getByRole('link', { name: 'Export the labels' });
    await expect.element(labels).toHaveAttribute('href', `#/p/${project.id}/take-labels`);
  });
});
