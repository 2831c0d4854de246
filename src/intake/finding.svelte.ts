/** The pictures a person wants to see, found by the catalogue, and found anew as things change. */
import type { ProjectId } from '../collection/records';
import type { Problem } from '../outcome';
import { catalogueClient, remoteCallback, type WorkerClient } from '../workers/client';
import type { CatalogueApi, Found, PictureFilter } from '../workers/protocol/catalogue';

/** Pause before looking anew, so that a stream of changes is looked at once. */
const pauseMs = 250;
/** A wait shorter than this needs no words. */
const patienceMs = 500;

/** One for all collections: it keeps what it has read of the last one. */
const shared = catalogueClient();

export class Finding {
  /** What was found last; null before the first answer. It stays while the next is looked for. */
  found = $state.raw<Found | null>(null);
  /** The filter that `found` answers. */
  answered = $state.raw<PictureFilter>({});
  /** How much has been read, 0–1, while that takes long enough to speak of; else null. */
  share = $state<number | null>(null);
  problem = $state.raw<Problem | null>(null);

  #filter: PictureFilter = {};
  #asking: AbortController | null = null;
  #isDue = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #closed = new AbortController();

  constructor(
    private readonly projectId: ProjectId,
    private readonly catalogue: WorkerClient<CatalogueApi> = shared,
  ) {}

  /** Looks for everything, and follows what changes until `close`. */
  open(): void {
    const tell = remoteCallback(() => this.#hear());
    void this.catalogue.call(
      (api, job) => api.follow(job, this.projectId, tell),
      this.#closed.signal,
    );
    void this.look(this.#filter);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#closed.abort();
    this.#asking?.abort();
  }

  /** Looks for other pictures; an answer to an older question is dropped. */
  async look(filter: PictureFilter): Promise<void> {
    if (this.#closed.signal.aborted) return;
    this.#filter = filter;
    this.#isDue = false;
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    const begun = performance.now();
    const report = remoteCallback((share: number) => {
      if (this.#asking === asking && performance.now() - begun > patienceMs) this.share = share;
    });
    const { projectId } = this;
    const outcome = await this.catalogue.call(
      (api, job) => api.find(job, { projectId, filter: { ...filter } }, report),
      asking.signal,
    );
    if (this.#asking !== asking) return;
    this.#asking = null;
    this.share = null;
    if (outcome.ok) {
      this.found = outcome.value;
      this.answered = filter;
      this.problem = null;
    } else if (outcome.problem.kind !== 'aborted') {
      this.problem = outcome.problem;
    }
    if (this.#isDue) this.#hear();
  }

  /** Names of the fields that records here have. */
  async fieldNames(): Promise<readonly string[]> {
    const outcome = await this.catalogue.call(
      (api, job) => api.fieldNames(job, this.projectId),
      this.#closed.signal,
    );
    return outcome.ok ? outcome.value : [];
  }

  /** Something changed: looked at when the changes pause, or when the answer on its way has come. */
  #hear(): void {
    this.#isDue = true;
    if (this.#asking !== null) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (this.#asking === null) void this.look(this.#filter);
    }, pauseMs);
  }
}
