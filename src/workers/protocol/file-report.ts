/** What a pictures worker tells of each file it was given. */
import type { ItemId } from '../../collection/records';
import type { Problem, Remark } from '../../outcome';

/**
 * What became of one file: counts in = counts out. `existing` names the twin of a duplicate; `contradicts` is its
 * path, where the two came with different decisions: then it is open. A file of
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
      contradicts?: string;
    };
