/**
 * Where what a person hands over is received: it is looked through, a question about folder names is
 * asked where there is one, and then it goes to the import queue. One a project, kept while the page
 * lives, so that an import goes on while the person labels.
 */
import { askPersistence, type Persistence } from '../collection/storage';
import type { ProjectId } from '../collection/records';
import type { Problem } from '../outcome';
import { labelImportClient } from '../workers/client';
import type { IncomingFile } from '../workers/protocol/pictures';
import type { FileReport } from '../workers/protocol/file-report';
import type { PicturePlace } from '../workers/protocol/table-import';
import { folderNames, hasSplits, labelsNamed, withSplits } from './folder-names';
import type { Found } from './gather';
import { ImportQueue, type FolderLabels } from './import-queue.svelte';
import { Peers, type MeantQuestions } from './peers.svelte';
import { isTable, Tables, type TableAnswer } from './tables.svelte';
import { openArchives, type LabelFile, type ProjectFile } from './open-archives';

/** What folder names are to be: labels to choose from, decisions already made, or nothing. */
export type FolderUse = 'labels' | 'decisions' | 'none';

export interface FolderQuestion {
  names: string[];
  files: number;
  /** Some lie in `train`, others in `validation` or `test`. */
  hasSplits: boolean;
}

/** The count is shown anew after this many files. */
const showEvery = 200;

export class Reception {
  readonly queue: ImportQueue;
  /** What came from other tools. */
  readonly peers: Peers;
  /** What came with tables. */
  readonly tables: Tables;
  /** Where the pictures lie that were handed over, while a table is asked about. */
  drop = $state.raw<PicturePlace[]>([]);
  /** Files found so far, while a folder is looked through; null otherwise. */
  looking = $state<number | null>(null);
  question = $state.raw<FolderQuestion | null>(null);
  /** Why nothing could be begun. */
  problem = $state.raw<Problem | null>(null);
  /** What the browser answered when it was asked to keep what is stored; null before that. */
  persistence = $state<Persistence | null>(null);
  /** System files passed over in the last look-through. */
  litter = $state(0);

  #files: IncomingFile[] = [];
  #refused: FileReport[] = [];
  #labelFiles: LabelFile[] = [];
  #projects: ProjectFile[] = [];
  #questions: MeantQuestions = new Map();
  #tables: IncomingFile[] = [];
  /** Pictures whose folder has no say. */
  #decided: readonly IncomingFile[] = [];
  readonly #labelImport = labelImportClient();
  #stopLooking: AbortController | null = null;

