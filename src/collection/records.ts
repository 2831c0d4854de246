/**
 * What is stored of a project, its pictures and what people said about them, and the ids of every
 * stored noun; what is learned from them is in `training-records.ts`. Rows are plain data that
 * survive the structured clone; nothing here computes. Times are milliseconds since the epoch.
 * A decision is an event and is never rewritten; an item's `standing` is what the events add up to,
 * kept beside it so that nothing has to replay them.
 */
declare const brand: unique symbol;
type Branded<T, Name extends string> = T & { readonly [brand]: Name };

export type ProjectId = Branded<string, 'ProjectId'>;
/** A number, so that ten thousand of them pack into a Uint32Array. */
export type ItemId = Branded<number, 'ItemId'>;
export type LabelId = Branded<string, 'LabelId'>;
/** Grows with every event: the order of ids is the order in which things happened. */
export type DecisionId = Branded<number, 'DecisionId'>;
/** One gesture of the person: one key press, or a whole grid accepted. Undo takes back an act. */
export type ActId = Branded<string, 'ActId'>;
/** SHA-256 (hex) of what was true when it was frozen. */
export type SnapshotId = Branded<string, 'SnapshotId'>;
export type RunId = Branded<string, 'RunId'>;
/** SHA-256 (hex) of a backbone's weights file. */
export type BackboneHash = Branded<string, 'BackboneHash'>;
/** A search over settings: many runs, one budget. */
export type SearchId = Branded<string, 'SearchId'>;

/** One label a picture (`single`), or any number of them (`tags`). */
export type Task = 'single' | 'tags';

/** What an item is for; see ARCHITECTURE.md. Decided once, by a seeded hash of the item's group. */
export type Role = 'benchmark' | 'check' | 'pool';

/** In which order the desk asks for pool items. */
export type Strategy = 'uncertain' | 'random';

export interface Project {
  readonly id: ProjectId;
  name: string;
  readonly createdAt: number;
  readonly task: Task;
  readonly seed: number;
  /** Who is deciding; written into every decision. */
  annotator: string;
  criteria: SuccessCriteria | null;
  strategy: Strategy;
  /** Hash of the frozen backbone new heads stand on. */
  backbone: BackboneHash;
  /** The run whose suggestions are shown; null until there is one. */
  servingRun: RunId | null;
  /** True for the collection our own code draws. */
  readonly isSample: boolean;
  /** When it was last written to a file; null for never. */
  backedUpAt: number | null;
  /** How often groups, and roles with them, were changed by hand; absent while nobody has. */
  groupings?: number;
}

export type Metric =
  | { kind: 'accuracy' }
  | { kind: 'macro-f1' }
  | { kind: 'recall'; labelId: LabelId }
  | { kind: 'precision'; labelId: LabelId };

/** Goals, said before starting: one number to raise, and floors others must keep (0–1). */
export interface SuccessCriteria {
  optimise: Metric;
  floors: { metric: Metric; atLeast: number }[];
}

export interface Label {
  readonly id: LabelId;
  readonly projectId: ProjectId;
  name: string;
  description: string;
  /** Authority URI (AAT, Wikidata, Iconclass …) or ''. */
  uri: string;
  /** A single character, or '' for the key its position gives it. */
  key: string;
  guideline: string;
  position: number;
  readonly createdAt: number;
  /** Not offered any more; its decisions stay. */
  retiredAt: number | null;
  /** Decisions for this label count for that one. */
  mergedInto: LabelId | null;
}

/** A change to labels, as rows before and after: undo writes `before` back. Append-only. */
export interface LabelEdit {
  readonly id?: number;
  readonly projectId: ProjectId;
  readonly actId: ActId;
  readonly at: number;
  readonly kind: 'create' | 'change' | 'merge' | 'split' | 'retire' | 'restore' | 'undo';
  readonly before: Label[];
  readonly after: Label[];
  /** The act this one took back, when `kind` is 'undo'. */
  readonly undoes: ActId | null;
}

export type Answer =
  | { kind: 'labels'; labelIds: LabelId[] }
  | { kind: 'none' }
  | { kind: 'cannot-tell' }
  | { kind: 'skipped' };

export interface Standing {
  decisionId: DecisionId;
  answer: Answer;
  at: number;
}

/** `open`: nobody has answered; `skipped`: asked again at the end; `decided`: any other answer. */
export type ItemState = 'open' | 'skipped' | 'decided';

export interface Item {
  readonly id: ItemId;
  readonly projectId: ProjectId;
  /** File name as the person knows it. */
  readonly name: string;
  /** Path within what was dropped, with '/' and without the name; '' at the top. */
  readonly folder: string;
  /** SHA-256 (hex) of the original's bytes; unique within a project. */
  readonly sha256: string;
  readonly bytes: number;
  readonly type: string;
  /** Of the original, in pixels, orientation applied. */
  readonly width: number;
  readonly height: number;
  readonly importedAt: number;
  /** Items of one group share a role; its own sha256 until a person names a group. */
  group: string;
  role: Role;
  /** Seeded, uniform in [0, 1): the random order in which its role is asked. */
  readonly order: number;
  state: ItemState;
  standing: Standing | null;
  restricted: boolean;
  note: string;
  /** Kept where the browser gives one; opens the original for zoom. */
  readonly handle: FileSystemFileHandle | null;
}

/** The picture people look at and the network reads: JPEG, PNG or WebP, longest side bounded. */
export interface WorkingCopy {
  readonly itemId: ItemId;
  readonly projectId: ProjectId;
  readonly blob: Blob;
}

/** Longest side 256 px. Bytes rather than a Blob: thousands of small files would be slow to open. */
export interface Thumbnail {
  readonly itemId: ItemId;
  readonly projectId: ProjectId;
  readonly bytes: ArrayBuffer;
  readonly type: string;
}

/** What the model said when the person decided: kept with the decision, so that agreement can be counted. */
export interface SuggestionSeen {
  runId: RunId;
  version: number;
  /** The model's first choice (`single`), or every tag over its threshold (`tags`). */
  labelIds: LabelId[];
  /** Calibrated probability of the first choice, 0–1. */
  confidence: number;
  /** False below the "I don't know" floor: the person saw no suggestion. */
  shown: boolean;
}

interface DecisionBase {
  readonly id: DecisionId;
  readonly projectId: ProjectId;
  readonly itemId: ItemId;
  readonly actId: ActId;
  readonly at: number;
  readonly by: string;
  readonly role: Role;
}

export type DecisionSource = 'desk' | 'grid' | 'folder' | 'split' | 'doubts' | 'restore' | 'file';

export type Decision = DecisionBase &
  (
    | {
        readonly kind: 'answer';
        readonly source: DecisionSource;
        readonly answer: Answer;
        readonly suggestion: SuggestionSeen | null;
        /** From the picture being shown to the key, in milliseconds; null for bulk acts. */
        readonly tookMs: number | null;
      }
    | { readonly kind: 'undo'; readonly undoes: ActId }
  );
