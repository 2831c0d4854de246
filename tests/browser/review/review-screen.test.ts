import { page, userEvent } from 'vitest/browser';
import { afterEach, describe, expect, it } from 'vitest';
import { putAssessment } from '../../../src/collection/assessments';
import { latestDecisionId } from '../../../src/collection/decisions';
import { saveMeasurement } from '../../../src/collection/measurements';
import { getProject, updateProject } from '../../../src/collection/projects';
import type { SnapshotId } from '../../../src/collection/records';
import type { Run } from '../../../src/collection/training-records';
import { createRun, putIntoService, updateRun } from '../../../src/collection/runs';
import { freezeSnapshot } from '../../../src/collection/snapshots';
import { nameVersion } from '../../../src/collection/versions';
import ReviewScreen from '../../../src/review/ReviewScreen.svelte';
import { clearAway, show } from '../labeling/show-screen';
import { makeCollection, type SmallCollection } from '../labeling/small-collection';

afterEach(clearAway);

const estimate = (value: number, low: number, high: number, n: number) => ({ value, low, high, n });

const evaluation: NonNullable<Run['evaluation']> = {
  n: 40,
  accuracy: estimate(0.85, 0.71, 0.93, 40),
  macroF1: estimate(0.8, 0.66, 0.9, 40),
  classes: [
    { label: 0, n: 20, precision: 0.9, recall: estimate(0.95, 0.76, 0.99, 20), f1: 0.92 },
    { label: 1, n: 14, precision: 0.8, recall: estimate(0.36, 0.16, 0.61, 14), f1: 0.5 },
    { label: 2, n: 6, precision: 0.7, recall: estimate(1, 0.6, 1, 6), f1: 0.82 },
  ],
  confusion: [
    [19, 1, 0],
    [6, 5, 3],
    [0, 0, 6],
  ],
  baselines: {
    majority: estimate(0.5, 0.35, 0.65, 40),
    neighbours: estimate(0.7, 0.55, 0.82, 40),
  },
};

async function measured(
  collection: SmallCollection,
  snapshotId: SnapshotId | null = null,
): Promise<Run> {
  const { project, labels } = collection;
  const run = await createRun(project.id, {
    recipe: { kind: 'head', settings: { l2: 'auto', balance: true } },
    seed: 1,
    startedFrom: project.backbone,
    snapshotId,
    device: 'wasm',
    appVersion: '0.1.0',
  });
  await updateRun(run.id, {
    status: 'done',
    version: 3,
    evaluation,
    evaluatedLabels: labels.map(({ id }) => id),
  });
  await putIntoService(project.id, run.id);
  return run;
}

/**
 * Answers to the first forty pictures that add up to the evaluation above: row by row of the confusion
 * matrix, right answers with 90 % and wrong ones with 60 %. Before calibration it was surer of all.
 */
async function answered({ project, labels, items }: SmallCollection, run: Run): Promise<void> {
  const pairs = evaluation.confusion.flatMap((row, truth) =>
    row.flatMap((times, said) => Array.from({ length: times }, () => ({ truth, said }))),
  );
  const shares = ({ said }: { said: number }, sure: number) =>
    labels.map((_, label) => (label === said ? sure : (1 - sure) / 2));
  const answers = {
    itemIds: Uint32Array.from(pairs, (_, index) => items[index]?.id ?? 0),
    probabilities: Float32Array.from(
      pairs.flatMap((pair) => shares(pair, pair.said === pair.truth ? 0.9 : 0.6)),
    ),
    uncalibrated: Float32Array.from(pairs.flatMap((pair) => shares(pair, 0.98))),
    targets: Uint8Array.from(
      pairs.flatMap(({ truth }) => labels.map((_, label) => Number(label === truth))),
    ),
  };
  const none = new Float32Array();
  await saveMeasurement({
    ...{ runId: run.id, projectId: project.id, version: 3, at: Date.now(), learnedFrom: 57 },
    labelIds: labels.map(({ id }) => id),
    benchmark: answers,
    check: {
      ...{ itemIds: new Uint32Array(), probabilities: none, uncalibrated: none },
      targets: new Uint8Array(),
    },
  });
}

async function visit({ project }: SmallCollection): Promise<void> {
  const row = await getProject(project.id);
  if (!row) throw new Error('The collection is gone.');
  show(ReviewScreen, { project: row });
}

