import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { database } from '../../../src/collection/database';
import { decisionCount, lastAct } from '../../../src/collection/decisions';
import { getItem } from '../../../src/collection/items';
import type { Item } from '../../../src/collection/records';
import DeskScreen from '../../../src/labeling/DeskScreen.svelte';
import { clearAway, show } from './show-screen';
import { machineWith, makeCollection, predict, type SmallCollection } from './small-collection';

beforeEach(async () => {
  localStorage.clear();
  location.hash = '';
  await page.viewport(1280, 800);
});
afterEach(clearAway);

/** With a picture before one, and the labels to answer it with. */
async function sitDown(collection: SmallCollection) {
  const screen = show(DeskScreen, { project: collection.project, machine: machineWith() });
  await expect.poll(() => pictureOn(screen)).not.toBeNull();
  const offered = () => screen.querySelectorAll('[role=group][aria-label=Labels] > button').length;
  await expect.poll(offered).toBeGreaterThanOrEqual(collection.labels.length);
  return screen;
}

/** Id of the item whose picture is in the page. */
function pictureOn(screen: HTMLElement): number | null {
  const id = screen.querySelector<HTMLImageElement>('.picture img')?.dataset.item;
  return id === undefined ? null : Number(id);
}

/** Of the picture that has come after `former`. For a moment there may be none: it is being decoded. */
async function nextAfter(former: number | null, screen: HTMLElement): Promise<number | null> {
  await expect.poll(() => pictureOn(screen) ?? former).not.toBe(former);
  return pictureOn(screen);
}

async function answerOf(id: number | null) {
  const item = await getItem(id as Parameters<typeof getItem>[0]);
  return item?.standing?.answer ?? null;
}

function nameOf(collection: SmallCollection, index: number): string {
  return collection.labels[index]?.name ?? '';
}