  constructor(
    private readonly projectId: ProjectId,
    queue?: ImportQueue,
  ) {
    this.queue = queue ?? new ImportQueue(projectId);
    this.peers = new Peers(projectId, this.#labelImport);
    this.tables = new Tables(projectId);
  }

  /** True while something that was handed over is not settled: nothing more is taken then. */
  get isBusy(): boolean {
    return (
      this.looking !== null ||
      this.question !== null ||
      this.peers.offered.length > 0 ||
      this.tables.question !== null
    );
  }

  /** Whether pictures are waiting for an answer, with labels or without. */
  get hasPictures(): boolean {
    return this.#files.length + this.#projects.length > 0;
  }

  async receive(given: AsyncIterable<Found> | Iterable<Found>): Promise<void> {
    if (this.isBusy) return;
    await this.#lookThrough(given);
    this.peers.offered = [...this.#projects, ...this.#labelFiles];
    if (this.peers.offered.length === 0) await this.#askFolders();
  }

  /** Answers what is to be taken from other tools: labels and all, or their pictures alone. */
  async takePeers(isTaken: boolean, questions: MeantQuestions = new Map()): Promise<void> {
    this.peers.offered = [];
    this.#questions = questions;
    if (!isTaken) this.#labelFiles = [];
    const pictures = await this.peers.pictures(this.#projects, isTaken);
    if (!pictures.ok) {
      this.#refuse(pictures.problem);
      return;
    }
    this.#projects = [];
    await this.#askFolders(pictures.value);
  }

  /** Answers what a table means, or leaves it out with null. */
  async answerTable(given: TableAnswer | null): Promise<void> {
    this.tables.answer(given);
    if (this.tables.question === null) await this.#askFolders(this.#decided);
  }

  /** Tables come before folders: where one gives the labels, no folder is asked. */
  async #askFolders(decided: readonly IncomingFile[] = []): Promise<void> {
    this.#decided = decided;
    if (this.tables.question !== null) {
      this.drop = this.#files.map(placeOf);
      return;
    }
    const { givesLabels, isAnythingAccepted } = this.tables;
    const names = givesLabels ? [] : folderNames(this.#files.map(({ folder }) => folder));
    for (const each of decided) this.#files.push(each);
    const known = this.#files.length + this.#refused.length + this.#labelFiles.length;
    if (known === 0 && !isAnythingAccepted) return;
    if (names.length === 0) await this.#begin(null);
    else {
      const isSplit = hasSplits(this.#files.map(({ folder }) => folder));
      this.question = { names, files: this.#files.length, hasSplits: isSplit };
    }
  }

  /** Answers the question about folder names, and begins. */
  async answer(use: FolderUse): Promise<void> {
    const { question } = this;
    if (question === null) return;
    this.question = null;
    if (use === 'none') {
      await this.#begin(null);
      return;
    }
    const labels = await labelsNamed(this.projectId, question.names);
    if (labels.ok) await this.#begin(use === 'decisions' ? labels.value : null);
    else this.#refuse(labels.problem);
  }

  /** Stops looking, or takes the question back; what is being imported goes on. */
  withdraw(): void {
    this.#stopLooking?.abort();
    this.question = null;
    this.peers.offered = [];
    this.tables.withdraw();
    this.#clear();
  }

  async askToKeep(): Promise<void> {
    this.persistence = await askPersistence();
  }

  async #lookThrough(given: AsyncIterable<Found> | Iterable<Found>): Promise<void> {
    const stop = new AbortController();
    this.#stopLooking = stop;
    this.problem = null;
    this.litter = 0;
    this.looking = 0;
    let litter = 0;
    try {
      // What is told late, after a cancel, is told to nobody.
      const tell = (more: number) => {
        if (this.looking !== null) this.looking += more;
      };
      for await (const found of openArchives(given, this.#labelImport, stop.signal, tell)) {
        if (stop.signal.aborted) break;
        if (found.kind === 'file' && isTable(found.incoming)) this.#tables.push(found.incoming);
        else if (found.kind === 'file') this.#files.push(found.incoming);
        else if (found.kind === 'labels') this.#labelFiles.push(found);
        else if (found.kind === 'project') this.#projects.push(found);
        else if (found.kind === 'litter') litter += 1;
        else this.#refused.push({ ...found, ok: false });
        if (this.#files.length % showEvery === 0) this.looking = this.#files.length;
      }
      if (!stop.signal.aborted && this.#tables.length > 0)
        this.#refused.push(...(await this.tables.look(this.#tables, stop.signal)));
    } finally {
      if (stop.signal.aborted) this.withdraw();
      this.looking = null;
      this.litter = litter;
    }
  }

  async #begin(folderLabels: FolderLabels): Promise<void> {
    const files = withSplits(this.#files);
    const refused = this.#refused;
    const labelFiles = this.#labelFiles;
    const questions = this.#questions;
    const drop = files.map(placeOf);
    this.#clear();
    // Asked at the moment there is something to keep. Some browsers ask the person: nothing waits.
    void this.askToKeep();
    if (files.length + refused.length > 0) await this.queue.add(files, folderLabels, refused);
    const isStopped = files.length > 0 && (this.queue.counts?.cancelled ?? 0) > 0;
    const stopped: Problem | null = isStopped ? { kind: 'aborted' } : null;
    await this.peers.bring(labelFiles, questions, stopped);
    const aliases = Object.fromEntries(this.queue.counts?.knownAs ?? []);
    await this.tables.bring(drop, aliases, stopped);
  }

  #refuse(problem: Problem): void {
    this.#clear();
    this.problem = problem;
  }

  #clear(): void {
    this.#files = [];
    this.#refused = [];
    this.#labelFiles = [];
    this.#projects = [];
    this.#questions = new Map();
    this.#tables = [];
    this.#decided = [];
    this.drop = [];
  }
}

function placeOf({ file, folder, entry }: IncomingFile): PicturePlace {
  return { folder, name: entry?.name ?? file.name };
}

const receptions = new Map<ProjectId, Reception>();

/** The reception of a project: the same one each time its screen is visited. */
export function receptionOf(projectId: ProjectId): Reception {
  const known = receptions.get(projectId);
  if (known !== undefined) return known;
  const reception = new Reception(projectId);
  receptions.set(projectId, reception);
  return reception;
}
