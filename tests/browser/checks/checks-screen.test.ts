import { page, userEvent } from 'vitest/browser';
import { afterEach, describe, expect, it } from 'vitest';
import ChecksScreen from '../../../src/checks/ChecksScreen.svelte';
import { getAssessment, putAssessment } from '../../../src/collection/assessments';
import type { DataChecks, NearPair } from '../../../src/collection/assessment-records';
import { latestDecisionId } from '../../../src/collection/decisions';
import { getItems } from '../../../src/collection/items';
import { clearAway, show } from '../labeling/show-screen';
import { makeCollection, type SmallCollection } from '../labeling/small-collection';

afterEach(clearAway);

async function checked(wishes: (collection: SmallCollection) => Partial<DataChecks>) {
  const collection = await makeCollection({ pictures: 8 });
  const { project, labels, items } = collection;
  await putAssessment(project.id, 'data-checks', await latestDecisionId(project.id), {
    ...{ items: items.length, unreadable: [], tiny: [], pairs: [], straddling: [], shift: [] },
    labels: labels.map(({ id }) => ({ labelId: id, examples: 20, inBenchmark: 4 })),
    verdicts: [],
    ...wishes(collection),
  });
  show(ChecksScreen, { project });
  return collection;
}

const pairOf = ({ items }: SmallCollection, one: number, other: number): NearPair => ({
  itemIds: [items[one]!.id, items[other]!.id],
  ...{ likeness: 0.97, inTwoRoles: true, isContradicted: false },
});

const finding = (name: RegExp) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) });

describe('the data checks', () => {
  it('say what they are for before anybody has looked', async () => {
    const { project } = await makeCollection({ pictures: 3 });
    show(ChecksScreen, { project });
    await expect.element(page.getByText('Your pictures have not been checked yet')).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Check the pictures' })).toBeEnabled();
  });

  it('give each finding with what it means and what to do', async () => {
    await checked(({ labels, items }) => ({
      labels: [
        { labelId: labels[0]!.id, examples: 40, inBenchmark: 4 },
        { labelId: labels[1]!.id, examples: 3, inBenchmark: 0 },
      ],
      tiny: [items[0]!.id],
    }));
    await expect.element(finding(/Enough examples grave/)).toHaveTextContent(/“Moss” \(3\)/);
    await expect
      .element(finding(/Balance.*worth a look/))
      .toHaveTextContent(/Training corrects for this/);
    await expect.element(finding(/Readable.*worth a look/)).toHaveTextContent(/under 64 pixels/);
    await expect.element(finding(/Contradicting.*fine/)).toBeVisible();
  });

  it('say when decisions or pictures are newer than what was found', async () => {
    await checked(() => ({ items: 5 }));
    await expect
      .element(page.getByText(/Decisions or pictures have been added since/))
      .toBeVisible();
  });

  it('take one key for “one object”, one for “different”, and undo', async () => {
    const collection = await checked((made) => ({
      pairs: [pairOf(made, 0, 1), pairOf(made, 2, 3)],
    }));
    const groups = async () =>
      (await getItems(collection.items.slice(0, 2).map(({ id }) => id))).map(({ group }) => group);
    await expect.element(page.getByText(/2.pairs to go/)).toBeVisible();
    await expect.element(page.getByRole('img', { name: 'sheet 001.bmp' })).toBeVisible();
    await userEvent.keyboard('o');
    await expect.element(page.getByText(/1.pair to go/)).toBeVisible();
    expect(new Set(await groups()).size).toBe(1);
    await userEvent.keyboard('d');
    await expect.element(page.getByText('No pair is waiting for you.')).toBeVisible();
    const said = await getAssessment(collection.project.id, 'data-checks');
    expect(said?.result.verdicts.map(({ says }) => says)).toEqual(['one-object', 'different']);
    await userEvent.keyboard('{Control>}z{/Control}');
    await expect.element(page.getByText(/1.pair to go/)).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.element(page.getByText(/2.pairs to go/)).toBeVisible();
    expect(new Set(await groups()).size).toBe(2);
  });
});
