/** What a magnifying glass is held over: the original where it is to be had, else our copy, and why. */
import type { Item } from '../collection/records';
import {
  agreeToAsk,
  copyLevels,
  hostOf,
  mayAsk,
  originalLevels,
  tile,
  tileService,
  unlock,
} from './full-picture';
import { failure, success, type Outcome, type Problem } from '../outcome';
import { describeProblem } from '../messages/problem-words';
import type { ZoomPicture } from '../widgets/zoom-tiles';

export class LookingCloser {
  picture = $state.raw<ZoomPicture | null>(null);
  /** What is shown, and why nothing better. */
  note = $state('Opening the original …');
  /** The host that would be asked, while the person has not agreed to it. */
  question = $state<string | null>(null);
  /** Why there is nothing to show at all. */
  problem = $state.raw<Problem | null>(null);
  #isClosed = false;
  readonly #closing = new AbortController();
  #bitmaps: readonly ImageBitmap[] = [];

  constructor(private readonly item: Item) {}

  /** Call it from a key press or a click: the browser may want to ask the person. */
  async open(): Promise<void> {
    const { item } = this;
    if (item.handle !== null) {
      const isOpen = await unlocked(item);
      const levels = isOpen
        ? await originalLevels(item.id, this.#closing.signal)
        : failure('original-locked');
      if (levels.ok) this.#show(levels.value, 'The original');
      else await this.useCopy(levels.problem);
      return;
    }
    const { host } = await hostOf(item);
    if (host === '') await this.useCopy(null);
    else if (await mayAsk(item, host)) await this.#askHost(host);
    else {
      this.question = host;
      this.note = '';
    }
  }

  /** The person lets the host of the full picture be asked, now and later. */
  async agree(): Promise<void> {
    const { question: host } = this;
    if (host === null) return;
    this.question = null;
    await agreeToAsk(this.item, host);
    await this.#askHost(host);
  }

  /** Working copy, because the original is not to be had (null: no way to it was ever kept). */
  async useCopy(why: Problem | null): Promise<void> {
    this.question = null;
    const copy = await copyLevels(this.item.id, this.#closing.signal);
    const reason = why === null ? 'no way to the original was kept' : firstClause(why);
    if (copy.ok) this.#show(copy.value, 'Working copy', `: ${reason}`);
    else if (copy.problem.kind !== 'aborted') {
      this.problem = why ?? { kind: 'no-original' };
      this.note = '';
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#closing.abort();
    for (const bitmap of this.#bitmaps) bitmap.close();
  }

  async #askHost(host: string): Promise<void> {
    this.note = `Loading from ${host} …`;
    const opened = await this.#fromHost();
    if (this.#isClosed) return;
    if (opened.ok) {
      this.picture = opened.value.picture;
      this.note = `The original at ${host}${opened.value.size}`;
    } else await this.useCopy(opened.problem);
  }

  async #fromHost(): Promise<Outcome<{ picture: ZoomPicture; size: string }>> {
    const { id } = this.item;
    const { signal } = this.#closing;
    if ((await hostOf(this.item)).isTiled) {
      const service = await tileService(id, signal);
      if (!service.ok) return service;
      const fetchTile = async (address: string, stop: AbortSignal) => {
        const bitmap = await tile(id, address, AbortSignal.any([stop, signal]));
        return bitmap.ok ? bitmap.value : null;
      };
      const { width, height } = service.value;
      return success({
        picture: { service: service.value, fetchTile },
        size: sized(width, height),
      });
    }
    const levels = await originalLevels(id, signal);
    if (!levels.ok) return levels;
    const [whole] = (this.#bitmaps = levels.value);
    const size = whole === undefined ? '' : sized(whole.width, whole.height);
    return success({ picture: { levels: levels.value }, size });
  }

  #show(levels: readonly ImageBitmap[], what: string, why = ''): void {
    const [whole] = levels;
    if (this.#isClosed || whole === undefined) {
      for (const bitmap of levels) bitmap.close();
      return;
    }
    this.#bitmaps = levels;
    this.picture = { levels };
    this.note = `${what}${sized(whole.width, whole.height)}${why}`;
  }
}

async function unlocked(item: Item): Promise<boolean> {
  try {
    return await unlock(item);
  } catch (error) {
    // Asked without a gesture, or the file system is gone: the worker finds out which.
    if (error instanceof DOMException) return true;
    throw error;
  }
}

function sized(width: number, height: number): string {
  return `, ${width} × ${height} pixels`;
}

function firstClause(problem: Problem): string {
  const { happened } = describeProblem(problem);
  return `${happened.charAt(0).toLowerCase()}${happened.slice(1).replace(/\.$/, '')}`;
}
