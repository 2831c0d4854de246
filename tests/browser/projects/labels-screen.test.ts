import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { listLabels } from '../../../src/collection/labels';
import { getProject } from '../../../src/collection/projects';
import type { Project } from '../../../src/collection/records';
import LabelsScreen from '../../../src/projects/LabelsScreen.svelte';
import { eachOnAnEmptyDatabase } from '../../unit/collection/empty-database';
import { addLabels, addPictures, answer, as, begin } from '../../unit/collection/stage';
import { show } from '../widgets/mounted';

eachOnAnEmptyDatabase();

const row = (name: string) => page.getByRole('row', { name });
const button = (name: string) => page.getByRole('button', { name, exact: true });
const dialog = () => page.getByRole('dialog');
const nameField = () => dialog().getByRole('textbox', { name: 'Name' });
const keyField = () => dialog().getByRole('textbox', { name: 'Key' });

/** Maps and charts, five pictures: three maps, two charts. */
async function mapsAndCharts(): Promise<Project> {
  const project = await begin();
  const [map, chart] = await addLabels(project.id, 'Map', 'Chart');
  const items = await addPictures(project.id, 5);
  await answer(project.id, items.slice(0, 3), as(map!));
  await answer(project.id, items.slice(3), as(chart!));
  show(LabelsScreen, { project });
  await expect.element(row('Map')).toHaveTextContent(/3/);
  return project;
}

describe('making labels', () => {
  it('an empty place says what it is for; a label is made by keyboard', async () => {
    const project = await begin();
    show(LabelsScreen, { project });
    await expect.element(page.getByRole('heading', { name: 'No labels yet' })).toBeVisible();
    await button('New label').click();
    await expect.element(nameField()).toHaveFocus();
    await userEvent.keyboard('  Fern {Tab}Fronds{Enter}');
    await expect.element(row('Fern')).toHaveTextContent(/Fronds/);
    expect(await listLabels(project.id)).toMatchObject([{ name: 'Fern', description: 'Fronds' }]);
  });

  it('a name that is taken is refused in words', async () => {
    await mapsAndCharts();
    await button('New label').click();
    await expect.element(nameField()).toHaveFocus();
    await userEvent.keyboard('map{Enter}');
    await expect
      .element(nameField())
      .toHaveAccessibleDescription('A label with that name already exists: “Map”.');
  });

  it('a key that is taken is refused at the key', async () => {
    await mapsAndCharts();
    await button('Edit Map').click();
    await keyField().fill('m');
    await button('Save').click();
    await expect.element(dialog()).not.toBeInTheDocument();
    await button('Edit Chart').click();
    await keyField().fill('m');
    await button('Save').click();
    await expect.element(keyField()).toBeInvalid();
  });
});

describe('changing labels loses no decision', () => {
  it('renames, and takes the new name back', async () => {
    await mapsAndCharts();
    await button('Edit Chart').click();
    await nameField().fill('Sea chart');
    await button('Save').click();
    await expect.element(row('Sea chart')).toHaveTextContent(/2/);
    await button('Undo').click();
    await expect.element(page.getByText('Undone: “Chart” renamed “Sea chart”.')).toBeVisible();
    await expect.element(page.getByRole('rowheader', { name: 'Chart', exact: true })).toBeVisible();
  });

  it('merges, and takes it back', async () => {
    await mapsAndCharts();
    await button('Edit Chart').click();
    await button('Merge into …').click();
    await expect
      .element(page.getByText(/2 pictures decided as “Chart” count as “Map”/))
      .toBeVisible();
    await button('Merge').click();
    await expect.element(row('Map')).toHaveTextContent(/5/);
    await expect.element(page.getByText('merged into “Map”', { exact: true })).toBeVisible();
    await button('Undo').click();
    await expect.element(row('Map')).toHaveTextContent(/3/);
    await expect.element(row('Chart')).toHaveTextContent(/2/);
  });

  it('splits the chosen pictures off, and takes it back', async () => {
    await mapsAndCharts();
    await button('Edit Map').click();
    await button('Split …').click();
    await page.getByRole('textbox', { name: 'Name of the new label' }).fill('Town plan');
    await button('sheet 1.jpg').click();
    await expect.element(button('sheet 1.jpg')).toHaveAttribute('aria-pressed', 'true');
    await button('Split off').click();
    await expect.element(row('Town plan')).toHaveTextContent(/1/);
    await expect.element(row('Map')).toHaveTextContent(/2/);
    await button('Undo').click();
    await expect.element(row('Map')).toHaveTextContent(/3/);
  });

  it('retires and restores', async () => {
    await mapsAndCharts();
    await button('Edit Chart').click();
    await button('Retire').click();
    await expect.element(row('Chart')).not.toBeInTheDocument();
    await expect.element(page.getByText('retired, 2 pictures')).toBeVisible();
    await button('Restore Chart').click();
    await expect.element(row('Chart')).toHaveTextContent(/2/);
  });
});

describe('goals and settings', () => {
  it('a goal is kept as soon as it is chosen, with floors that make sense', async () => {
    const project = await mapsAndCharts();
    await page.getByRole('combobox', { name: 'Main goal' }).selectOptions('accuracy');
    await button('Add a minimum').click();
    await page.getByRole('textbox', { name: 'Below (%)' }).fill('9x');
    await expect.element(page.getByRole('textbox', { name: 'Below (%)' })).toBeInvalid();
    await page.getByRole('textbox', { name: 'Below (%)' }).fill('90');
    await expect
      .poll(async () => (await getProject(project.id))?.criteria)
      .toEqual({
        optimise: { kind: 'accuracy' },
        floors: [{ metric: { kind: 'accuracy' }, atLeast: 0.9 }],
      });
  });

  it('name and annotator are kept when the field is left', async () => {
    const project = await mapsAndCharts();
    const name = page.getByRole('textbox', { name: 'Name', exact: true });
    await name.fill('Maps and charts');
    await userEvent.keyboard('{Tab}');
    await expect.poll(async () => (await getProject(project.id))?.name).toBe('Maps and charts');
  });
});
