/**
 * Brings in pictures that lie on other people's servers, while the person does something else. One
 * worker fetches for a project, so that no server is asked by two at once. What has been stored stays;
 * started again, an import goes on from there. Belongs to a project, not to a screen.
 */
import { askPersistence } from '../collection/storage';
import { countItems } from '../collection/items';
import type { ProjectId } from '../collection/records';
import type { Problem } from '../outcome';
import { remoteCallback, type WorkerClient } from '../workers/client';
import type { Progress } from '../workers/protocol/calls';
import type { PicturesApi } from '../workers/protocol/pictures';
import type { FileReport } from '../workers/protocol/file-report';
import type { RemotePicture, RemoteReport } from '../workers/protocol/remote';
import { workingSideFor } from './copy-side';
import { isHopeless, progressOf } from './import-course';
import { keepsCopies } from './keeping.svelte';
import { remoteWorker } from './remote-worker';
import { ImportCounts } from './import-counts.svelte';

type Worker = WorkerClient<PicturesApi>;

/** A call hands over no more than this, so that a message stays small. */
const atATime = 1000;
/** Calls that crash without having brought in a single picture, before the import is given up. */
const crashesInARow = 3;
/** Seconds of work before an estimate is worth showing. */
const paceKnownAfter = 3;

export class RemoteImport {
  /** Null when nothing is being fetched. */
  progress = $state.raw<Progress | null>(null);
  /** Of the current import or, until it is dismissed, of the last one. */
  counts = $state.raw<ImportCounts | null>(null);

  #waiting: RemotePicture[] = [];
  #running: Promise<void> | null = null;
  #stopping = new AbortController();
  #begunAt = 0;
  /** Why nothing more can be stored. */
  #hopeless: Problem | null = null;

  constructor(
    private readonly projectId: ProjectId,
    private readonly makeClient: () => Worker = remoteWorker,
  ) {}

  /**
   * Adds to what is being fetched, or begins; resolves when nothing is left to do. `refused` are
   * pictures that are not even asked for: they belong in the report.
   */
  add(pictures: readonly RemotePicture[], refused: readonly FileReport[] = []): Promise<void> {
    if (this.#running === null || this.counts === null) this.counts = new ImportCounts();
    this.counts.expect(pictures.length + refused.length);
    this.#waiting.push(...pictures);
    this.#note(refused);
    this.#running ??= this.#run();
    return this.#running;
  }

  /** Stops after what has arrived. */
  cancel(): void {
    this.#stopping.abort();
  }

  /** Forgets the last report. */
  dismiss(): void {
    if (this.#running === null) this.counts = null;
  }

  async #run(): Promise<void> {
    this.#stopping = new AbortController();
    this.#begunAt = performance.now();
    const worker = this.makeClient();
    void askPersistence();
    let problem: Problem = { kind: 'aborted' };
    try {
      const before = (await countItems(this.projectId)).total;
      let crashes = 0;
      this.#hopeless = null;
      while (this.#waiting.length > 0 && !this.#stopping.signal.aborted) {
        // After a crash one by one: a picture that kills the worker costs no other.
        const part = this.#waiting.splice(0, crashes > 0 ? 1 : atATime);
        const side = workingSideFor(before + (this.counts?.total ?? 0));
        const left = await this.#fetch(worker, part, side);
        crashes = left.length === 0 ? 0 : crashes + 1;
        if (left.length > 1) this.#waiting.unshift(...left);
        else this.#note(left.map((one) => refuse(one, { kind: 'worker-crashed' })));
        if (crashes > crashesInARow) {
          problem = { kind: 'worker-crashed' };
          break;
        }
        if (this.#hopeless === null) continue;
        problem = this.#hopeless;
        break;
      }
    } finally {
      this.#note(this.#waiting.splice(0).map((one) => refuse(one, problem)));
      this.#running = null;
      this.progress = null;
    }
  }

  /** What nobody answered for, because the worker died. */
  async #fetch(worker: Worker, part: RemotePicture[], workingSide: number) {
    const open = new Map(part.entries());
    const report = (reports: RemoteReport[]) => {
      for (const one of reports) {
        open.delete(one.at);
        if (!one.ok && isHopeless(one.problem.kind)) this.#hopeless = one.problem;
      }
      this.#note(reports);
    };
    const { projectId } = this;
    const keeping = { workingSide, keepsCopies: keepsCopies(projectId) };
    const signal = this.#stopping.signal;
    const outcome = await worker.ask(
      (api, job) =>
        api.importRemote(job, { projectId, pictures: part, ...keeping }, remoteCallback(report)),
      signal,
    );
    const left = [...open.values()];
    if (outcome.ok || outcome.problem.kind !== 'aborted') return left;
    this.#note(left.map((one) => refuse(one, outcome.problem)));
    return [];
  }

  #note(reports: readonly FileReport[]): void {
    if (this.counts === null) return;
    this.counts.note(reports);
    this.progress = progressOf(this.counts, this.#begunAt, paceKnownAfter);
  }
}

function refuse({ name, folder }: RemotePicture, problem: Problem): FileReport {
  return { name, folder, ok: false, problem };
}

const imports = new Map<ProjectId, RemoteImport>();

/** The remote import of a project: the same one each time a screen is visited. */
export function remoteImportOf(projectId: ProjectId): RemoteImport {
  const known = imports.get(projectId);
  if (known !== undefined) return known;
  const fresh = new RemoteImport(projectId);
  imports.set(projectId, fresh);
  return fresh;
}
