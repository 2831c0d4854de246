import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { countItems } from '../../../src/collection/items';
import { listLabels } from '../../../src/collection/labels';
import { listProjects } from '../../../src/collection/projects';
import BeginScreen from '../../../src/projects/BeginScreen.svelte';
import { sampleImport } from '../../../src/projects/sample-import.svelte';
import { sampleKinds } from '../../../sample/kinds';
import { eachOnAnEmptyDatabase } from '../../unit/collection/empty-database';
import { show } from '../widgets/mounted';

eachOnAnEmptyDatabase();

afterEach(async () => {
  sampleImport.cancel();
  await expect.poll(() => sampleImport.progress).toBeNull();
  location.hash = '';
});

const open = () => page.getByRole('button', { name: 'Open the sample collection' });

describe('the sample collection', () => {
  it('one click leads to the desk as soon as there is something to label', async () => {
    show(BeginScreen, {});
    await open().click();
    await expect.poll(() => location.hash).toMatch(/^#\/p\/.+\/label$/);

    const [project] = await listProjects();
    expect(project).toMatchObject({ isSample: true, decided: 0 });
    expect(project?.items).toBeGreaterThanOrEqual(24);
    expect(sampleImport.progress?.total).toBeGreaterThanOrEqual(240);
    const labels = await listLabels(project!.id);
    expect(labels.map(({ name }) => name)).toEqual(sampleKinds.map(({ name }) => name));
  });

  it('is stopped by a cancel, goes on when opened again, and is never there twice', async () => {
    const first = await sampleImport.open();
    sampleImport.cancel();
    await expect.poll(() => sampleImport.progress).toBeNull();
    expect(first.ok).toBe(true);
    if (!first.ok) return;
    const { total } = await countItems(first.value);

    expect(await sampleImport.open()).toEqual(first);
    expect(await listProjects()).toHaveLength(1);
    await expect.poll(async () => (await countItems(first.value)).total).toBeGreaterThan(total);
    expect(sampleImport.problem).toBeNull();
  });
});
