import { beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import {
  addItems,
  countItems,
  getItems,
  itemIds,
  setNote,
  setRestricted,
} from '../../../src/collection/items';
import { listLabels } from '../../../src/collection/labels';
import type { Project } from '../../../src/collection/records';
import CollectionScreen from '../../../src/intake/CollectionScreen.svelte';
import { eachOnAnEmptyDatabase } from '../../unit/collection/empty-database';
import { addLabels, answer, as, begin, granted, picture } from '../../unit/collection/stage';
import { encoded, halves, plain } from '../pictures/files';
import { show } from '../widgets/mounted';
import { pictures, queueOver } from './queues';

eachOnAnEmptyDatabase();
beforeEach(async () => {
  await page.viewport(1000, 800);
});

/** The screen within something that scrolls, as in the app. */
function open(project: Project): void {
  document.body.style.cssText = 'height: 800px; overflow: auto';
  show(CollectionScreen, { project });
}

async function stocked(count: number): Promise<Project> {
  const project = await begin();
  await queueOver(project.id).queue.add(await pictures(count), null);
  return project;
}

function drop(files: File[]): void {
  const dataTransfer = new DataTransfer();
  for (const file of files) dataTransfer.items.add(file);
  const target = document.querySelector('h1') ?? document.body;
  for (const type of ['dragenter', 'dragover', 'drop'])
    target.dispatchEvent(
      new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true, composed: true }),
    );
}

/** As a folder picker hands them over. */
function lyingIn(folder: string, file: File): File {
  Object.defineProperty(file, 'webkitRelativePath', { value: `${folder}/${file.name}` });
  return file;
}

async function pickFolder(files: File[]): Promise<void> {
  const ways = page.getByLabelText('Folder of images');
  await expect.element(ways).toBeInTheDocument();
  const input = ways.element() as HTMLInputElement;
  Object.defineProperty(input, 'files', { value: files, configurable: true });
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await expect.element(page.getByRole('dialog')).toBeVisible();
}

async function boxes(): Promise<File[]> {
  return Promise.all(
    ['box/maps', 'box/maps', 'box/letters'].map(async (folder, at) =>
      lyingIn(folder, await encoded(`${at}.jpg`, { paint: halves(at) })),
    ),
  );
}

const report = () => page.getByRole('status').filter({ hasText: /added$/ });
const cell = (name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) });

describe('an empty collection', () => {
  it('says what the place is for and what to do next', async () => {
    open(await begin());
    await expect.element(page.getByRole('heading', { name: 'No pictures yet' })).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Add images' })).toBeEnabled();
    await expect.element(page.getByText(/Kept in this browser: .* used, .* free/)).toBeVisible();
  });
});

