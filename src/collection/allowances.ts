/**
 * What a person has let us reach for a project's originals: folders they picked, hosts they agreed to
 * ask. Of this browser alone: no backup carries it.
 */
import { database } from './database';
import type { ProjectId } from './records';

export interface Allowance {
  readonly projectId: ProjectId;
  /** Of the folder, or of the host (with its port, where it has one). */
  readonly name: string;
  /** Null for a host. */
  readonly folder: FileSystemDirectoryHandle | null;
}

export async function allowFolder(
  projectId: ProjectId,
  folder: FileSystemDirectoryHandle,
): Promise<void> {
  await database.allowances.put({ projectId, name: folder.name, folder });
}

export async function allowHost(projectId: ProjectId, name: string): Promise<void> {
  await database.allowances.put({ projectId, name, folder: null });
}

export async function isHostAllowed(projectId: ProjectId, name: string): Promise<boolean> {
  return (await database.allowances.where({ projectId, name }).count()) > 0;
}

export async function allowedFolders(projectId: ProjectId): Promise<FileSystemDirectoryHandle[]> {
  const rows = await database.allowances.where({ projectId }).toArray();
  return rows.flatMap(({ folder }) => folder ?? []);
}
