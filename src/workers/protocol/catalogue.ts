/** What the catalogue can be asked for: which pictures of a collection are as a person wants them. */
import type { ItemState, LabelId, ProjectId, Role } from '../../collection/records';
import type { Outcome } from '../../outcome';
import type { Abortable, JobId } from './calls';

/** All of it holds for a picture that is found. */
export interface PictureFilter {
  state?: ItemState;
  role?: Role;
  /** Decided for this label, or for one that was merged into it. */
  labelId?: LabelId;
  /** Every word of it, as part of a word of the name, folder, note or any field of the record. */
  text?: string;
  /** One field of the record: a part of it, or a whole word in it. */
  field?: { name: string; match: 'contains' | 'word'; value: string };
  /** The model's confidence in its first choice, 0–1, both ends included. */
  confidence?: { atLeast: number; atMost: number };
  /** The person decided, and the model's choice is another one. */
  isContested?: boolean;
}

export interface Found {
  /** In the order of import. */
  ids: Uint32Array;
  /** Pictures in the collection. */
  total: number;
}

export interface CatalogueApi extends Abortable {
  /** The pictures that match. Told how far it is while the rows are read for the first time. */
  find(
    job: JobId,
    request: { projectId: ProjectId; filter: PictureFilter },
    report: (share: number) => void,
  ): Promise<Outcome<Found>>;
  /** Names of all fields that records of the collection have, the most frequent first. */
  fieldNames(job: JobId, projectId: ProjectId): Promise<Outcome<string[]>>;
  /** Tells of every change that can move a picture in or out; ends when it is stopped. */
  follow(job: JobId, projectId: ProjectId, tell: () => void): Promise<Outcome<void>>;
}