describe('adding pictures', () => {
  it('by dropping files anywhere: they are there, and the report says so', async () => {
    const project = await begin();
    open(project);
    await expect.element(page.getByRole('heading', { name: 'No pictures yet' })).toBeVisible();
    drop([await encoded('seal.jpg'), plain('notes.jpg', 'hello'), plain('void.jpg', '')]);
    await expect.element(report()).toHaveTextContent('1 picture added');
    await expect.element(page.getByText('This file is not a picture')).toBeVisible();
    await expect.element(page.getByText('notes.jpg')).toBeVisible();
    await expect.element(page.getByText('void.jpg')).toBeVisible();
    await expect.element(cell('seal.jpg')).toBeVisible();
    await expect.element(page.getByText('1 picture: 0 decided, 1 open')).toBeVisible();
  });

  it('shows where a drop would go', async () => {
    open(await begin());
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(await encoded('a.jpg'));
    window.dispatchEvent(new DragEvent('dragenter', { dataTransfer, cancelable: true }));
    await expect.element(page.getByText('Drop pictures or folders to add them')).toBeVisible();
    window.dispatchEvent(new DragEvent('dragleave', { dataTransfer }));
    await expect
      .element(page.getByText('Drop pictures or folders to add them'))
      .not.toBeInTheDocument();
  });

  it('folder names can become labels, with every picture still to decide', async () => {
    const project = await begin();
    open(project);
    await pickFolder(await boxes());
    await page.getByRole('button', { name: 'Add 3 images' }).click();
    await expect.element(report()).toHaveTextContent('3 pictures added');
    expect((await listLabels(project.id)).map(({ name }) => name)).toEqual(['letters', 'maps']);
    expect(await countItems(project.id)).toMatchObject({ total: 3, open: 3 });
    await expect.element(page.getByRole('link', { name: 'Start labelling' })).toBeVisible();
  });

  it('or decisions already made', async () => {
    const project = await begin();
    open(project);
    await pickFolder(await boxes());
    await page.getByRole('radio', { name: /decisions already made/ }).click();
    await page.getByRole('button', { name: 'Add 3 images' }).click();
    await expect.element(report()).toHaveTextContent('3 pictures added');
    expect(await countItems(project.id)).toMatchObject({ total: 3, decided: 3 });
  });

  it('or nothing at all', async () => {
    const project = await begin();
    open(project);
    await pickFolder(await boxes());
    await page.getByRole('radio', { name: /Not at all/ }).click();
    await page.getByRole('button', { name: 'Add 3 images' }).click();
    await expect.element(report()).toHaveTextContent('3 pictures added');
    expect(await listLabels(project.id)).toEqual([]);
    await expect.element(page.getByRole('link', { name: 'Name the labels' })).toBeVisible();
  });

  it('can be called off at the question: nothing happens, and another drop is welcome', async () => {
    const project = await begin();
    open(project);
    await pickFolder(await boxes());
    await userEvent.keyboard('{Escape}');
    // Closed, it is still there for a moment: the question is withdrawn once it is gone.
    await expect.poll(() => document.querySelector('dialog')).toBeNull();
    expect(await listLabels(project.id)).toEqual([]);
    drop([await encoded('seal.jpg')]);
    await expect.element(report()).toHaveTextContent('1 picture added');
  });
});