describe('the place to review', () => {
  it('says what it is for, and the one next thing, before anything was measured', async () => {
    await visit(await makeCollection({ pictures: 4 }));
    await expect.element(page.getByText('Nothing has been measured yet')).toBeVisible();
    await expect
      .element(page.getByRole('link', { name: 'Go on labelling' }))
      .toHaveAttribute('href', expect.stringMatching(/\/label$/) as unknown);
  });

  it('gives every number with its sample and interval, beside the baselines', async () => {
    const collection = await makeCollection({ pictures: 4 });
    await measured(collection);
    await visit(collection);
    await expect
      .element(page.getByText(/Of 40.benchmark pictures it got 85.% right/))
      .toBeVisible();
    await expect.element(page.getByText(/interval 66–90.%, on 40.pictures/)).toBeVisible();
    await expect
      .element(page.getByText(/always saying the most frequent label \(50.%\)/))
      .toBeVisible();
  });

  it('names the classes it fails at and what it takes for what', async () => {
    const collection = await makeCollection({ pictures: 4 });
    await measured(collection);
    await visit(collection);
    await expect.element(page.getByText(/misses more than half of “Moss”/)).toBeVisible();
    await expect.element(page.getByText('It took “Moss” for “Fern” 6 times.')).toBeVisible();
    const matrix = page.getByRole('region', { name: 'What it confuses' });
    await expect.element(matrix.getByRole('row', { name: /^Moss 6 5 3$/ })).toBeInTheDocument();
    const classes = page.getByRole('region', { name: 'Label by label' });
    await expect
      .element(classes.getByRole('row', { name: /Moss 14 36.% 16–61.% 80.% 50.%/ }).first())
      .toBeInTheDocument();
  });

  it('holds the goals against it', async () => {
    const collection = await makeCollection({ pictures: 4 });
    await measured(collection);
    await updateProject(collection.project.id, {
      criteria: {
        optimise: { kind: 'macro-f1' },
        floors: [{ metric: { kind: 'accuracy' }, atLeast: 0.9 }],
      },
    });
    await visit(collection);
    await expect.element(page.getByText(/Keep accuracy at 90.% or above/)).toBeVisible();
    await expect.element(page.getByText(/Not met: 85.%/)).toBeVisible();
  });

  it('opens the pictures behind a number, each leading to the desk, and gives the focus back', async () => {
    const collection = await makeCollection({ pictures: 40 });
    await answered(collection, await measured(collection));
    await visit(collection);
    const cell = page.getByRole('button', { name: '6: “Moss” taken for “Fern”' });
    await expect.element(cell).toBeVisible();
    (cell.element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    const dialog = page.getByRole('dialog', { name: '“Moss” taken for “Fern”' });
    await expect.element(dialog).toBeVisible();
    const links = dialog.getByRole('link');
    await expect.poll(() => links.elements().length).toBe(6);
    // The 21st to the 26th are Moss that was called Fern.
    await expect
      .element(links.first())
      .toHaveAttribute(
        'href',
        `#/p/${collection.project.id}/label?item=${collection.items[20]!.id}`,
      );
    await expect.element(dialog.getByText(/is Moss; it said Fern, 60.%/).first()).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(dialog).not.toBeInTheDocument();
    await expect.element(cell).toHaveFocus();
  });

  it('says what another threshold would give, moved by keyboard', async () => {
    const collection = await makeCollection({ pictures: 40 });
    await answered(collection, await measured(collection));
    await visit(collection);
    const part = page.getByRole('region', { name: 'Precision and recall' });
    // All 25 pictures called Fern are so with 60 % or more; 19 of them are.
    await expect
      .element(
        part.getByText(/threshold of 50.% it calls 25 pictures .* and is right for 19 of them/),
      )
      .toBeVisible();
    const slider = part.getByRole('slider', { name: 'Threshold' });
    (slider.element() as HTMLElement).focus();
    await userEvent.keyboard('{PageUp}{PageUp}{ArrowRight}');
    await expect
      .element(part.getByText(/it calls 19 pictures .* and is right for 19 of them/))
      .toBeVisible();
  });

  it('says what answering only when sure would bring, and whether confidence can be believed', async () => {
    const collection = await makeCollection({ pictures: 40 });
    await answered(collection, await measured(collection));
    await visit(collection);
    const coverage = page.getByRole('region', { name: 'If it only answers when it is sure' });
    await expect
      .element(
        coverage.getByText(
          /at least 80.% sure, it answers for 75.% of the pictures \(30 of 40\) and is wrong for 0.%/,
        ),
      )
      .toBeVisible();
    const calibration = page.getByRole('region', { name: 'Can its confidence be trusted?' });
    await expect
      .element(calibration.getByText(/before temperature scaling it was 23.%/))
      .toBeVisible();
    await calibration.getByRole('button', { name: 'Show as table' }).click();
    await expect
      .element(calibration.getByRole('row', { name: /^87–93.% 0 – 30 100.%$/ }))
      .toBeInTheDocument();
  });

  it('answers on what, compared with what and from which data, beside the score', async () => {
    const collection = await makeCollection({ pictures: 40 });
    const run = await measured(collection);
    await answered(collection, run);
    const { project } = collection;
    const reached = estimate(0.6, 0.45, 0.74, 40);
    await putAssessment(project.id, 'baselines', await latestDecisionId(project.id), {
      run: { id: run.id, number: 1, version: 3, accuracy: evaluation.accuracy },
      n: 40,
      methods: [{ method: 'colour-texture', accuracy: reached, against: null }],
    });
    await visit(collection);
    const compared = page.getByRole('region', { name: 'Comparison' });
    await expect
      .element(compared.getByText(/a linear model on colours and textures alone \(60.%\)/))
      .toBeVisible();
    await expect
      .element(compared.getByRole('link', { name: 'Your consistency' }))
      .toHaveAttribute('href', `#/p/${project.id}/second-look`);
    const data = page.getByRole('region', { name: 'Training data' });
    await expect.element(data.getByText(/has learned from\s+57.pictures/)).toBeVisible();
    await expect
      .element(data.getByRole('link', { name: 'All data versions' }))
      .toHaveAttribute('href', `#/p/${project.id}/versions`);
    const slices = page.getByRole('region', { name: 'Where it fails' });
    await expect.element(slices.getByText(/too few or too similar/)).toBeVisible();
  });

  it('names the data version that made it, as the person named it', async () => {
    const collection = await makeCollection({ pictures: 4 });
    const { id } = await freezeSnapshot(collection.project.id);
    await nameVersion(id, 'Before the move');
    await measured(collection, id);
    await visit(collection);
    const data = page.getByRole('region', { name: 'Training data' });
    await expect.element(data.getByText(/data version\s+“Before the move”/)).toBeVisible();
    await expect.element(data.getByText(id.slice(0, 8))).toBeVisible();
    // A run of before answers were kept has its score, and says what is missing.
    await expect.element(page.getByText(/its curves cannot\s+be\s+drawn/)).toBeVisible();
  });

  it('points to cross-validation while the benchmark is small', async () => {
    const collection = await makeCollection({ pictures: 4 });
    const run = await measured(collection);
    await updateRun(run.id, { evaluation: { ...evaluation, n: 12 } });
    await putAssessment(
      collection.project.id,
      'cross-validation',
      await latestDecisionId(collection.project.id),
      {
        ...{ folds: 5, n: 90, perFold: [0.8, 0.9, 0.8, 0.7, 0.8], benchmark: 12 },
        accuracy: estimate(0.8, 0.71, 0.87, 90),
      },
    );
    await visit(collection);
    const on = page.getByRole('region', { name: 'Measured on' });
    await expect
      .element(on.getByText(/too few to rely on: 18 more would make it 30/))
      .toBeVisible();
    await expect
      .element(on.getByText(/in 5.folds:\s+80.% \(95.% interval 71–87.%, on 90.pictures\)/))
      .toBeVisible();
  });

  it('counts tags one by one, with the average precision of each', async () => {
    const collection = await makeCollection({ pictures: 4, task: 'tags', labels: ['Red', 'Blue'] });
    const { project, labels, items } = collection;
    const run = await measured(collection);
    const tag = (label: number, n: number) => ({
      ...{ label, n, precision: 0.5, recall: estimate(0.5, 0.1, 0.9, n), f1: 0.5 },
    });
    await updateRun(run.id, {
      evaluation: { ...evaluation, n: 4, classes: [tag(0, 2), tag(1, 1)], confusion: [] },
      evaluatedLabels: labels.map(({ id }) => id),
    });
    const none = { itemIds: new Uint32Array(), targets: new Uint8Array() };
    const shares = Float32Array.of(0.9, 0.1, 0.4, 0.8, 0.7, 0.3, 0.2, 0.9);
    await saveMeasurement({
      ...{ runId: run.id, projectId: project.id, version: 3, at: 1, learnedFrom: 5 },
      labelIds: labels.map(({ id }) => id),
      benchmark: {
        itemIds: Uint32Array.from(items, ({ id }) => id),
        ...{ probabilities: shares, uncalibrated: shares },
        targets: Uint8Array.of(1, 0, 1, 0, 0, 0, 0, 1),
      },
      check: { ...none, probabilities: new Float32Array(), uncalibrated: new Float32Array() },
    });
    await visit(collection);
    const table = page.getByRole('region', { name: 'Table of tags' });
    await expect
      .element(
        table.getByRole('row', {
          name: /^Red 1: “Red”, found 1: “Red”, missed 1: “Red”, wrongly given$/,
        }),
      )
      .toBeInTheDocument();
    // Red: 0.9 is, 0.7 is not, 0.4 is: (1 + 2/3) / 2.
    const classes = page.getByRole('region', { name: 'Label by label' });
    await expect
      .element(classes.getByRole('row', { name: /^Red 2 .* 83.%$/ }).first())
      .toBeInTheDocument();
    await table.getByRole('button', { name: '1: “Red”, missed' }).click();
    const dialog = page.getByRole('dialog', { name: '“Red”, missed' });
    await expect.element(dialog.getByText('is Red; it said Blue')).toBeVisible();
  });
});
