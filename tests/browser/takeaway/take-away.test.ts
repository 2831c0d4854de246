import { page } from 'vitest/browser';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createRun } from '../../../src/collection/runs';
import { setNote, setRestricted } from '../../../src/collection/items';
import { readLabelsCsv } from '../../../src/exchange/labels-csv';
import { unpackModel } from '../../../src/exchange/model-zip';
import TakeAwayScreen from '../../../src/takeaway/TakeAwayScreen.svelte';
import { hireTrainer, remotely } from '../../../src/workers/hire';
import type { LabelsExportOptions, Progress, WeightFormat } from '../../../src/workers/protocol';
import { makeCollection } from '../labeling/small-collection';
import { clearAway, show } from '../labeling/show-screen';
import { learnedCollection, type LearnedCollection } from './learned-collection';

const trainer = hireTrainer();
let learned: LearnedCollection;
beforeAll(async () => {
  learned = await learnedCollection(36);
}, 120_000);
afterAll(() => trainer.dismiss());
afterEach(clearAway);

function exported(format: WeightFormat, seen: Progress[] = []) {
  const report = remotely((progress: Progress) => void seen.push(progress));
  return trainer.call((api, job) => api.exportModel(job, learned.servingRun, format, report));
}

describe('a model that leaves', () => {
  it.each([
    ['float32', 1e-5],
    ['float16', 0.01],
  ] as const)(
    'has answered as the model in service does, from its own bytes: %s',
    async (format, most) => {
      const seen: Progress[] = [];
      const outcome = await exported(format, seen);
      if (!outcome.ok) throw new Error(outcome.problem.detail);
      const { parity, bytes, zip, fileName } = outcome.value;
      expect(parity).toMatchObject({ format, pictures: 36, sameFirstLabel: 36 });
      expect(parity.largestDifference).toBeLessThanOrEqual(most);
      expect(bytes).toBe(zip.size);
      expect(fileName).toBe(`kinds-run-1-${format}.zip`);
      expect(seen.at(-1)).toMatchObject({ done: 36, total: 36 });
      const unpacked = await unpackModel(zip);
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
    const report = remotely(() => undefined);
    expect(
      await trainer.call((api, job) => api.exportModel(job, run.id, 'float32', report)),
    ).toMatchObject({ ok: false, problem: { kind: 'too-few-examples' } });
  });

  it('can be stopped on its way', async () => {
    const stopping = new AbortController();
    const report = remotely(() => stopping.abort());
    const outcome = await trainer.call(
      (api, job) => api.exportModel(job, learned.servingRun, 'float32', report),
      stopping.signal,
    );
    expect(outcome).toMatchObject({ ok: false, problem: { kind: 'aborted' } });
  });
});

describe('labels that leave', () => {
  const nothing = { includeRestricted: false, includeNotes: false, includeDecisionTimes: false };
  const read = async (options: LabelsExportOptions) => {
    const outcome = await trainer.call((api, job) =>
      api.exportLabels(job, learned.project.id, options),
    );
    if (!outcome.ok) throw new Error(outcome.problem.kind);
    const rows = readLabelsCsv(await outcome.value.csv.text());
    if (!rows.ok) throw new Error(rows.problem.detail);
    return rows.value;
  };

  it('hold a person’s word where there is one and the model’s elsewhere', async () => {
    const rows = await read(nothing);
    expect(rows).toHaveLength(36);
    expect(rows.filter(({ source }) => source === 'human')).toHaveLength(learned.decided.length);
    for (const row of rows.filter(({ answer }) => answer === 'labels')) {
      expect(row.labels).toEqual([{ name: row.folder, uri: '' }]);
    }
    const suggested = rows.filter(({ source }) => source === 'model');
    expect(suggested).toHaveLength(36 - learned.decided.length);
    for (const { confidence } of suggested) expect(confidence).toBeGreaterThan(0);
  });

  it('leave restricted pictures, notes and times behind unless asked for', async () => {
    const [first, second] = learned.decided;
    if (!first || !second) throw new Error('Nothing is decided.');
    await setRestricted([first.id], true);
    await setNote(second.id, 'seen at the auction');
    const without = await read(nothing);
    expect(without).toHaveLength(35);
    expect(without.every(({ note, annotatedAt, tookMs }) => !note && !annotatedAt && !tookMs)).toBe(
      true,
    );
    const all = await read({
      includeRestricted: true,
      includeNotes: true,
      includeDecisionTimes: true,
    });
    expect(all.find(({ sha256 }) => sha256 === first.sha256)?.isRestricted).toBe(true);
    expect(all.find(({ sha256 }) => sha256 === second.sha256)).toMatchObject({
      note: 'seen at the auction',
      tookMs: 800,
    });
  });
});

describe('the place to take things away', () => {
  it('hands the model over and says in words what was checked', async () => {
    show(TakeAwayScreen, { project: learned.project });
    await page.getByRole('radio', { name: /Half/ }).click();
    await page.getByRole('button', { name: 'Download model' }).click();
    await expect
      .element(page.getByText(/asked about 36 pictures of this collection/), { timeout: 60_000 })
      .toBeVisible();
    await expect.element(page.getByText('kinds-run-1-float16.zip')).toBeVisible();
    await page.getByRole('button', { name: 'Download labels' }).click();
    await expect.element(page.getByText('kinds-labels.csv')).toBeVisible();
  });

  it('is honest where there is no model, and still has the labels', async () => {
    const { project } = await makeCollection({ pictures: 2 });
    show(TakeAwayScreen, { project });
    await expect.element(page.getByText(/There is no model yet/)).toBeVisible();
    await expect
      .element(page.getByRole('button', { name: 'Download model' }))
      .not.toBeInTheDocument();
    await expect.element(page.getByRole('button', { name: 'Download labels' })).toBeEnabled();
  });
});
