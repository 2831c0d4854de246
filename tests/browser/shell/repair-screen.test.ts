import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import App from '../../../src/shell/App.svelte';
import { database } from '../../../src/collection/database';
import RepairScreen from '../../../src/shell/RepairScreen.svelte';
import { begin } from '../../unit/collection/stage';
import { show } from '../widgets/mounted';

beforeEach(() => database.delete({ disableAutoOpen: false }));
afterEach(async () => {
  location.hash = '';
  await database.delete({ disableAutoOpen: false });
});

const heading = page.getByRole('heading', { level: 1, name: 'Your collections cannot be opened' });
const begins = page.getByRole('button', { name: 'Open the sample collection' });

/** As a later Vitrine would leave it; held for as long as it is not closed. */
async function upgradeTo(version: number): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(database.name, version);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('It was not upgraded.'));
  });
}

describe('when the database cannot be opened', () => {
  it('says what happened and what is safe, lists what can be saved, and starts no network', async () => {
    const { id } = await begin({ name: 'Herbarium' });
    database.close({ disableAutoOpen: false });
    (await upgradeTo(400)).close();
    location.hash = `#/p/${id}/label`;
    show(App, {});
    await expect.element(heading).toBeVisible();
    await expect.element(page.getByRole('alert')).toHaveTextContent(/written by a newer version/);
    await expect.element(page.getByRole('alert')).toHaveTextContent(/Nothing has been touched/);
    await expect.element(page.getByRole('button', { name: 'Save Herbarium' })).toBeEnabled();
    const asked = performance.getEntriesByType('resource').map(({ name }) => name);
    expect(asked.filter((name) => /tensorflow|trainer\.worker/.test(name))).toEqual([]);
  });

  it('notices that another tab has upgraded it under its feet', async () => {
    await begin();
    show(App, {});
    await expect.element(begins).toBeVisible();
    (await upgradeTo(400)).close();
    await expect.element(heading).toBeVisible();
  });

  it('goes on by itself when the tab that held it is closed', async () => {
    const held = await upgradeTo(1);
    show(App, {});
    await expect.element(page.getByRole('alert')).toHaveTextContent(/Close the other Vitrine tabs/);
    await expect
      .element(page.getByRole('button', { name: 'Delete and start over' }))
      .not.toBeInTheDocument();
    held.close();
    await expect.element(begins).toBeVisible();
  });

  it('deletes only what was typed out in full', async () => {
    show(RepairScreen, { problem: { kind: 'database-damaged' } });
    const open = page.getByRole('button', { name: 'Delete and start over' });
    await expect.element(open).toBeVisible();
    await open.click();
    const confirm = page.getByRole('button', { name: 'Delete everything', exact: true });
    await expect.element(confirm).toBeDisabled();
    await userEvent.fill(page.getByLabelText(/To confirm, type/), 'delete');
    await expect.element(confirm).toBeDisabled();
    await userEvent.fill(page.getByLabelText(/To confirm, type/), 'Delete everything');
    await expect.element(confirm).toBeEnabled();
  });
});
