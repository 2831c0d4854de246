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

export interface OpenedBackup {
  projectId: ProjectId;
  name: string;
  pictures: number;
  hasPictures: boolean;
}

export interface ArchiveApi extends Abortable {
  /** Writes a whole collection to one file; answers with it where no target was given. */
  backUp(
    job: JobId,
    request: BackUpRequest,
    report: (progress: Progress) => void,
  ): Promise<Outcome<File | null>>;
  /** Brings a collection back, whole or not at all; with `replace`, in the place of the one that is here. */
  openBackup(
    job: JobId,
    request: { file: File; replace: boolean },
    report: (progress: Progress) => void,
  ): Promise<Outcome<OpenedBackup>>;
}
