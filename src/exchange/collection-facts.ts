/** Everything the papers of a collection are filled in from, as plain data: what is recorded and no more. */
import { isoDay } from '../messages/times';
import type { Evaluation } from '../model/evaluation';
import type { DecisionSource, Role, SuccessCriteria, Task } from '../collection/records';
import type { LabelClass } from './labelled-picture';

export interface CollectionFacts {
  id: string;
  name: string;
  task: Task;
  createdAt: number;
  /** Drawn by the app itself, to try it out. */
  isSample: boolean;
  labels: (LabelClass & { pictures: number })[];
  pictures: PictureFacts;
  /** Who decided, most decisions first; '' where nobody gave a name. */
  annotators: { name: string; decisions: number; first: number; last: number }[];
  decisions: DecisionFacts;
  /** Answers the model gave by itself and that stand; never used as truth. */
  accepted: number;
  /** Pictures answered a second time without seeing the first answer. */
  secondLooks: number;
  goals: SuccessCriteria | null;
  /** Oldest first. */
  versions: { id: string; name: string; at: number; pictures: number }[];
  /** Oldest first; those that finished. */
  runs: RunFacts[];
  backbones: BackboneFacts[];
  appVersion: string;
  /** When the papers were written. */
  at: number;
}

export interface PictureFacts {
  total: number;
  roles: Record<Role, { total: number; decided: number }>;
  /** Answers that stand. */
  labelled: number;
  none: number;
  cannotTell: number;
  skipped: number;
  open: number;
  restricted: number;
  withNote: number;
  folders: number;
  /** Media types of the originals, most frequent first. */
  types: { type: string; pictures: number }[];
  /** Of the originals. */
  bytes: number;
  /** Longest sides of the originals in pixels; null where there is none. */
  longestSide: { least: number; median: number; most: number } | null;
  /** First and last import; null where there is none. */
  imported: { first: number; last: number } | null;
}

interface DecisionFacts {
  /** Answers that were given and not taken back. */
  given: number;
  takenBack: number;
  sources: { source: DecisionSource; answers: number }[];
  /** Given with the model's suggestion in sight, and how many of these chose it. */
  withSuggestion: number;
  followed: number;
  /** From the picture being shown to the key; null where it was never noted. */
  medianMs: number | null;
}

export interface RunFacts {
  id: string;
  number: number;
  version: number;
  recipe: 'head' | 'fine-tune';
  startedAt: number;
  finishedAt: number;
  versionId: string | null;
  startedFrom: string;
  backbone: string;
  device: string;
  appVersion: string;
  accuracy: Evaluation['accuracy'] | null;
  isServing: boolean;
}

export interface BackboneFacts {
  hash: string;
  name: string;
  licence: string;
  source: string;
}

/** What a document says where nothing is known. */
export const notRecorded = 'Not recorded.';

export function dayRange({ first, last }: { first: number; last: number }): string {
  const from = isoDay(first);
  const to = isoDay(last);
  return from === to ? from : `${from} to ${to}`;
}
