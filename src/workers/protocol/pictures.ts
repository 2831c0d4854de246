/** What a pictures worker can be asked for: files become items. */
import type { Along } from '../../collection/item-records';
import type { ItemId, LabelId, ProjectId } from '../../collection/records';
import type { EntryRef } from '../../exchange/zip-listing';
import type { Problem, Remark } from '../../outcome';
import type { Abortable, JobId } from './calls';
import type { OriginalsApi } from './originals';
import type { IiifApi } from './iiif';
import type { RemoteApi } from './remote';

/** A file on its way in, with where it lay in what the person dropped. */
export interface IncomingFile {
  file: File;
  /** With '/', without the file name; '' at the top. */
  folder: string;
  handle: FileSystemFileHandle | null;
  /** What is known of it beside its bytes. */
  along: Along | null;
  /** Where `file` is an archive: the picture in it that is meant. */
  entry?: { name: string; ref: EntryRef };
}

export interface ImportRequest {
  projectId: ProjectId;
  files: IncomingFile[];
  /** Longest side of working copies, in pixels. */
  workingSide: number;
  /** False: none where the original can be opened again, by a handle or from its server. */
  keepsCopies?: boolean | undefined;
  /** When set, the folder's name decides: folder name → label. */
  folderLabels: Record<string, LabelId> | null;
}

/**
 * What became of one file: counts in = counts out. `existing` names the twin of a duplicate. A file of
 * several pages has a report for each; those after the first say which `page` they are about, from 2.
 */
export type FileReport =
  | {
      name: string;
      folder: string;
      page?: number;
      ok: true;
      itemId: ItemId;
      /** Where it is not quite as it should be. */
      remarks?: readonly Remark[];
    }
  | {
      name: string;
      folder: string;
      page?: number;
      ok: false;
      problem: Problem;
      existing?: string;
    };

export interface PicturesApi extends Abortable, RemoteApi, IiifApi, OriginalsApi {
  /**
   * Imports one batch, each item whole or not at all. Files whose turn had not come when the job was
   * aborted are reported as 'aborted'; a full disk reports the rest as 'quota-exceeded'.
   */
  importBatch(job: JobId, request: ImportRequest): Promise<FileReport[]>;
  /** Draws pictures `from` … `to` − 1 of the sample collection and imports them. */
  importSample(
    job: JobId,
    request: { projectId: ProjectId; from: number; to: number; labelIds: Record<string, LabelId> },
  ): Promise<FileReport[]>;
}
