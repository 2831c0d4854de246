/** What a table-import worker can be asked for: tables are read, pictures described and grouped. */
import type { Regrouped } from '../../collection/regrouping';
import type { ActId, ProjectId } from '../../collection/records';
import type { Reading } from '../../exchange/parsed-table';
import type { Encoding } from '../../exchange/table-text';
import type { ColumnUse } from '../../exchange/table-columns';
import type { RowProblem } from '../../exchange/table-rows';
import type { EntryRef } from '../../exchange/zip-listing';
import type { Outcome } from '../../outcome';
import type { Abortable, JobId, Progress } from './calls';

export type { Reading } from '../../exchange/parsed-table';
export type { ColumnUse } from '../../exchange/table-columns';
export type { Encoding } from '../../exchange/table-text';
export type { Regrouped } from '../../collection/regrouping';

/** A table with the folder it lay in: the file names in it are read from there. */
export interface TableFile {
  /** The table, or the archive it lies in. */
  file: File;
  folder: string;
  entry?: { name: string; ref: EntryRef };
  /** Where a person has said how it is to be read. */
  reading?: Reading;
}

/** What a table seems to hold. */
export interface TableLook {
  columns: string[];
  /** A guess for each column. */
  uses: ColumnUse[];
  /** The column by which it shows that a model gave its labels; null where none does. */
  modelColumn: string | null;
  /** The first rows, long cells cut. */
  preview: string[][];
  rows: number;
  encoding: Encoding;
  /** What it may be instead. */
  encodings: Encoding[];
  /** What parts the cells; null in JSON. */
  delimiter: string | null;
  /** The line that names the columns; 0 where none does. */
  headerLine: number;
  /** Lines above it, which are no rows. */
  above: number;
  /** The first lines, for a choice of the header; none in JSON. */
  opening: { line: number; text: string }[];
  /** Lines that are no rows: how many, and the first few as they stand. */
  unusable: Named;
}

/** Where a picture of the same drop lies. */
export interface PicturePlace {
  folder: string;
  name: string;
}

export interface TableWish {
  projectId: ProjectId;
  /** All have the same columns. */
  tables: TableFile[];
  /** One a column. */
  uses: ColumnUse[];
  /** What the label column gives: decisions already made, or names to choose from. */
  labelsAs: 'decisions' | 'names';
  /** Labels that look like a word for an empty cell (“nan”, “n/a”) are labels all the same. */
  keepsEmptyWords: boolean;
  /** Name of the group column, for the groups made of it. */
  groupName: string;
}

/** What would become of the rows; the counts add up to `rows`. */
export interface TablePlan {
  rows: number;
  inDrop: number;
  inCollection: number;
  /** Not here, but the row has an address. */
  toFetch: number;
  reported: Reported[];
  /** Different labels in rows that can be used; the first few by name. */
  labels: { count: number; names: string[] };
  /** Label cells that look like a word for an empty one, each spelling once by name. */
  emptyWords: Named;
  /** Rows that give a picture another label than an earlier row: it gets none of them. */
  contradictory: Named;
  groups: number;
  /** Pictures of the drop that no row is about. */
  withoutRow: Named;
}

/** `taken`: an earlier row is about the same picture. */
export type RowReason = RowProblem | 'no-picture' | 'several-pictures' | 'taken';

export interface Named {
  count: number;
  /** The first few. */
  names: string[];
}

export interface Reported extends Named {
  reason: RowReason;
}

/** A picture that can be fetched for a row. */
export interface TableAddress {
  address: string;
  name: string;
}

/** Names under which pictures of a drop went that were here already: path in the drop → name here. */
export type Aliases = Record<string, string>;

/** What became of the rows; `described` and `reported` add up to `rows`. */
export interface TableReport {
  rows: number;
  described: number;
  reported: Reported[];
  withoutRow: Named;
  labels: {
    /** Taking it back takes back all of it; null when nothing was decided. */
    actId: ActId | null;
    decided: number;
    /** Left as they were: decided here before. */
    decidedHere: number;
    newLabels: string[];
    /** Rows that give a picture another label than an earlier row: it got none of them. */
    contradictory: Named;
  };
  groups: Regrouped | null;
  /** Why no groups were made although a column was given for them; the values that are labels. */
  groupsAreLabels: string[];
}

/** What tells the groups of a collection apart. `mark` parts a name at its first or last place. */
export type GroupRule =
  | { by: 'folder' }
  | { by: 'name'; mark: string; at: 'first' | 'last' }
  | { by: 'field'; field: string };

export interface GroupPreview {
  pictures: number;
  /** Of two pictures and more. */
  groups: number;
  largest: number;
  /** Pictures in a group of their own. */
  alone: number;
  /** The largest groups, with the names of some pictures. */
  examples: { name: string; size: number; pictures: string[] }[];
  /** Groups that are labels: what a picture shows cannot tell objects apart. Then nothing is grouped. */
  areLabels: string[];
  /** Names of fields that records here hold. */
  fields: string[];
}

export interface TableImportApi extends Abortable {
  /** Fails with 'empty-file', 'not-a-table'. */
  look(job: JobId, table: TableFile): Promise<Outcome<TableLook>>;
  /** Which rows find which pictures. Fails as `look` does, and with 'not-found'. */
  plan(job: JobId, wish: TableWish, drop: PicturePlace[]): Promise<Outcome<TablePlan>>;
  /** Addresses of the rows that no picture in the drop or the collection belongs to. */
  addresses(job: JobId, wish: TableWish, drop: PicturePlace[]): Promise<Outcome<TableAddress[]>>;
  /**
   * Describes, decides and groups the pictures that are here. Labels are one act, groups another.
   * Fails as `plan` does, and with 'too-many-labels', 'quota-exceeded'.
   */
  apply(
    job: JobId,
    wish: TableWish,
    drop: PicturePlace[],
    aliases: Aliases,
    report: (progress: Progress) => void,
  ): Promise<Outcome<TableReport>>;
  previewGroups(job: JobId, projectId: ProjectId, rule: GroupRule): Promise<Outcome<GroupPreview>>;
  /** Makes the groups, in one act. Fails with 'not-found', 'groups-are-labels', 'quota-exceeded'. */
  group(job: JobId, projectId: ProjectId, rule: GroupRule): Promise<Outcome<Regrouped>>;
}
