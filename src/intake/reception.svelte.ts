/**
 * Where what a person hands over is received: it is looked through, a question about folder names is
 * asked where there is one, and then it goes to the import queue. One a project, kept while the page
 * lives, so that an import goes on while the person labels.
 */
import { askPersistence, type Persistence } from '../collection/storage';
import type { ProjectId } from '../collection/records';
import type { Problem } from '../outcome';
import type { FileReport, IncomingFile } from '../workers/protocol/pictures';
import { folderNames, labelsNamed } from './folder-names';
import type { Found } from './gather';
import { ImportQueue, type FolderLabels } from './import-queue.svelte';

/** What folder names are to be: labels to choose from, decisions already made, or nothing. */
export type FolderUse = 'labels' | 'decisions' | 'none';

export interface FolderQuestion {
  names: string[];
  files: number;
}

/** The count is shown anew after this many files. */
const showEvery = 200;

export class Reception {
  readonly queue: ImportQueue;
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
  #stopLooking: AbortController | null = null;

  constructor(
    private readonly projectId: ProjectId,
    queue?: ImportQueue,
  ) {
    this.queue = queue ?? new ImportQueue(projectId);
  }

  /** True while something that was handed over is not settled: nothing more is taken then. */
  get isBusy(): boolean {
    return this.looking !== null || this.question !== null;
  }

  async receive(given: AsyncIterable<Found> | Iterable<Found>): Promise<void> {
    if (this.isBusy) return;
    await this.#lookThrough(given);
    if (this.#files.length + this.#refused.length === 0) return;
    const names = folderNames(this.#files.map(({ folder }) => folder));
    if (names.length === 0) await this.#begin(null);
    else this.question = { names, files: this.#files.length };
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
      for await (const found of given) {
        if (stop.signal.aborted) break;
        if (found.kind === 'file') this.#files.push(found.incoming);
        else if (found.kind === 'litter') litter += 1;
        else this.#refused.push({ ...found, ok: false });
        if (this.#files.length % showEvery === 0) this.looking = this.#files.length;
      }
    } finally {
      if (stop.signal.aborted) this.#clear();
      this.looking = null;
      this.litter = litter;
    }
  }

  async #begin(folderLabels: FolderLabels): Promise<void> {
    const files = this.#files;
    const refused = this.#refused;
    this.#clear();
    // Asked at the moment there is something to keep. Some browsers ask the person: nothing waits.
    void this.askToKeep();
    await this.queue.add(files, folderLabels, refused);
  }

  #refuse(problem: Problem): void {
    this.#clear();
    this.problem = problem;
  }

  #clear(): void {
    this.#files = [];
    this.#refused = [];
  }
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
