import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { database } from '../../../src/collection/database';
import { decide, decisionCount, lastAct } from '../../../src/collection/decisions';
import GridScreen from '../../../src/labeling/GridScreen.svelte';
import { clearAway, show } from './show-screen';
import { makeCollection, predict, type SmallCollection } from './small-collection';

beforeEach(() => page.viewport(1280, 800));
afterEach(clearAway);

/** Every picture surely a fern, the later the less; odd ones of the last ten are surely moss. */
async function fernsAndMosses(pictures = 60): Promise<SmallCollection> {
  const collection = await makeCollection({ pictures });
  await predict(collection, (_, index) =>
    index >= pictures - 10 && index % 2 === 1
      ? [0.02, 0.96, 0.02]
      : [0.99 - index * 0.0004, 0.005, 0.005 + index * 0.0004],
  );
  return collection;
}

function poolOf(collection: SmallCollection, surelyFern = true) {
  const { items } = collection;
  return items.filter(
    (item, index) =>
      item.role === 'pool' && (index < items.length - 10 || index % 2 === 0) === surelyFern,
  );
}

async function openGrid(collection: SmallCollection) {
  const screen = show(GridScreen, { project: collection.project });
  await expect.poll(() => screen.querySelectorAll('[role=gridcell]').length).toBeGreaterThan(5);
  return screen;
}

const cells = (screen: HTMLElement) => [...screen.querySelectorAll<HTMLElement>('[role=gridcell]')];

describe('the review grid', () => {
  test('lays out one label’s undecided pool pictures, surest first, and only those in sight', async () => {
    const collection = await fernsAndMosses(200);
    const [done] = poolOf(collection);
    if (done === undefined) throw new Error('There is no pool.');
    const answer = { kind: 'none' as const };
    const decision = { itemId: done.id, answer, suggestion: null, tookMs: null };
    await decide(collection.project.id, [decision], { source: 'desk' });
    await predict(collection, (_, index) => [0.99 - index * 0.0004, 0.005, 0.005]);

    const screen = await openGrid(collection);
    const count = collection.items.filter((item) => item.role === 'pool').length - 1;
    await expect.element(page.getByRole('status').first()).toHaveTextContent(`${count} undecided`);
    expect(cells(screen).length).toBeLessThan(count);
    const grid = page.getByRole('grid', { name: 'Suggested as Fern' }).element();
    const columns = Number(grid.getAttribute('aria-colcount'));
    expect(Number(grid.getAttribute('aria-rowcount'))).toBe(Math.ceil(count / columns));
    const percents = cells(screen).map((cell) => parseInt(cell.textContent ?? '', 10));
    expect(percents).toEqual([...percents].sort((a, b) => b - a));
  });

  test('the wrong ones are clicked out, the rest accepted in one act and undone in one act', async () => {
    const collection = await fernsAndMosses();
    const ferns = poolOf(collection);
    const screen = await openGrid(collection);
    const [first, second] = cells(screen);
    if (first === undefined || second === undefined) throw new Error('The grid is empty.');
    await userEvent.click(first);
    await userEvent.click(second);
    await userEvent.click(second);
    await userEvent.click(page.getByRole('button', { name: 'Accept the rest' }));
    await expect.poll(() => decisionCount(collection.project.id)).toBe(ferns.length - 1);

    const act = await lastAct(collection.project.id);
    expect(act).toMatchObject({ source: 'grid' });
    expect(act?.itemIds).toHaveLength(ferns.length - 1);
    const events = await database.decisions.where({ projectId: collection.project.id }).toArray();
    for (const event of events)
      expect(event).toMatchObject({
        kind: 'answer',
        role: 'pool',
        answer: { kind: 'labels', labelIds: [collection.labels[0]?.id] },
        suggestion: { labelIds: [collection.labels[0]?.id], shown: true },
        tookMs: null,
      });
    await expect.poll(() => cells(screen).length).toBe(1);

    await userEvent.click(page.getByRole('button', { name: 'Undo' }));
    await expect.poll(() => decisionCount(collection.project.id)).toBe(0);
    expect(await lastAct(collection.project.id)).toBeNull();
    await expect.poll(() => cells(screen).length).toBeGreaterThan(1);
  });

  test('another label is chosen, and less certainty shows more', async () => {
    const collection = await fernsAndMosses();
    const mosses = poolOf(collection, false).length;
    const screen = await openGrid(collection);
    await userEvent.selectOptions(page.getByLabelText('Label'), `Moss (${mosses})`);
    await expect.poll(() => cells(screen).length).toBe(mosses);
    const slider = page.getByRole('slider').element() as HTMLInputElement;
    slider.value = '0.97';
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    await expect.element(page.getByText('Nothing here to review')).toBeVisible();
  });

  test('by keyboard: one stop for Tab, arrows move, Space clicks out', async () => {
    const collection = await fernsAndMosses(200);
    const screen = await openGrid(collection);
    const reachable = () => cells(screen).filter((cell) => cell.tabIndex === 0);
    expect(reachable()).toHaveLength(1);
    reachable()[0]?.focus();
    await userEvent.keyboard('{ArrowRight}{ArrowDown}');
    const columns = Number(screen.querySelector('[role=grid]')?.getAttribute('aria-colcount'));
    await expect
      .poll(() => (document.activeElement as HTMLElement).dataset.index)
      .toBe(String(columns + 1));
    expect(reachable()).toHaveLength(1);
    await userEvent.keyboard(' ');
    expect(document.activeElement?.getAttribute('aria-selected')).toBe('false');
    expect(document.activeElement?.getAttribute('aria-label')).toContain('left out');

    await userEvent.keyboard('{Control>}{End}{/Control}');
    const last = poolOf(collection).length - 1;
    await expect
      .poll(() => (document.activeElement as HTMLElement).dataset.index)
      .toBe(String(last));
    await userEvent.keyboard('{Control>}{Home}{/Control}');
    await expect.poll(() => (document.activeElement as HTMLElement).dataset.index).toBe('0');
  });

  test('newer suggestions wait to be asked for, so that nothing moves under the hand', async () => {
    const collection = await fernsAndMosses();
    const screen = await openGrid(collection);
    const rows = () => screen.querySelector('[role=grid]')?.getAttribute('aria-rowcount');
    const before = rows();
    const newer = page.getByRole('button', { name: 'Show newer suggestions' });
    await expect.element(newer).not.toBeInTheDocument();
    await predict(collection, () => [0.05, 0.94, 0.01], { version: 2 });
    await expect.element(newer).toBeVisible();
    expect(rows()).toBe(before);
    await expect.element(page.getByRole('grid', { name: 'Suggested as Fern' })).toBeVisible();
    await userEvent.click(newer);
    await expect.element(page.getByText('Nothing here to review')).toBeVisible();
  });

  test('begins where the model is surest, even when it is not very sure', async () => {
    const collection = await makeCollection({ pictures: 30 });
    await predict(collection, () => [0.2, 0.66, 0.14]);
    await openGrid(collection);
    await expect.element(page.getByText('at least 60 % sure')).toBeVisible();
    await expect.element(page.getByRole('grid', { name: 'Suggested as Moss' })).toBeVisible();
  });

  test('without a model it says where to begin', async () => {
    const collection = await makeCollection();
    show(GridScreen, { project: collection.project });
    await expect
      .element(page.getByRole('link', { name: 'Label' }))
      .toHaveAttribute('href', `#/p/${collection.project.id}/label`);
  });
});
