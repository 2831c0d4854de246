/** What an archive worker can be asked for: whole collections, out and back in. */
import type { ProjectId } from '../../collection/records';
import type { Outcome } from '../../outcome';
import type { Abortable, JobId, Progress } from './calls';

export interface BackUpRequest {
  projectId: ProjectId;
  /** Without them a backup holds every decision and model, and pictures are added from their folder again. */
  hasPictures: boolean;
  /** The file to write; null to get one for download. */
  target: FileSystemFileHandle | null;
}

export interface OpenRequest {
  file: File;
  /** The second of two that were saved to a folder: one holds pictures, the other what changed since. */
  other?: File | null;
  replace: boolean;
}

export interface OpenedBackup {
  projectId: ProjectId;
  name: string;
  pictures: number;
  hasPictures: boolean;
}

/** A collection in a database that the app cannot open, as far as it can be read past it. */
export interface Remnant {
  projectId: ProjectId;
  name: string;
  pictures: number;
}

interface Rescued {
  /** Null where it was written into a target. */
  file: File | null;
  /** Rows and pictures that could not be read, or hang in the air without others that could not. */
  lost: number;
}

export interface ArchiveApi extends Abortable {
  /** Writes a whole collection to one file; answers with it where no target was given. */
  backUp(
    job: JobId,
    request: BackUpRequest,
    report: (progress: Progress) => void,
  ): Promise<Outcome<File | null>>;
  /**
   * Writes what has changed to the folder that the collection is saved to: everything but pictures, or
   * everything where that is due. Failures: 'not-found', 'folder-locked', 'folder-gone', and those of a
   * backup.
   */
  autosave(job: JobId, request: { projectId: ProjectId; isCalm: boolean }): Promise<Outcome<void>>;
  /** Brings a collection back, whole or not at all; with `replace`, in the place of the one that is here. */
  openBackup(
    job: JobId,
    request: OpenRequest,
    report: (progress: Progress) => void,
  ): Promise<Outcome<OpenedBackup>>;
  /** What is left to be read of a database that cannot be opened; fails when nothing is. */
  listRemnants(): Promise<Outcome<Remnant[]>>;
  /** Writes what can be read of one of them to a file that opens as a backup. */
  rescue(
    job: JobId,
    request: { remnant: Remnant; target: FileSystemFileHandle | null },
    report: (progress: Progress) => void,
  ): Promise<Outcome<Rescued>>;
}
