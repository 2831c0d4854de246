/**
 * What a person has let us reach for a project's originals: folders they picked, hosts they agreed to
 * ask. Of this browser alone: no backup carries it.
 */
import { database } from './database';
import type { ProjectId } from './records';

export async function allowFolder(
  projectId: ProjectId,
  folder: FileSystemDirectoryHandle,
): Promise<void> {
  await database.allowances.put({ projectId, name: folder.name, folder, at: Date.now() });
}

export async function allowHost(projectId: ProjectId, name: string): Promise<void> {
  await database.allowances.put({ projectId, name, folder: null, at: Date.now() });
}

export async function isHostAllowed(projectId: ProjectId, name: string): Promise<boolean> {
  return (await database.allowances.where({ projectId, name }).count()) > 0;
}

export async function allowedFolders(projectId: ProjectId): Promise<FileSystemDirectoryHandle[]> {
  const rows = await database.allowances.where({ projectId }).toArray();
  return rows.flatMap(({ folder }) => folder ?? []);
}

/** Changes when something was allowed, or allowed again. */
export async function latestAllowance(projectId: ProjectId): Promise<number> {
  const rows = await database.allowances.where({ projectId }).toArray();
  return Math.max(0, ...rows.map(({ at }) => at));
}
