import { page } from 'vitest/browser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acceptances, listAccepted } from '../../../src/collection/accepted';
import { saveMeasurement } from '../../../src/collection/measurements';
import { getProject, updateProject } from '../../../src/collection/projects';
import type { Item } from '../../../src/collection/records';
import type { Predictions } from '../../../src/collection/training-records';
import type { AnsweredItems } from '../../../src/collection/trust-records';
import AcceptScreen from '../../../src/label-errors/AcceptScreen.svelte';
import { clearAway, show } from '../labeling/show-screen';
import { makeCollection, predict, type SmallCollection } from '../labeling/small-collection';
import { as, press, standing } from './decided';

afterEach(clearAway);

let collection: SmallCollection;
let predictions: Predictions;
let pool: Item[];

/** Surely the first label, but for the first two pool pictures, about which it is in doubt. */
beforeEach(async () => {
  collection = await makeCollection({ pictures: 50 });
  pool = collection.items.filter(({ role }) => role === 'pool');
  predictions = await predict(collection, ({ id }) =>
    pool.slice(0, 2).some((item) => item.id === id) ? [0.4, 0.3, 0.3] : [0.98, 0.01, 0.01],
  );
  await updateProject(collection.project.id, { servingRun: predictions.runId });
});

/** `n` answers of 98 % confidence, the first `wrong` of them wrong. */
function answered(n: number, wrong: number): AnsweredItems {
  const cells = (row: (at: number) => number[]) =>
    Array.from({ length: n }, (_, at) => row(at)).flat();
  const probabilities = Float32Array.from(cells(() => [0.98, 0.01, 0.01]));
  return {
    itemIds: Uint32Array.from({ length: n }, (_, at) => at + 1),
    ...{ probabilities, uncalibrated: probabilities },
    targets: Uint8Array.from(cells((at) => (at < wrong ? [0, 1, 0] : [1, 0, 0]))),
  };
}

async function visit(benchmark: AnsweredItems): Promise<void> {
  const { runId, projectId, version, labelIds } = predictions;
  await saveMeasurement({
    ...{ runId, projectId, version, at: 1, labelIds, learnedFrom: 40 },
    ...{ benchmark, check: answered(30, 0) },
  });
  show(AcceptScreen, { project: (await getProject(projectId))! });
}

describe('the place to let the model answer', () => {
  it('stays locked where the bound does not allow it, and says what it would take', async () => {
    await visit(answered(20, 0));
    await expect
      .element(page.getByText(/no more than 14.0.% of such labels are wrong/))
      .toBeVisible();
    await expect.element(page.getByText(/29 benchmark answers without an error/)).toBeVisible();
    await expect.element(page.getByText(/another 9 right ones/)).toBeVisible();
    await expect.element(page.getByRole('button', { name: /^Auto-label/ })).not.toBeInTheDocument();
  });

  it('answers where it is sure, marks that as its own, and takes it back at one press', async () => {
    const { project } = collection;
    await visit(answered(40, 0));
    const sure = pool.length - 2;
    await expect.element(page.getByText('you can auto-label')).toBeVisible();
    await page.getByRole('button', { name: `Auto-label ${sure} pictures` }).click();
    // The line that offers it goes after a while, unless someone is at it.
    const undo = page.getByRole('button', { name: 'Undo' });
    await undo.hover();
    await expect
      .element(page.getByRole('heading', { name: /pictures auto-labelled on/ }))
      .toBeVisible();
    const rows = await listAccepted(project.id);
    expect(rows.map(({ itemId }) => itemId)).toEqual(pool.slice(2).map(({ id }) => id));
    expect(rows.filter(({ isAudited }) => isAudited)).toHaveLength(Math.min(29, sure));
    expect(await standing(pool[5]!)).toBeUndefined();
    await undo.click();
    await expect.element(page.getByText(/^Undone/)).toBeVisible();
    expect(await listAccepted(project.id)).toEqual([]);
  });

  it('asks about the audit sample blind, and says when the promise is broken', async () => {
    const { project, labels } = collection;
    await visit(answered(40, 0));
    await page.getByRole('button', { name: /^Auto-label/ }).click();
    await page.getByRole('button', { name: /^Look at .* audited/ }).click();
    const [act] = await acceptances(project.id);
    /** A key is for the picture in sight: its former answer is kept, and it has come. */
    const asked = async (looked: number) => {
      const left = act!.audited.length - looked;
      await expect.element(page.getByText(new RegExp(`^${left}.pictures left`))).toBeVisible();
      const item = collection.items.find(({ id }) => id === act!.waiting[looked])!;
      await expect.element(page.getByRole('img', { name: item.name })).toBeVisible();
    };
    await asked(0);
    await press('1');
    await expect.element(page.getByText(/you said Fern, the model had said Fern/)).toBeVisible();
    for (let looked = 1; looked <= 3; looked += 1) {
      await asked(looked);
      await press('2');
    }
    await expect.element(page.getByText(/The promise is broken/)).toBeVisible();
    const first = collection.items.find(({ id }) => id === act!.audited[0])!;
    expect(await standing(first)).toEqual(as(labels[0]!.id));
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByRole('button', { name: 'Remove all of them' }).click();
    await expect.element(page.getByText(/^Undone/)).toBeVisible();
    expect(await standing(first)).toEqual(as(labels[0]!.id));
  });

  it('teaches what it is for while there is no model', async () => {
    collection = await makeCollection({ pictures: 2 });
    show(AcceptScreen, { project: collection.project });
    await expect.element(page.getByText('There is no model yet')).toBeVisible();
  });
});