describe('the pictures', () => {
  it('are a grid of which only what is in sight exists, walked with the arrows', async () => {
    open(await stocked(120));
    await expect.element(page.getByRole('grid', { name: 'Pictures' })).toBeVisible();
    // Whichever batch was stored first comes first, so it is its place that is known, not its name.
    const first = () => document.querySelector<HTMLElement>('button[data-at="0"]');
    await expect.poll(first).not.toBeNull();
    await expect.poll(() => document.querySelectorAll('[role="row"]').length).toBeLessThan(15);

    const focused = () => document.activeElement?.getAttribute('data-at');
    first()?.focus();
    for (const [key, place] of [
      ['{ArrowRight}', '1'],
      ['{End}', '119'],
      ['{Home}', '0'],
    ] as const) {
      await userEvent.keyboard(key);
      await expect.poll(focused).toBe(place);
    }
  });

  it('can be narrowed by state, label and words', async () => {
    const project = await stocked(6);
    const [maps] = await addLabels(project.id, 'maps');
    const [first] = await itemIds(project.id);
    if (!maps || !first) throw new Error('incomplete');
    await answer(project.id, first, as(maps));
    open(project);
    const shown = page.getByText(/pictures shown$/);
    await page.getByRole('combobox', { name: 'State' }).selectOptions('Decided');
    await expect.element(shown).toHaveTextContent('1 of 6 pictures shown');
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect.element(shown).not.toBeInTheDocument();
    await page.getByRole('combobox', { name: 'Label' }).selectOptions('maps');
    await expect.element(shown).toHaveTextContent('1 of 6 pictures shown');
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect.element(shown).not.toBeInTheDocument();
    await page.getByRole('searchbox', { name: 'Name, note or record' }).fill('scan 3');
    await expect.element(shown).toHaveTextContent('1 of 6 pictures shown');
    await expect.element(cell('scan 3.jpg')).toBeVisible();
    await page.getByRole('searchbox', { name: 'Name, note or record' }).fill('nothing');
    await expect.element(page.getByText('No picture matches.')).toBeVisible();
  });

  it('can be narrowed by a field of their record, which stands beside the opened picture', async () => {
    const project = await begin();
    const makers = ['Thonet', 'Gebrüder Thonet', 'Loos'];
    const records = makers.map((maker, at) =>
      picture(at, {
        attachments: {
          record: {
            ...{ source: `https://example.org/canvas/${at}`, remote: null },
            fields: [
              { name: 'Creator', value: maker },
              { name: 'Title', value: `Chair ${at}` },
              { name: 'Homepage', value: 'javascript:alert(1)' },
            ],
          },
          ...{ group: null, decision: null },
        },
      }),
    );
    granted(await addItems(project.id, records));
    open(project);
    await expect.element(page.getByRole('button', { name: 'More filters' })).toBeVisible();
    await page.getByRole('button', { name: 'More filters' }).click();
    const field = page.getByRole('combobox', { name: 'Field', exact: true });
    await expect.element(field).toBeEnabled();
    await field.selectOptions('Creator');
    await page.getByRole('searchbox', { name: 'Value of the field' }).fill('thonet');
    await expect.element(page.getByText('2 of 3 pictures shown')).toBeVisible();
    await page.getByRole('searchbox', { name: 'Value of the field' }).fill('gebruder');
    await expect.element(page.getByText('1 of 3 pictures shown')).toBeVisible();

    // A note written meanwhile moves a picture into the list by itself.
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByRole('searchbox', { name: 'Name, note or record' }).fill('worm');
    await expect.element(page.getByText('0 of 3 pictures shown')).toBeVisible();
    const [first] = await itemIds(project.id);
    await setNote(first!, 'Worm-eaten');
    await expect.element(page.getByText('1 of 3 pictures shown')).toBeVisible();

    await cell('sheet 0.jpg').click();
    const record = page.getByRole('region', { name: 'Record' });
    await expect.element(record).toBeVisible();
    await expect.element(record).toHaveTextContent(/Title\s*Chair 0\s*Creator\s*Thonet/);
    const link = record.getByRole('link', { name: 'https://example.org/canvas/0' });
    await expect.element(link).toHaveAttribute('rel', 'noreferrer');
    expect(record.getByRole('link').elements()).toHaveLength(1);
  });

  it('can be restricted, and lifted again', async () => {
    const project = await stocked(2);
    open(project);
    const lock = page.getByRole('button', { name: 'Restricted: scan 1.jpg' });
    const restricted = async () =>
      (await getItems(await itemIds(project.id)))
        .filter((item) => item.restricted)
        .map(({ name }) => name);
    await lock.click();
    await expect.element(lock).toHaveAttribute('aria-pressed', 'true');
    expect(await restricted()).toEqual(['scan 1.jpg']);
    await lock.click();
    await expect.element(lock).toHaveAttribute('aria-pressed', 'false');
    expect(await restricted()).toEqual([]);
  });

  it('open on Enter, with what is known about them and a note to write', async () => {
    const project = await stocked(1);
    open(project);
    await expect.element(cell('scan 0.jpg')).toBeVisible();
    cell('scan 0.jpg').element().focus();
    await userEvent.keyboard('{Enter}');
    const dialog = page.getByRole('dialog', { name: 'scan 0.jpg' });
    await expect.element(dialog.getByText('60 × 40 px')).toBeVisible();
    const note = dialog.getByRole('textbox', { name: 'Note' });
    await note.fill('torn at the edge');
    // What happens to the picture elsewhere does not disturb who is writing about it.
    await setRestricted(await itemIds(project.id), true);
    await expect.element(dialog.getByRole('checkbox', { name: 'Restricted' })).toBeChecked();
    await expect.element(note).toHaveValue('torn at the edge');
    await userEvent.keyboard('{Tab}');
    await expect
      .poll(async () => (await getItems(await itemIds(project.id)))[0]?.note)
      .toBe('torn at the edge');
    await expect
      .element(dialog.getByRole('link', { name: 'Open in Label' }))
      .toHaveAttribute('href', expect.stringMatching(/\/label\?item=\d+$/));
  });
});
