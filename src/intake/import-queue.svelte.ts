/**
 * Brings files in, batch by batch, over a few workers, while the person does something else. What has
 * been stored stays stored, whatever happens to the rest; adding the same folder again goes on from
 * there. Belongs to a project, not to a screen.
 */
import { countItems } from '../collection/items';
import type { LabelId, ProjectId } from '../collection/records';
import type { Problem } from '../outcome';
import { pictureClients, type WorkerClient } from '../workers/client';
import type { Progress } from '../workers/protocol/calls';
import type { IncomingFile, PicturesApi } from '../workers/protocol/pictures';
import type { FileReport } from '../workers/protocol/file-report';
import { workingSideFor } from './copy-side';
import { isHopeless, progressOf } from './import-course';
import { keepsCopies } from './keeping.svelte';
import { ImportCounts } from './import-counts.svelte';

/** Large enough that the disk is asked rarely, small enough that progress moves and Cancel is felt. */
const batchSize = 16;
/** Batches a worker has in hand: while one is written to the disk, another is decoded. */
const batchesInHand = 2;
/** Pictures that crash a worker all alone, one after the other, before the import is given up. */
const crashesInARow = 3;
/** Seconds of work before an estimate is worth showing. */
const paceKnownAfter = 1.5;

export type FolderLabels = Record<string, LabelId> | null;

interface Waiting {
  incoming: IncomingFile;
  /** The same object for all files of a drop. */
  folderLabels: FolderLabels;
}

type Worker = WorkerClient<PicturesApi>;

export class ImportQueue {
  /** Null when nothing is being imported. */
  progress = $state.raw<Progress | null>(null);
  /** Of the current import or, until it is dismissed, of the last one. */
  counts = $state.raw<ImportCounts | null>(null);

  #waiting: Waiting[] = [];
  /** From batches a worker crashed on: tried again one by one, so that one picture costs no others. */
  #suspects: Waiting[] = [];
  #running: Promise<void> | null = null;
  #stopping = new AbortController();
  /** What becomes of files that are not tried any more. */
  #reason: Problem = { kind: 'aborted' };
  #itemsBefore = 0;
  #begunAt = 0;

  constructor(
    private readonly projectId: ProjectId,
    private readonly makeClients: () => Worker[] = pictureClients,
  ) {}

  /**
   * Adds to what is being imported, or begins; resolves when nothing is left to do. `refused` are
   * files that could not even be opened: they belong in the report.
   */
  add(
    files: readonly IncomingFile[],
    folderLabels: FolderLabels,
    refused: readonly FileReport[] = [],
  ): Promise<void> {
    if (this.#running === null || this.counts === null) this.counts = new ImportCounts();
    this.counts.expect(files.length + refused.length);
    for (const incoming of files) this.#waiting.push({ incoming, folderLabels });
    this.#note(refused);
    this.#running ??= this.#run();
    return this.#running;
  }

  /** Stops after the pictures that are being decoded now. */
  cancel(): void {
    this.#stop({ kind: 'aborted' });
  }

  /** Forgets the last report. */
  dismiss(): void {
    if (this.#running === null) this.counts = null;
  }

  async #run(): Promise<void> {
    this.#stopping = new AbortController();
    this.#reason = { kind: 'aborted' };
    this.#begunAt = performance.now();
    const workers = this.makeClients();
    try {
      this.#itemsBefore = (await countItems(this.projectId)).total;
      const lanes = workers.flatMap((worker) => Array<Worker>(batchesInHand).fill(worker));
      await Promise.all(lanes.map((worker) => this.#work(worker, lanes.length)));
      if (workers[0] !== undefined) await this.#clearSuspects(workers[0]);
    } finally {
      const rest = [...this.#waiting.splice(0), ...this.#suspects.splice(0)];
      this.#note(rest.map((one) => refuse(one, this.#reason)));
      for (const worker of workers) worker.close();
      this.#running = null;
      this.progress = null;
    }
  }

  async #work(worker: Worker, lanes: number): Promise<void> {
    while (this.#waiting.length > 0 && !this.#stopping.signal.aborted) {
      const batch = this.#nextBatch(lanes);
      const reports = await this.#import(worker, batch);
      if (reports === 'crashed') this.#suspects.push(...batch);
      else this.#note(reports);
    }
  }

  /** Of one drop; towards the end smaller, so that no worker stands idle while another is busy. */
  #nextBatch(lanes: number): Waiting[] {
    const most = Math.min(batchSize, Math.ceil(this.#waiting.length / lanes));
    const other = this.#waiting
      .slice(0, most)
      .findIndex(({ folderLabels }) => folderLabels !== this.#waiting[0]?.folderLabels);
    return this.#waiting.splice(0, other === -1 ? most : other);
  }

  async #clearSuspects(worker: Worker): Promise<void> {
    const problem: Problem = { kind: 'worker-crashed' };
    let crashes = 0;
    while (this.#suspects.length > 0 && !this.#stopping.signal.aborted) {
      const batch = this.#suspects.splice(0, 1);
      const reports = await this.#import(worker, batch);
      this.#note(reports === 'crashed' ? batch.map((one) => refuse(one, problem)) : reports);
      crashes = reports === 'crashed' ? crashes + 1 : 0;
      if (crashes === crashesInARow) this.#stop(problem);
    }
  }

  async #import(worker: Worker, batch: Waiting[]): Promise<readonly FileReport[] | 'crashed'> {
    const request = {
      projectId: this.projectId,
      files: batch.map(({ incoming }) => incoming),
      workingSide: this.#workingSide(),
      keepsCopies: keepsCopies(this.projectId),
      folderLabels: batch[0]?.folderLabels ?? null,
    };
    const outcome = await worker.ask(
      (api, job) => api.importBatch(job, request),
      this.#stopping.signal,
    );
    if (outcome.ok) {
      for (const report of outcome.value)
        if (!report.ok && isHopeless(report.problem.kind)) this.#stop(report.problem);
      return outcome.value;
    }
    const { problem } = outcome;
    return problem.kind === 'aborted' ? batch.map((one) => refuse(one, problem)) : 'crashed';
  }

  #workingSide(): number {
    return workingSideFor(this.#itemsBefore + (this.counts?.total ?? 0));
  }

  #stop(reason: Problem): void {
    if (this.#running === null || this.#stopping.signal.aborted) return;
    this.#reason = reason;
    this.#stopping.abort();
  }

  /** Whatever stopped the import stopped this file too: it was not the person. */
  #withReason(report: FileReport): FileReport {
    if (report.ok || report.problem.kind !== 'aborted') return report;
    return { ...report, problem: this.#reason };
  }

  #note(reports: readonly FileReport[]): void {
    if (this.counts === null) return;
    this.counts.note(reports.map((report) => this.#withReason(report)));
    this.progress = progressOf(this.counts, this.#begunAt, paceKnownAfter);
  }
}

function refuse({ incoming }: Waiting, problem: Problem): FileReport {
  return {
    name: incoming.entry?.name ?? incoming.file.name,
    folder: incoming.folder,
    ok: false,
    problem,
  };
}
