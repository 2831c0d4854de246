import { page } from 'vitest/browser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getItems } from '../../../src/collection/items';
import { listSecondLooks } from '../../../src/collection/second-looks';
import SecondLookScreen from '../../../src/label-errors/SecondLookScreen.svelte';
import { clearAway, show } from '../labeling/show-screen';
import { makeCollection, type SmallCollection } from '../labeling/small-collection';
import { as, decideAll, press, standing } from './decided';

afterEach(clearAway);

let collection: SmallCollection;

/** Forty pictures, decided by turns for three labels. */
beforeEach(async () => {
  collection = await makeCollection({ pictures: 40 });
  const { items, labels } = collection;
  await decideAll(collection, items, (_, at) => as(labels[at % 3]!.id));
});

/** Keys count from the first picture on: it is waited for. */
const begin = async () => {
  await page.getByRole('button', { name: /^Look at \d+ pictures again$/ }).click();
  await expect.element(page.getByText('Picture 1 of 20.')).toBeVisible();
};

describe('the place for second looks', () => {
  it('asks blind, keeps the answers apart from the truth, and tells the agreement in words', async () => {
    const { project, items, labels } = collection;
    show(SecondLookScreen, { project: collection.project });
    await begin();
    for (let at = 1; at <= 4; at += 1) {
      await expect.element(page.getByText(`Picture ${at} of 20.`)).toBeVisible();
      // The first answer is on no control of the screen: every label looks the same.
      expect(document.querySelector('.chosen, .proposed')).toBeNull();
      await press('1');
    }
    await expect.element(page.getByText('Picture 5 of 20.')).toBeVisible();
    const looks = await listSecondLooks(project.id);
    expect(looks.map(({ by }) => by)).toEqual(['Ada', 'Ada', 'Ada', 'Ada']);
    expect((await getItems(items.map(({ id }) => id))).map((row) => row.standing?.answer)).toEqual(
      items.map((_, at) => as(labels[at % 3]!.id)),
    );
    await page.getByRole('button', { name: 'Stop here' }).click();
    const section = page.getByRole('region', { name: 'Consistency of Ada' });
    await expect.element(section.getByText(/^The same answer \d of 4.times/)).toBeVisible();
    await expect.element(section.getByText(/Cohen’s kappa/).first()).toBeVisible();
  });

  it('takes the latest answer back', async () => {
    show(SecondLookScreen, { project: collection.project });
    await begin();
    await press('1');
    await expect.element(page.getByText('Picture 2 of 20.')).toBeVisible();
    await press('{Control>}z{/Control}');
    await expect.element(page.getByText('Picture 1 of 20.')).toBeVisible();
    expect(await listSecondLooks(collection.project.id)).toEqual([]);
  });

  it('lets every difference be settled with one key', async () => {
    const { project, items } = collection;
    show(SecondLookScreen, { project: collection.project });
    await begin();
    await press('0');
    await expect.element(page.getByText('Picture 2 of 20.')).toBeVisible();
    await press('0');
    await expect.element(page.getByText('Picture 3 of 20.')).toBeVisible();
    await page.getByRole('button', { name: 'Stop here' }).click();
    await expect.element(page.getByText('2 of 2 still to decide.')).toBeVisible();
    const [first, second] = await listSecondLooks(project.id);
    const itemOf = (id: number) => items.find((item) => item.id === id)!;
    const before = await standing(itemOf(second!.itemId));
    await press('{Enter}');
    await expect.element(page.getByText('1 of 2 still to decide.')).toBeVisible();
    expect(await standing(itemOf(first!.itemId))).toEqual({ kind: 'none' });
    await press('k');
    await expect.element(page.getByText('All 2 are decided.')).toBeVisible();
    expect(await standing(itemOf(second!.itemId))).toEqual(before);
  });

  it('of another person says how far two persons agree', async () => {
    show(SecondLookScreen, { project: collection.project });
    await page.getByLabelText('Your name').fill('Ben');
    await begin();
    await press('1');
    await expect.element(page.getByText('Picture 2 of 20.')).toBeVisible();
    await page.getByRole('button', { name: 'Stop here' }).click();
    await expect.element(page.getByRole('region', { name: 'Ada and Ben' })).toBeVisible();
  });
});
