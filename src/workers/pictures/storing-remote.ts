/** Stores pictures as they arrive from elsewhere, one handful after the other, and tells of each. */
import type { Problem, ProblemKind } from '../../outcome';
import type { RemotePicture, RemoteReport, RemoteRequest } from '../protocol/remote';
import { bringIn, type Arrival } from './bring-in';

export interface Queued {
  /** Its place in the request. */
  at: number;
  picture: RemotePicture;
}

/** Arrived but not stored: beyond this, nothing more is fetched. */
const mostWaiting = 16;

/** After one of these, the next picture would only fail in the same way. */
const hopeless = new Set<ProblemKind>(['quota-exceeded', 'database-unavailable', 'not-found']);

export class Storing {
  #arrived: (Queued & { arrival: Arrival })[] = [];
  #isStoring = false;
  #tail = Promise.resolve();
  /** Why nothing more can be stored. */
  #end: Problem | null = null;

  /** `stop` is fired when there is no point in fetching on. */
  constructor(
    private readonly request: RemoteRequest,
    private readonly signal: AbortSignal,
    private readonly report: (reports: RemoteReport[]) => void | Promise<void>,
    private readonly stop: AbortController,
  ) {}

  /** Resolves when one more may be fetched. */
  async room(): Promise<void> {
    while (this.#arrived.length >= mostWaiting && this.#isStoring) await this.#tail;
  }

  take(queued: Queued, bytes: ArrayBuffer): void {
    const { name, folder, attachments } = queued.picture;
    const arrival = { file: new Blob([bytes]), name, folder, handle: null, attachments };
    this.#arrived.push({ ...queued, arrival });
    if (this.#isStoring) return;
    this.#isStoring = true;
    this.#tail = this.#store();
  }

  async refuse(queued: readonly Queued[], problem: Problem): Promise<void> {
    if (queued.length === 0) return;
    await this.report(
      queued.map(({ at, picture: { name, folder } }) => ({
        ...{ at, name, folder },
        ok: false,
        problem: this.#because(problem),
      })),
    );
  }

  /** Resolves when all that was taken has been told of. */
  async finish(): Promise<void> {
    await this.#tail;
  }

  async #store(): Promise<void> {
    try {
      while (this.#arrived.length > 0) {
        const handful = this.#arrived.splice(0, mostWaiting);
        // As near to the order of the pages as they came.
        await this.#storeHandful(handful.sort((a, b) => a.at - b.at));
      }
    } catch (error) {
      this.stop.abort();
      throw error;
    } finally {
      this.#isStoring = false;
    }
  }

  async #storeHandful(handful: (Queued & { arrival: Arrival })[]): Promise<void> {
    const { projectId, workingSide, keepsCopies } = this.request;
    const arrivals = handful.map(({ arrival }) => arrival);
    const reports = await bringIn(projectId, arrivals, { workingSide, keepsCopies }, this.signal);
    for (const one of reports)
      if (!one.ok && hopeless.has(one.problem.kind)) this.#end ??= one.problem;
    if (this.#end !== null) this.stop.abort();
    let index = -1;
    const answers = reports.map((one) => {
      // A further page belongs to the file before it.
      if (one.page === undefined) index += 1;
      const at = handful[index]?.at;
      if (at === undefined) throw new Error('A picture was answered for that had not arrived.');
      return one.ok ? { ...one, at } : { ...one, at, problem: this.#because(one.problem) };
    });
    if (index + 1 < handful.length) throw new Error('A picture that arrived was not answered for.');
    await this.report(answers);
  }

  /** What stopped the import stopped this picture too: it was not the person. */
  #because(problem: Problem): Problem {
    return problem.kind === 'aborted' ? (this.#end ?? problem) : problem;
  }
}
