import { page, userEvent } from 'vitest/browser';
import { afterEach, describe, expect, it } from 'vitest';
import { decide } from '../../../src/collection/decisions';
import { createRun } from '../../../src/collection/runs';
import { freezeSnapshot, truthId } from '../../../src/collection/snapshots';
import { listVersions } from '../../../src/collection/versions';
import VersionsScreen from '../../../src/experiments/VersionsScreen.svelte';
import { clearAway, show } from '../labeling/show-screen';
import { makeCollection, type SmallCollection } from '../labeling/small-collection';

afterEach(clearAway);

const answer = ({ project, items, labels }: SmallCollection, at: number[], label: number) =>
  decide(
    project.id,
    at.map((index) => ({
      itemId: items[index]!.id,
      answer: { kind: 'labels' as const, labelIds: [labels[label]!.id] },
      suggestion: null,
      tookMs: 1,
    })),
    { source: 'desk' },
  );

/** Frozen once, then one picture called otherwise and one more decided. */
async function twoStates() {
  const collection = await makeCollection({ pictures: 6 });
  await answer(collection, [0, 1, 2], 0);
  const first = await freezeSnapshot(collection.project.id);
  await answer(collection, [0, 4], 1);
  return { ...collection, first };
}

const visit = ({ project }: SmallCollection) => show(VersionsScreen, { project });
const row = (name: RegExp) => page.getByRole('row', { name });

describe('the place of data versions', () => {
  it('says what it is for while nothing has been frozen, and freezes', async () => {
    const collection = await makeCollection({ pictures: 2 });
    await answer(collection, [0], 0);
    visit(collection);
    await expect.element(page.getByText(/A version records/)).toBeVisible();
    await page.getByRole('button', { name: 'Save a version' }).click();
    await expect.element(page.getByRole('status').first()).toHaveTextContent(/Saved as version/);
    await page.getByRole('button', { name: 'Save a version' }).click();
    await expect.element(page.getByText(/Nothing has changed since version/)).toBeVisible();
    expect(await listVersions(collection.project.id)).toHaveLength(1);
  });

  it('shows what is in a version and which runs were made from it, and takes a name', async () => {
    const collection = await twoStates();
    const { project, first } = collection;
    await createRun(project.id, {
      recipe: { kind: 'head', settings: { l2: 'auto', balance: true } },
      ...{ seed: 1, startedFrom: project.backbone, device: '', appVersion: '' },
      snapshotId: first.id,
    });
    visit(collection);
    await expect.element(row(/without a name.*3.*run 1/)).toBeVisible();
    await page.getByRole('button', { name: /^More about version/ }).click();
    await expect.element(row(/^Fern 3$/)).toBeVisible();
    await expect.element(page.getByText(first.id)).toBeVisible();
    await userEvent.fill(page.getByLabelText('Name'), 'Before Bea');
    await userEvent.tab();
    await expect.element(row(/^Compare version Before Bea/)).toBeVisible();
  });

  it('shows what changed between two versions, by whom and how', async () => {
    const collection = await twoStates();
    await freezeSnapshot(collection.project.id);
    visit(collection);
    await page.getByRole('checkbox').first().click();
    await page.getByRole('checkbox').last().click();
    const changes = page.getByRole('region', { name: /^From version/ });
    await expect.element(changes).toHaveTextContent(/1.picture relabelled, 1 added, 0 removed/);
    await expect.element(changes).toHaveTextContent(/Relabelled: Fern → Moss\s+Ada, .*one by one/);
    await expect.element(changes).toHaveTextContent(/Added: Moss/);
  });

  it('brings the labels of a version back, and takes that back again', async () => {
    const collection = await twoStates();
    const { project, first } = collection;
    const changed = await truthId(project.id);
    visit(collection);
    await page.getByRole('button', { name: /^More about version/ }).click();
    await page.getByRole('button', { name: 'Restore these labels' }).click();
    const dialog = page.getByRole('dialog');
    await expect
      .element(dialog)
      .toHaveTextContent(/1.picture gets the answer of that version back; 1.picture decided since/);
    await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
    await expect.element(page.getByText(/now match that version exactly/)).toBeVisible();
    expect(await truthId(project.id)).toBe(first.id);
    await expect.element(row(/Before restoring version/)).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.element(page.getByText(/^Undone/)).toBeVisible();
    expect(await truthId(project.id)).toBe(changed);
  });
});