describe('by keyboard', () => {
  test('a digit decides, and the next picture is there', async () => {
    const collection = await makeCollection();
    const screen = await sitDown(collection);
    const first = pictureOn(screen);
    await userEvent.keyboard('2');
    await nextAfter(first, screen);
    await expect.poll(() => screen.textContent).toContain('1 decision');
    expect(await answerOf(first)).toEqual({
      kind: 'labels',
      labelIds: [collection.labels[1]?.id],
    });
  });

  test('Enter accepts the suggestion, which says how sure and which run', async () => {
    const collection = await makeCollection();
    await predict(collection, () => [0.05, 0.87, 0.08]);
    const screen = await sitDown(collection);
    const box = page.getByRole('region', { name: 'Suggestion' });
    await expect.element(box).toHaveTextContent(nameOf(collection, 1));
    await expect.element(box).toHaveTextContent('likely · 87 %');
    await expect.element(box).toHaveTextContent('run 7');
    const first = pictureOn(screen);
    await userEvent.keyboard('{Enter}');
    await nextAfter(first, screen);
    await expect
      .poll(() => answerOf(first))
      .toMatchObject({ labelIds: [collection.labels[1]?.id] });
  });

  test('S skips, 0 is none of these, X is cannot tell, undo takes each back', async () => {
    const collection = await makeCollection();
    const screen = await sitDown(collection);
    const asked: (number | null)[] = [];
    for (const key of ['s', '0', 'x']) {
      asked.push(pictureOn(screen));
      await userEvent.keyboard(key);
      await nextAfter(asked.at(-1) ?? null, screen);
    }
    await expect.poll(() => answerOf(asked[0] ?? null)).toEqual({ kind: 'skipped' });
    await expect.poll(() => answerOf(asked[1] ?? null)).toEqual({ kind: 'none' });
    await expect.poll(() => answerOf(asked[2] ?? null)).toEqual({ kind: 'cannot-tell' });
    for (const id of asked.reverse()) {
      await userEvent.keyboard('{Control>}z{/Control}');
      await expect.poll(() => pictureOn(screen)).toBe(id);
      expect(await answerOf(id)).toBeNull();
    }
    expect(await lastAct(collection.project.id)).toBeNull();
  });

  test('arrows go back to a decided picture and a digit corrects it', async () => {
    const collection = await makeCollection();
    const screen = await sitDown(collection);
    const first = pictureOn(screen);
    await userEvent.keyboard('1');
    const second = await nextAfter(first, screen);
    await userEvent.keyboard('{ArrowLeft}');
    await expect.poll(() => pictureOn(screen)).toBe(first);
    await expect.element(page.getByText('You decided')).toBeVisible();
    await userEvent.keyboard('3');
    await expect.poll(() => pictureOn(screen)).toBe(second);
    await expect
      .poll(() => answerOf(first))
      .toMatchObject({ labelIds: [collection.labels[2]?.id] });
    expect(await decisionCount(collection.project.id)).toBe(1);
  });

  test('Z magnifies, then arrows move the picture and not the trail; Z again shows it whole', async () => {
    const collection = await makeCollection();
    const screen = await sitDown(collection);
    const first = pictureOn(screen);
    await userEvent.keyboard('z');
    const zoom = page.getByRole('group', { name: 'Zoomed picture' });
    await expect.element(zoom).toHaveTextContent('no way to the original was kept');
    const factor = () => Number((zoom.element() as HTMLElement).dataset.zoom);
    await expect.poll(factor).toBeCloseTo(2, 1);
    await userEvent.keyboard('+');
    await expect.poll(factor).not.toBeCloseTo(2, 1);
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(zoom).toBeVisible();
    await userEvent.keyboard('z');
    await expect.poll(() => pictureOn(screen)).toBe(first);
    await expect.element(zoom).not.toBeInTheDocument();
  });

  test('N opens the note; its letters are no commands; Enter keeps it', async () => {
    const collection = await makeCollection();
    const screen = await sitDown(collection);
    const first = pictureOn(screen);
    await userEvent.keyboard('n');
    await expect.element(page.getByRole('textbox', { name: 'Note' })).toHaveFocus();
    await userEvent.keyboard('Stain, 1 of 3{Enter}');
    expect(pictureOn(screen)).toBe(first);
    await expect.element(page.getByText('Stain, 1 of 3')).toBeVisible();
    await expect
      .poll(async () => (await getItem(first as Parameters<typeof getItem>[0]))?.note)
      .toBe('Stain, 1 of 3');
  });

  test('? lists the keys, and single keys can be switched off there', async () => {
    const collection = await makeCollection();
    const screen = await sitDown(collection);
    const first = pictureOn(screen);
    await userEvent.keyboard('?');
    const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect.element(list).toBeVisible();
    await userEvent.keyboard('1');
    await userEvent.click(page.getByLabelText('Single letters and digits are commands'));
    await userEvent.keyboard('{Escape}');
    await expect.element(list).not.toBeInTheDocument();
    await userEvent.keyboard('1s0');
    expect(pictureOn(screen)).toBe(first);

    await userEvent.keyboard('?');
    await expect.element(list).not.toBeInTheDocument();
    await userEvent.click(page.getByRole('button', { name: 'Keys' }));
    await expect.element(list).toBeVisible();
    await userEvent.click(page.getByLabelText('Single letters and digits are commands'));
    await userEvent.keyboard('{Escape}');
    await expect.element(list).not.toBeInTheDocument();
    await userEvent.keyboard('1');
    await nextAfter(first, screen);
  });
});

describe('with the mouse', () => {
  test('a label is clicked, and Enter is then meant for the next picture', async () => {
    const collection = await makeCollection();
    const screen = await sitDown(collection);
    await userEvent.click(page.getByRole('button', { name: nameOf(collection, 0), exact: true }));
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => screen.textContent).toContain('1 decision');
    expect(await decisionCount(collection.project.id)).toBe(1);
  });

  test('a new label is added without leaving the picture', async () => {
    const collection = await makeCollection();
    const screen = await sitDown(collection);
    const first = pictureOn(screen);
    await userEvent.click(page.getByRole('button', { name: 'New label' }));
    const field = page.getByLabelText('Name of the new label');
    await expect.element(field).toHaveFocus();
    await userEvent.keyboard('Moss{Enter}');
    await expect.element(page.getByText('A label with this name already exists.')).toBeVisible();
    await userEvent.clear(field);
    await expect.element(field).toHaveFocus();
    await userEvent.keyboard('Sedge{Enter}');
    await expect
      .element(page.getByRole('button', { name: 'Sedge', exact: true }))
      .toHaveAttribute('aria-keyshortcuts', '4');
    expect(pictureOn(screen)).toBe(first);
  });

  test('a picture is marked restricted', async () => {
    const collection = await makeCollection();
    const screen = await sitDown(collection);
    const first = pictureOn(screen) as Parameters<typeof getItem>[0];
    await userEvent.click(page.getByLabelText(/Restricted/));
    await expect.poll(async () => (await getItem(first))?.restricted).toBe(true);
  });
});

