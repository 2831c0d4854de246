import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { database } from '../../../src/collection/database';
import {
  createProject,
  deleteProject,
  getProject,
  listProjects,
  updateProject,
} from '../../../src/collection/projects';
import type { BackboneHash } from '../../../src/collection/records';
import { addItems, getItems, itemIds } from '../../../src/collection/items';
import { eachOnAnEmptyDatabase } from './empty-database';
import { fullProject } from './full-project';
import { backbone, begin, granted, picture } from './stage';

eachOnAnEmptyDatabase();

async function rowsByTable(): Promise<Record<string, number>> {
  const counts = await Promise.all(
    database.tables.map(async (table) => [table.name, await table.count()] as const),
  );
  return Object.fromEntries(counts);
}

describe('projects', () => {
  it('begin with a seed of their own and nothing decided', async () => {
    const project = await createProject({ name: ' Maps ', task: 'tags', backbone });
    expect(project).toMatchObject({
      name: 'Maps',
      annotator: '',
      criteria: null,
      strategy: 'uncertain',
      servingRun: null,
      isSample: false,
    });
    const another = await createProject({ name: 'Maps', task: 'tags', backbone });
    expect(another.seed).not.toBe(project.seed);
    expect(await getProject(project.id)).toEqual(project);
  });

  it('are listed oldest first with how much of them is decided', async () => {
    const empty = await begin({ name: 'Empty' });
    await database.projects.put({ ...empty, createdAt: empty.createdAt - 1 });
    const { id } = await fullProject('1'.repeat(64) as BackboneHash);
    expect(await listProjects()).toMatchObject([
      { id: empty.id, items: 0, decided: 0 },
      { id, items: 4, decided: 1 },
    ]);
  });

  it('keep what is changed of them', async () => {
    const project = await begin();
    const criteria = { optimise: { kind: 'macro-f1' as const }, floors: [] };
    await updateProject(project.id, { name: 'Plans', criteria, strategy: 'random' });
    expect(await getProject(project.id)).toEqual({
      ...project,
      name: 'Plans',
      criteria,
      strategy: 'random',
    });
  });
});

describe('deleting a project', () => {
  it('leaves no row of it in any table, and every row of the others', async () => {
    const kept = await fullProject('1'.repeat(64) as BackboneHash);
    const alone = await rowsByTable();
    const { id } = await fullProject('2'.repeat(64) as BackboneHash);
    expect(Object.values(await rowsByTable()).every((rows) => rows > 1)).toBe(true);
    await deleteProject(id);
    expect(await rowsByTable()).toEqual(alone);
    expect(await getProject(kept.id)).toEqual(kept);
  });

  it('tells its pictures from those of another that came in between', async () => {
    const [one, other] = [await begin(), await begin()];
    for (const index of [0, 1, 2, 3, 4, 5]) {
      granted(await addItems(index % 3 === 0 ? one.id : other.id, [picture(index)]));
    }
    const [kept, thumbnails] = [await itemIds(other.id), await database.thumbnails.count()];
    await deleteProject(one.id);
    expect(await itemIds(other.id)).toEqual(kept);
    expect(await database.thumbnails.count()).toBe(thumbnails - 2);
    expect((await getItems(kept)).map(({ name }) => name)).toContain('sheet 4.jpg');
  });

  it('leaves a backbone of it that another project stands on, to that project', async () => {
    const hash = '3'.repeat(64) as BackboneHash;
    const { id } = await fullProject(hash);
    const heir = await begin({ backbone: hash });
    await deleteProject(id);
    expect((await database.backbones.get(hash))?.projectId).toBe(heir.id);
    await deleteProject(heir.id);
    expect(await database.backbones.count()).toBe(0);
  });
});
