/** Rows that belong to this browser alone: no backup carries them. */
import type { ProblemKind } from '../outcome';
import type { ItemId, ProjectId } from './records';

/** What a person has let us reach: a folder they picked, a host they agreed to ask. */
export interface Allowance {
  readonly projectId: ProjectId;
  /** Of the folder, or of the host (with its port, where it has one). */
  readonly name: string;
  /** Null for a host. */
  readonly folder: FileSystemDirectoryHandle | null;
  /** When it was last said: what could not be reached before is tried again. */
  readonly at: number;
}

/** One row a project that is saved to a folder. */
export interface Autosave {
  readonly projectId: ProjectId;
  readonly folder: FileSystemDirectoryHandle;
  /** Name of its files in the folder, without ending; '' before the first time. */
  name: string;
  /** When it was last saved; null before the first time. */
  at: number | null;
  /** What it then held, to find out after a restart whether that is still all. */
  held: string;
  /** The pictures that the whole file holds; '' before there is one. */
  pictures: string;
  /** Why it could not be saved the last time it was tried. */
  problem: ProblemKind | null;
}

/** What a network is shown of a picture, kept from the import until it has been embedded. */
export interface NetworkView {
  readonly itemId: ItemId;
  readonly projectId: ProjectId;
  /** Of the square, in pixels. */
  readonly side: number;
  /** RGB, row by row: side × side × 3 bytes. */
  readonly pixels: Uint8Array;
}