/** Key by key within a moment, however slowly a real key would come from outside the page. */
function typeInOneGo(...keys: string[]): void {
  const pressed = { bubbles: true, cancelable: true };
  for (const key of keys)
    (document.activeElement ?? document.body).dispatchEvent(
      new KeyboardEvent('keydown', { key, ...pressed }),
    );
}

describe('many labels', () => {
  const names = 'Ash Beech Cedar Dogwood Elm Fir Ginkgo Hazel Ivy Juniper Larch Maple'.split(' ');

  test('letters filter, Enter picks, and the field stays ready for the next picture', async () => {
    const collection = await makeCollection({ labels: names });
    const screen = await sitDown(collection);
    const first = pictureOn(screen);
    await userEvent.keyboard('map{Enter}');
    const second = await nextAfter(first, screen);
    await userEvent.keyboard('laq{Backspace}{Enter}');
    await nextAfter(second, screen);
    await expect
      .poll(() => answerOf(first))
      .toMatchObject({ labelIds: [collection.labels[11]?.id] });
    await expect
      .poll(() => answerOf(second))
      .toMatchObject({ labelIds: [collection.labels[10]?.id] });

    await userEvent.keyboard('{Control>}z{/Control}');
    await expect.poll(() => pictureOn(screen)).toBe(second);
    await userEvent.keyboard('2');
    await expect
      .poll(() => answerOf(second))
      .toMatchObject({ labelIds: [collection.labels[1]?.id] });
  });

  test('the slash starts it empty, Escape returns to the commands', async () => {
    const collection = await makeCollection({ labels: names });
    const screen = await sitDown(collection);
    const first = pictureOn(screen);
    await userEvent.keyboard('/');
    const field = page.getByRole('combobox', { name: /Find a label/ });
    await expect.element(field).toHaveFocus();
    await userEvent.keyboard('/');
    await expect.element(field).toHaveValue('');
    await userEvent.keyboard('s');
    expect(pictureOn(screen)).toBe(first);
    await userEvent.keyboard('{Escape}{Escape}');
    await expect.element(field).not.toHaveFocus();
    await userEvent.keyboard('s');
    await nextAfter(first, screen);
    await expect.poll(() => answerOf(first)).toEqual({ kind: 'skipped' });
  });

  test('a name typed blind that begins with a command letter decides nothing by accident', async () => {
    const collection = await makeCollection({ labels: [...names, 'Sedge'] });
    await predict(collection, () => [0.9, ...names.map(() => 0.1 / 12)]);
    const screen = await sitDown(collection);
    await expect.element(page.getByRole('region', { name: 'Suggestion' })).toBeVisible();
    const first = pictureOn(screen);
    typeInOneGo('s', 'e', 'd', 'g', 'e', 'Enter');
    await nextAfter(first, screen);
    await expect.poll(() => answerOf(first)).toEqual({ kind: 'skipped' });
    // The skip is all there is to take back.
    await userEvent.keyboard('{Control>}z{/Control}');
    await expect.poll(() => pictureOn(screen)).toBe(first);
    expect(await lastAct(collection.project.id)).toBeNull();
  });
});

describe('tags', () => {
  test('digits tick, Enter confirms', async () => {
    const collection = await makeCollection({ task: 'tags' });
    const screen = await sitDown(collection);
    const first = pictureOn(screen);
    await userEvent.keyboard('13');
    await expect
      .element(page.getByRole('button', { name: nameOf(collection, 0), exact: true }))
      .toHaveAttribute('aria-pressed', 'true');
    expect(pictureOn(screen)).toBe(first);
    await userEvent.keyboard('{Enter}');
    await expect
      .poll(() => answerOf(first))
      .toEqual({
        kind: 'labels',
        labelIds: [collection.labels[0]?.id, collection.labels[2]?.id],
      });
  });
});

