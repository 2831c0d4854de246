/** What a label-import worker can be asked for: archives and files of labels, looked into before anything is taken. */
import type { ActId, ProjectId } from '../../collection/records';
import type { LeftOut, NamedCount } from '../../exchange/brought-labels';
import type { EntryRef } from '../../exchange/zip-listing';
import type { Outcome, Problem } from '../../outcome';
import type { Abortable, JobId } from './calls';

export type { LeftOut, NamedCount } from '../../exchange/brought-labels';

/** Some of what a zip holds, in the order of its directory. */
export interface ZipPage {
  files: ZippedFile[];
  refused: { name: string; folder: string; problem: Problem }[];
  /** Files of labels that were found among the rest. */
  labels: { file: File; folder: string; survey: LabelSurvey }[];
  /** Files of systems, skipped. */
  litter: number;
}

interface ZippedFile {
  name: string;
  /** Within the archive; '' at the top. */
  folder: string;
  ref: EntryRef;
  /** The class its name speaks of, in projects of Teachable Machine. */
  className: string | null;
}

/** People's answers in a file of labels, or those to one of its questions. */
export interface AnswersSurvey {
  /** Pictures with a person's answer. */
  decided: number;
  /** Of these, how many have more than one label. */
  several: number;
  labels: string[];
}

/** What a file of labels holds, before it is taken. */
export interface LabelSurvey extends AnswersSurvey {
  /** Which program wrote it. */
  tool: string;
  /** Pictures it speaks of. */
  pictures: number;
  leftOut: LeftOut;
  /** Where more than one thing is asked about a picture; the most answered first. */
  questions: ({ name: string } & AnswersSurvey)[];
}

/** Which of a file's labels are meant, and where it lay. */
export interface LabelWish {
  file: File;
  /** Folder the file lay in; '' at the top, and where nobody knows. */
  folder: string;
  /** The question that is meant; null where there is one only, or for all of them together. */
  question: string | null;
}

/** What became of the rows of a file of labels. */
export interface LabelsBrought {
  /** Taking it back takes back all of it; null when nothing was taken. */
  actId: ActId | null;
  taken: number;
  /** Left as they were: decided here. */
  decidedHere: number;
  /** Rows that say once more what another says of the same picture. */
  repeated: number;
  /** Of pictures that the file contradicts itself about: they stay open. */
  contradictory: NamedCount;
  /** Of pictures that are not here. */
  unknown: number;
  /** Of names that several pictures go by. */
  ambiguous: number;
  /** No answer of a person in them that this collection can hold. */
  withoutAnswer: number;
  newLabels: string[];
  /** What was in the file besides rows. */
  leftOut: LeftOut;
}

export interface LabelImportApi extends Abortable {
  /**
   * Tells what a zip holds, page by page; pages are told before the answer comes. `isProject` where
   * Teachable Machine wrote it. Fails with 'malformed-archive' (after the pages before the damage),
   * 'not-here', 'not-an-image' (a document that is a zip inside), 'empty-file', 'aborted'.
   */
  openZip(
    job: JobId,
    archive: File,
    take: (page: ZipPage) => void,
  ): Promise<Outcome<{ isProject: boolean }>>;
  /** Fails with 'unknown-labels' where a file is none of labels, and with 'unreadable-file'. */
  surveyLabels(job: JobId, file: File): Promise<Outcome<LabelSurvey>>;
  /**
   * Decides the pictures here that a file of labels speaks of; see import-labels.ts. Fails with 'not-found'
   * where the question that is meant is not in it, and as there.
   */
  bringLabels(job: JobId, projectId: ProjectId, wish: LabelWish): Promise<Outcome<LabelsBrought>>;
}
