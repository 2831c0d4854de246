/**
 * Fetching with manners: a few requests at once a host, room between two, a pause when the server asks
 * for one, and another try where that makes sense.
 */
import { hostOf } from '../../exchange/web-address';
import { fetchBytes, type NetworkProblem } from '../../network';
import { failure, type Outcome } from '../../outcome';

export interface Manners {
  /** Requests a host has to bear at the same time. */
  readonly atOnce: number;
  /** Between the starts of two requests to one host. */
  readonly spacingMs: number;
  /** Before the second try; twice as long before each further one. */
  readonly firstPauseMs: number;
  readonly tries: number;
  /** A server that asks for a longer pause is left alone, and the person told. */
  readonly longestPauseMs: number;
  /** A request is given up after this. */
  readonly patienceMs: number;
}

export const usualManners: Manners = {
  atOnce: 4,
  spacingMs: 50,
  firstPauseMs: 1000,
  tries: 5,
  longestPauseMs: 120_000,
  patienceMs: 60_000,
};

interface Wish {
  signal: AbortSignal;
  maxBytes: number;
}

export class PoliteFetcher {
  readonly #hosts = new Map<string, Host>();

  constructor(private readonly manners: Manners = usualManners) {}

  /**
   * Failures as `fetchBytes`, except that what is not there is 'no-such-address'. A page cannot tell
   * a host that forbids reading from one that forgets to allow it while it is busy: one that has
   * answered before is asked again.
   */
  async fetch(address: string, wish: Wish): Promise<Outcome<ArrayBuffer, NetworkProblem>> {
    const host = this.#host(address);
    for (let tried = 1; ; tried += 1) {
      if (!(await host.enter(wish.signal))) return failure('aborted');
      const answer = await this.#ask(address, wish).finally(() => host.leave());
      if (answer.ok) {
        host.hasAnswered = true;
        return answer;
      }
      const { problem } = answer;
      if (problem.kind === 'not-found') return failure('no-such-address', problem.detail);
      const pause = this.#pauseAfter(problem, host, tried);
      if (pause === null) return answer;
      if (problem.kind === 'network') await sleep(pause, wish.signal);
      else host.rest(pause);
    }
  }

  /** Milliseconds to wait before another try; null where there is no point in one. */
  #pauseAfter(problem: NetworkProblem, host: Host, tried: number): number | null {
    const { firstPauseMs, tries, longestPauseMs } = this.manners;
    const { kind, status, retryAfter } = problem;
    const isPassing =
      kind === 'rate-limited' ||
      (kind === 'network' && (status === undefined || status >= 500)) ||
      (kind === 'blocked-by-cors' && host.hasAnswered);
    // A server that stumbles over one picture stumbles over it again.
    const most = kind === 'network' && status !== undefined ? Math.min(tries, 3) : tries;
    if (!isPassing || tried >= most) return null;
    const pause = Math.max((retryAfter ?? 0) * 1000, firstPauseMs * 2 ** (tried - 1));
    return pause > longestPauseMs ? null : pause;
  }

  async #ask(
    address: string,
    { signal, maxBytes }: Wish,
  ): Promise<Outcome<ArrayBuffer, NetworkProblem>> {
    const timer = AbortSignal.timeout(this.manners.patienceMs);
    const answer = await fetchBytes(address, {
      signal: AbortSignal.any([signal, timer]),
      maxBytes,
    });
    if (answer.ok || answer.problem.kind !== 'aborted' || signal.aborted) return answer;
    const seconds = this.manners.patienceMs / 1000;
    return failure('network', `${address}: no whole answer within ${seconds} seconds`);
  }

  #host(address: string): Host {
    const name = hostOf(address);
    const known = this.#hosts.get(name);
    if (known !== undefined) return known;
    const host = new Host(this.manners);
    this.#hosts.set(name, host);
    return host;
  }
}

/** Who is asking one host, and since when it rests. */
class Host {
  hasAnswered = false;
  #asking = 0;
  /** Fewer for a while after it asked for a pause. */
  #atOnce: number;
  #nextStart = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(private readonly manners: Manners) {
    this.#atOnce = manners.atOnce;
  }

  /** Resolves when it is one's turn; to false when the signal fires before that. */
  async enter(signal: AbortSignal): Promise<boolean> {
    while (this.#asking >= this.#atOnce) await this.#place();
    this.#asking += 1;
    while (!signal.aborted) {
      const wait = this.#nextStart - performance.now();
      if (wait <= 0) {
        this.#nextStart = performance.now() + this.manners.spacingMs;
        return true;
      }
      await sleep(wait, signal);
    }
    this.leave();
    return false;
  }

  leave(): void {
    this.#asking -= 1;
    this.#waiting.shift()?.();
  }

  /** Nobody asks for so long, and then one fewer at once. */
  rest(pauseMs: number): void {
    this.#atOnce = Math.max(1, this.#atOnce - 1);
    this.#nextStart = Math.max(this.#nextStart, performance.now() + pauseMs);
  }

  #place(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

/** Ends early when the signal fires. */
function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}