describe('what the screen says', () => {
  test('a benchmark picture comes without a suggestion, and says why', async () => {
    const collection = await makeCollection({ pictures: 40 });
    await predict(collection, () => [0.9, 0.05, 0.05]);
    const screen = await sitDown(collection);
    const blind = new Set(
      collection.items.filter((item) => item.role === 'benchmark').map((item) => item.id as number),
    );
    for (let turn = 0; turn < 12 && !blind.has(pictureOn(screen) ?? -1); turn += 1) {
      const before = pictureOn(screen);
      await userEvent.keyboard('1');
      await nextAfter(before, screen);
    }
    expect(blind.has(pictureOn(screen) ?? -1)).toBe(true);
    await expect
      .element(page.getByText('Benchmark picture: no suggestion, so that the score is honest.'))
      .toBeVisible();
    await expect.element(page.getByRole('region', { name: 'Suggestion' })).not.toBeInTheDocument();
  });

  test('without pictures it leads to where they come from', async () => {
    const collection = await makeCollection({ pictures: 0 });
    show(DeskScreen, { project: collection.project, machine: machineWith() });
    await expect
      .element(page.getByRole('link', { name: 'Add images' }))
      .toHaveAttribute('href', `#/p/${collection.project.id}/collection`);
  });

  test('without labels it asks for the first, and goes on from there', async () => {
    const collection = await makeCollection({ labels: [] });
    const screen = await sitDown(collection);
    const first = pictureOn(screen);
    await userEvent.click(page.getByLabelText('Name of the new label'));
    await userEvent.keyboard('Fern{Enter}');
    await expect.element(page.getByRole('button', { name: 'Fern', exact: true })).toBeVisible();
    await userEvent.keyboard('1');
    await nextAfter(first, screen);
  });

  test('when all is decided it leads to Review and Train, and undo still works', async () => {
    const collection = await makeCollection({ pictures: 2 });
    const screen = await sitDown(collection);
    const first = pictureOn(screen);
    await userEvent.keyboard('1');
    await nextAfter(first, screen);
    await userEvent.keyboard('2');
    await expect.element(page.getByText('Every picture is decided')).toBeVisible();
    await expect.element(page.getByRole('link', { name: 'Train' })).toBeVisible();
    await userEvent.keyboard('{Control>}z{/Control}');
    await expect.poll(() => pictureOn(screen)).not.toBeNull();
  });

  test('a link may name the picture to begin with', async () => {
    const collection = await makeCollection();
    const wanted = collection.items.at(-1)?.id;
    location.hash = `#/p/${collection.project.id}/label?item=${wanted}`;
    const screen = await sitDown(collection);
    expect(pictureOn(screen)).toBe(wanted);
  });
});

describe('the record', () => {
  const attachments = {
    record: {
      ...{ source: '', remote: null },
      fields: [
        { name: 'Rights', value: 'https://creativecommons.org/publicdomain/zero/1.0/' },
        { name: 'Title', value: 'A moss from Norway' },
      ],
    },
    ...{ group: null, decision: null },
  };

  async function recorded(role: Item['role']) {
    const collection = await makeCollection({ attachments });
    for (const { id } of collection.items) await database.items.update(id, { role });
    return collection;
  }

  const region = () => page.getByRole('complementary', { name: 'Answer' });

  test('R shows it, for every picture from then on, and hides it again', async () => {
    const collection = await recorded('pool');
    const screen = await sitDown(collection);
    await expect.element(region()).not.toHaveTextContent('A moss from Norway');
    await userEvent.keyboard('r');
    await expect.element(region()).toHaveTextContent(/Title\s*A moss from Norway/);
    const link = region().getByRole('link', { name: /creativecommons/ });
    await expect.element(link).toHaveAttribute('rel', 'noreferrer');
    const first = pictureOn(screen);
    await userEvent.keyboard('1');
    await nextAfter(first, screen);
    await expect.element(region()).toHaveTextContent('A moss from Norway');

    await clearAway();
    await sitDown(collection);
    await expect.element(region()).toHaveTextContent('A moss from Norway');
    await region().getByRole('button', { name: 'Record' }).click();
    await expect.element(region()).not.toHaveTextContent('A moss from Norway');
  });

  test('of a picture asked blind is not in the page until it is asked for, for that picture alone', async () => {
    const collection = await recorded('benchmark');
    localStorage.setItem(`vitrine.record.${collection.project.id}`, 'shown');
    const screen = await sitDown(collection);
    await expect.element(region()).toHaveTextContent('the record is hidden');
    expect(document.body.innerHTML).not.toContain('A moss from Norway');
    await expect.element(region()).not.toHaveTextContent('folder Sheets');
    await userEvent.keyboard('r');
    await expect.element(region()).toHaveTextContent('A moss from Norway');
    const first = pictureOn(screen);
    await userEvent.keyboard('1');
    await nextAfter(first, screen);
    await expect.element(region()).toHaveTextContent('the record is hidden');
    expect(document.body.innerHTML).not.toContain('A moss from Norway');
  });
});
