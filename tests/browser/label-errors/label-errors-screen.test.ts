import { page } from 'vitest/browser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { latestDecisionId } from '../../../src/collection/decisions';
import { saveLabelErrors } from '../../../src/collection/label-errors';
import type { Item } from '../../../src/collection/records';
import LabelErrorsScreen from '../../../src/label-errors/LabelErrorsScreen.svelte';
import { singleKeys } from '../../../src/keyboard/single-keys.svelte';
import { clearAway, show } from '../labeling/show-screen';
import { machineWith, makeCollection, type SmallCollection } from '../labeling/small-collection';
import { as, decideAll, events, press, standing } from './decided';

afterEach(clearAway);
afterEach(() => {
  singleKeys.areOn = true;
});

let collection: SmallCollection;
let doubted: [Item, Item, Item];

/** Ferns all, and a queue that would have the last three be moss. */
beforeEach(async () => {
  collection = await makeCollection({ pictures: 6 });
  const { project, items, labels } = collection;
  await decideAll(collection, items, () => as(labels[0]!.id));
  doubted = items.slice(3) as [Item, Item, Item];
  await saveLabelErrors({
    ...{ projectId: project.id, at: 1, learnedUpTo: await latestDecisionId(project.id), likely: 2 },
    itemIds: Uint32Array.from(doubted, ({ id }) => id),
    given: doubted.map(() => [labels[0]!.id]),
    suggested: doubted.map(() => labels[1]!.id),
    confidences: Float32Array.of(0.97, 0.8, 0.3),
    margins: Float32Array.of(0.96, 0.7, -0.3),
  });
});

function visit() {
  show(LabelErrorsScreen, { project: collection.project, machine: machineWith() });
}

const shows = (item: Item) =>
  expect.element(page.getByRole('img', { name: item.name })).toBeVisible();

describe('the place for doubtful labels', () => {
  it('says what stands, what a model would say, and how sure it is', async () => {
    visit();
    await shows(doubted[0]);
    await expect.element(page.getByText('almost certain · 97')).toBeVisible();
    await expect.element(page.getByText(/gives the current label 1/)).toBeVisible();
    await expect
      .element(page.getByText(/disagrees with 2 labels, sometimes wrongly. 0 reviewed/))
      .toBeVisible();
  });

  it('is worked through with one key a picture, and back', async () => {
    visit();
    const [first, second, third] = doubted;
    const [fern, moss, orchid] = collection.labels;
    await shows(first);
    await press('{Enter}');
    await shows(second);
    expect(await standing(first)).toEqual(as(moss!.id));
    await press('k');
    await shows(third);
    expect(await standing(second)).toEqual(as(fern!.id));
    expect(await events(second)).toBe(2);
    await expect.element(page.getByText(/have been reviewed: 1 changed, 1 kept/)).toBeVisible();
    await press('{Control>}z{/Control}');
    await shows(second);
    await press('3');
    await shows(third);
    expect(await standing(second)).toEqual(as(orchid!.id));
    await press('k');
    await expect.element(page.getByText('Every label has been reviewed')).toBeVisible();
  });

  it('asks again at the end about what was put off', async () => {
    visit();
    await shows(doubted[0]);
    await press('s');
    await shows(doubted[1]);
    await press('s');
    await shows(doubted[2]);
    await press('s');
    await shows(doubted[0]);
    expect(await events(doubted[0])).toBe(1);
  });

  it('leaves letters alone when they are switched off', async () => {
    singleKeys.areOn = false;
    visit();
    await shows(doubted[0]);
    await press('k2');
    expect(await events(doubted[0])).toBe(1);
    await page.getByRole('button', { name: 'Keep' }).click();
    await shows(doubted[1]);
  });

  it('teaches what it is for where nobody has looked yet', async () => {
    collection = await makeCollection({ pictures: 2 });
    visit();
    await expect.element(page.getByText('Your labels have not been checked yet')).toBeVisible();
    await expect.element(page.getByRole('link', { name: 'Go on labelling' })).toBeVisible();
  });
});
