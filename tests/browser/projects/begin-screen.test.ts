import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { bundledBackbone } from '../../../src/collection/backbone-catalogue';
import { listProjects } from '../../../src/collection/projects';
import BeginScreen from '../../../src/projects/BeginScreen.svelte';
import { eachOnAnEmptyDatabase } from '../../unit/collection/empty-database';
import { addLabels, addPictures, answer, as, begin } from '../../unit/collection/stage';
import { show } from '../widgets/mounted';

eachOnAnEmptyDatabase();
afterEach(() => {
  location.hash = '';
});

const addImages = () => page.getByRole('button', { name: 'Add images' });
const name = () => page.getByRole('textbox', { name: 'Name', exact: true });

describe('beginning', () => {
  it('offers two ways to begin and says what the app is for', async () => {
    show(BeginScreen, {});
    await expect
      .element(page.getByRole('heading', { level: 1 }))
      .toHaveTextContent(/Teach a model/);
    await expect
      .element(page.getByRole('button', { name: 'Open the sample collection' }))
      .toBeEnabled();
    await expect.element(addImages()).toBeEnabled();
  });

  it('makes a collection from a name alone, by keyboard', async () => {
    show(BeginScreen, {});
    await addImages().click();
    await expect.element(name()).toHaveFocus();
    await userEvent.keyboard('Herbarium sheets{Enter}');
    await expect.poll(listProjects).toHaveLength(1);

    const [project] = await listProjects();
    expect(project).toMatchObject({
      name: 'Herbarium sheets',
      task: 'single',
      criteria: null,
      backbone: bundledBackbone,
      isSample: false,
    });
    await expect.poll(() => location.hash).toBe(`#/p/${project?.id}/collection`);
  });

  it('asks what a picture can be, who decides, and what would be good enough', async () => {
    show(BeginScreen, {});
    await addImages().click();
    await name().fill('Seals');
    await page.getByRole('radio', { name: /Several/ }).click();
    await page.getByRole('textbox', { name: 'Your name' }).fill('Grace');
    await page.getByText('What would be good enough?').click();
    await page.getByRole('combobox', { name: 'Main goal' }).selectOptions('macro-f1');
    await page.getByRole('button', { name: 'Add a minimum' }).click();
    await page.getByRole('textbox', { name: 'Below (%)' }).fill('75');
    await page.getByRole('button', { name: 'Create and add images' }).click();

    await expect
      .poll(async () => (await listProjects())[0]?.criteria)
      .toEqual({
        optimise: { kind: 'macro-f1' },
        floors: [{ metric: { kind: 'accuracy' }, atLeast: 0.75 }],
      });
    expect((await listProjects())[0]).toMatchObject({ task: 'tags', annotator: 'Grace' });
  });

  it('says so when the name is missing, and makes nothing', async () => {
    show(BeginScreen, {});
    await addImages().click();
    await page.getByRole('button', { name: 'Create and add images' }).click();
    await expect.element(name()).toBeInvalid();
    expect(await listProjects()).toEqual([]);
  });

  it('remembers who decided last', async () => {
    await begin({ annotator: 'Ada' });
    show(BeginScreen, {});
    await addImages().click();
    await expect.element(page.getByRole('textbox', { name: 'Your name' })).toHaveValue('Ada');
  });
});

describe('collections begun before', () => {
  it('are listed with how far they have come, and lead to the desk', async () => {
    const { id } = await begin({ name: 'Maps' });
    const [map] = await addLabels(id, 'Map');
    const items = await addPictures(id, 5);
    await answer(id, items.slice(0, 2), as(map!));
    show(BeginScreen, {});
    await expect.element(page.getByText('2 of 5 decided')).toBeVisible();
    await expect
      .element(page.getByRole('link', { name: 'Maps' }))
      .toHaveAttribute('href', `#/p/${id}/label`);
  });

  it('are deleted only after a second word', async () => {
    await begin({ name: 'Maps' });
    show(BeginScreen, {});
    const dialog = page.getByRole('dialog', { name: 'Delete “Maps”?' });
    await page.getByRole('button', { name: 'Delete Maps' }).click();
    await expect.element(dialog).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(dialog).not.toBeInTheDocument();
    expect(await listProjects()).toHaveLength(1);

    await page.getByRole('button', { name: 'Delete Maps' }).click();
    await expect.element(dialog).toBeVisible();
    await page.getByRole('button', { name: 'Delete collection' }).click();
    await expect.poll(listProjects).toHaveLength(0);
    await expect.element(page.getByRole('link', { name: 'Maps' })).not.toBeInTheDocument();
  });
});
