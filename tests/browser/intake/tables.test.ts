import { beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { itemRecord } from '../../../src/collection/descriptions';
import { countItems, getItems, itemIds } from '../../../src/collection/items';
import { listLabels } from '../../../src/collection/labels';
import type { Item, Project } from '../../../src/collection/records';
import CollectionScreen from '../../../src/intake/CollectionScreen.svelte';
import { eachOnAnEmptyDatabase } from '../../unit/collection/empty-database';
import { begin } from '../../unit/collection/stage';
import { encoded, halves } from '../pictures/files';
import { show } from '../widgets/mounted';

eachOnAnEmptyDatabase();
beforeEach(async () => {
  await page.viewport(1000, 900);
});

async function open(project: Project): Promise<void> {
  document.body.style.cssText = 'height: 900px; overflow: auto';
  show(CollectionScreen, { project });
  await expect.element(page.getByRole('button', { name: 'Add a table' })).toBeVisible();
}

/** As a folder picker hands it over. */
function lying(folder: string, file: File): File {
  Object.defineProperty(file, 'webkitRelativePath', { value: `${folder}/${file.name}` });
  return file;
}

function pick(label: string, files: File[]): void {
  const input = page.getByLabelText(label).element() as HTMLInputElement;
  Object.defineProperty(input, 'files', { value: files, configurable: true });
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

const picture = (name: string, seed: number) => encoded(name, { paint: halves(seed) });
const use = () => page.getByRole('button', { name: 'Use the table' });
const text = (words: string | RegExp) => page.getByText(words).first();

async function itemNamed(project: Project, name: string): Promise<Item> {
  const items = await getItems(await itemIds(project.id));
  const item = items.find((one) => one.name === name);
  if (item === undefined) throw new Error(`${name} is not here.`);
  return item;
}

describe('a table beside pictures', () => {
  it('is asked about with its guesses, says what would happen, and describes and decides them', async () => {
    const project = await begin();
    await open(project);
    // Windows wrote it: “Größe” is no UTF-8.
    const table =
      'Dateiname;Inventory No.;Label;Group;Note\na.jpg;007;map;x;Gr\xf6\xdfe \x93\nb.jpg;008;plan;x;\nno.jpg;009;plan;;\n';
    const bytes = Uint8Array.from(table, (one) => one.charCodeAt(0));
    pick('Folder of images', [
      lying('box', new File([bytes], 'list.csv')),
      lying('box', await picture('a.jpg', 1)),
      lying('box', await picture('b.jpg', 2)),
      lying('box', await picture('c.jpg', 3)),
    ]);
    await expect.element(text('3 rows with 5 columns, separated by semicolons')).toBeVisible();
    await expect.element(text('2 rows match pictures added with the table.')).toBeVisible();
    await expect.element(text('1 row not used: no picture matches.')).toBeVisible();
    await expect.element(page.getByLabelText('Use of “Inventory No.”')).toHaveValue('identifier');
    await expect.element(page.getByLabelText('Use of “Label”')).toHaveValue('label');
    await use().click();
    await expect.element(text('2 pictures described')).toBeVisible();
    await expect.element(text('2 pictures were decided by the table.')).toBeVisible();
    const a = await itemNamed(project, 'a.jpg');
    expect((await itemRecord(a.id))?.fields).toEqual([
      { name: 'Identifier', value: '007' },
      { name: 'Note', value: 'Größe “' },
    ]);
    const b = await itemNamed(project, 'b.jpg');
    expect([b.group, b.role]).toEqual([a.group, a.role]);
    expect(await countItems(project.id)).toMatchObject({ total: 3, decided: 2 });
    await page.getByRole('button', { name: 'Undo the decisions' }).click();
    await expect.element(text('The decisions were undone.')).toBeVisible();
    expect(await countItems(project.id)).toMatchObject({ decided: 0 });
    await page.getByRole('button', { name: 'Undo the groups' }).click();
    await expect.element(text('The groups were undone.')).toBeVisible();
    expect((await itemNamed(project, 'b.jpg')).group).not.toBe(
      (await itemNamed(project, 'a.jpg')).group,
    );
  });

  it('can be left out, and a broken one is reported by name while the pictures come in', async () => {
    const project = await begin();
    await open(project);
    pick('Folder of images', [
      lying('box', new File(['file,label\na.jpg,map\n'], 'list.csv')),
      lying(
        'box',
        new File([Uint8Array.from({ length: 999 }, (_, at) => (at * 7919) % 256)], 'noise.tsv'),
      ),
      lying('box', await picture('a.jpg', 1)),
    ]);
    await page.getByRole('button', { name: 'Ignore the table' }).click();
    await expect.element(text('1 picture added')).toBeVisible();
    await expect.element(text('This is not a table Vitrine can read.')).toBeVisible();
    await expect.element(text('box/noise.tsv')).toBeVisible();
    expect(await listLabels(project.id)).toEqual([]);
  });

  it('of a Hugging Face folder names what lies beside it; the split is a field, not a label', async () => {
    const project = await begin();
    await open(project);
    const lines = (label: string) =>
      new File([`{"file_name":"1.jpg","label":"${label}"}\n`], 'metadata.jsonl');
    pick('Folder of images', [
      lying('set/train', lines('map')),
      lying('set/train', await picture('1.jpg', 1)),
      lying('set/test', lines('plan')),
      lying('set/test', await picture('1.jpg', 2)),
    ]);
    await expect.element(text('as Hugging Face folders do')).toBeVisible();
    await expect.element(text('2 labels: plan, map.')).toBeVisible();
    await use().click();
    await expect.element(text('2 pictures described')).toBeVisible();
    expect((await listLabels(project.id)).map(({ name }) => name)).toEqual(['plan', 'map']);
    const splits = await Promise.all(
      (await getItems(await itemIds(project.id))).map(async (item) => [
        item.folder,
        (await itemRecord(item.id))?.fields,
      ]),
    );
    expect(Object.fromEntries(splits)).toEqual({
      'set/train': [{ name: 'Split', value: 'train' }],
      'set/test': [{ name: 'Split', value: 'test' }],
    });
  });
});

describe('a table alone', () => {
  it('finds pictures that are here, and its columns can be given another meaning by keyboard', async () => {
    const project = await begin();
    await open(project);
    pick('Image files', [await picture('seal 1.jpg', 1)]);
    await expect.element(text('1 picture added')).toBeVisible();
    pick('Tables', [new File(['scan,what\nSEAL 1.TIF,A seal\n'], 'list.csv')]);
    await expect.element(text('1 row matches a picture')).toBeVisible();
    const select = page.getByLabelText('Use of “what”');
    await expect.element(select).toHaveValue('field');
    (select.element() as HTMLSelectElement).focus();
    await userEvent.selectOptions(select, 'title');
    await expect.element(use()).toBeEnabled();
    await use().click();
    await expect.element(text('1 picture described')).toBeVisible();
    const { id } = await itemNamed(project, 'seal 1.jpg');
    expect((await itemRecord(id))?.fields).toEqual([{ name: 'Title', value: 'A seal' }]);
  });
});

describe('a table that is guessed wrongly', () => {
  it('is read again as the person says, and its columns change in sight', async () => {
    const project = await begin();
    await open(project);
    pick('Image files', [await picture('seal 1.jpg', 1)]);
    await expect.element(text('1 picture added')).toBeVisible();
    // Written on a Mac, with a line above the header that looks like one.
    const table = 'Box;7\nfile;Titel\nseal 1.jpg;Gr\x9a\xa7e\nseal 2.jpg;"5" hoch\n';
    const bytes = Uint8Array.from(table, (one) => one.charCodeAt(0));
    pick('Tables', [new File([bytes], 'list.csv')]);
    await expect.element(text('1 line is no row: line 4: seal 2.jpg;"5" hoch')).toBeVisible();
    await expect.element(page.getByLabelText('Use of “Box”')).toBeVisible();
    await page.getByLabelText('Encoding').selectOptions('Mac Roman');
    await expect.element(page.getByText('Größe', { exact: true })).toBeVisible();
    await page.getByLabelText('Encoding').selectOptions('UTF-16');
    await expect.element(use()).toBeDisabled();
    await page.getByLabelText('Encoding').selectOptions('Mac Roman');
    await page.getByLabelText('The columns are named in').selectOptions('2');
    await expect.element(page.getByLabelText('Use of “Titel”')).toHaveValue('title');
    await expect.element(text('1 line above it is not used.')).toBeVisible();
    await expect.element(text('1 row matches a picture')).toBeVisible();
    await use().click();
    await expect.element(text('1 picture described')).toBeVisible();
    const { id } = await itemNamed(project, 'seal 1.jpg');
    expect((await itemRecord(id))?.fields).toEqual([{ name: 'Title', value: 'Größe' }]);
  });

  it('does not take a model’s answers for decisions unless the person says so', async () => {
    const project = await begin();
    await open(project);
    pick('Image files', [await picture('a.jpg', 1)]);
    await expect.element(text('1 picture added')).toBeVisible();
    pick('Tables', [new File(['file,label,confidence,remark\na.jpg,map,0.93,\n'], 'labels.csv')]);
    await expect.element(text('looks as if a model gave these labels')).toBeVisible();
    await expect.element(page.getByRole('radio', { name: /Names to choose from/ })).toBeChecked();
    await use().click();
    await expect.element(text('1 picture described')).toBeVisible();
    expect(await countItems(project.id)).toMatchObject({ decided: 0 });
  });

  it('asks whether “nan” is a label', async () => {
    const project = await begin();
    await open(project);
    pick('Image files', [await picture('a.jpg', 1)]);
    await expect.element(text('1 picture added')).toBeVisible();
    pick('Tables', [new File(['file,label\na.jpg,nan\n'], 'list.csv')]);
    const box = page.getByLabelText('“nan” (1 row) means that there is no label');
    await expect.element(box).toBeChecked();
    await box.click();
    await expect.element(text('1 label: nan.')).toBeVisible();
  });
});

describe('groups', () => {
  it('are counted live, made in one act and taken back', async () => {
    const project = await begin();
    await open(project);
    const names = ['A1_front.jpg', 'A1_back.jpg', 'B2_front.jpg', 'C3_front.jpg'];
    pick('Image files', await Promise.all(names.map((name, at) => picture(name, at))));
    await expect.element(text('4 pictures added')).toBeVisible();
    await page.getByRole('button', { name: 'Group pictures' }).click();
    await expect.element(text('1 group of two and more, the largest of 2')).toBeVisible();
    const mark = page.getByLabelText('of these characters');
    await userEvent.fill(mark, 'front');
    await expect.element(text('No two pictures have that in common.')).toBeVisible();
    await userEvent.fill(mark, '_');
    await expect.element(page.getByRole('button', { name: 'Group them' })).toBeEnabled();
    await page.getByRole('button', { name: 'Group them' }).click();
    await expect.element(text(/1 group by the name up to the first “_”/)).toBeVisible();
    const [front, back] = [
      await itemNamed(project, names[0]!),
      await itemNamed(project, names[1]!),
    ];
    expect([back.group, back.role]).toEqual([front.group, front.role]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(async () => (await itemNamed(project, names[1]!)).group).toBe(back.sha256);
  });
});
