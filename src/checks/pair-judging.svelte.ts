/** Going through pairs of pictures that look alike: one verdict after the other, and back. */
import type { KnownAssessment } from '../collection/assessments';
import type { NearPair, PairVerdict } from '../collection/assessment-records';
import { judgePair, takeBackVerdict } from '../collection/pair-verdicts';
import type { ProjectId } from '../collection/records';
import { openPairs } from '../messages/check-words';

export class PairJudging {
  #checks = $state.raw<KnownAssessment<'data-checks'> | null>(null);
  isWriting = $state(false);
  #told: (() => void) | null = null;

  constructor(private readonly projectId: ProjectId) {}

  show(checks: KnownAssessment<'data-checks'> | null): void {
    this.#checks = checks;
    this.#told?.();
  }

  readonly open: readonly NearPair[] = $derived(this.#checks ? openPairs(this.#checks.result) : []);

  get current(): NearPair | null {
    return this.open[0] ?? null;
  }

  /** The latest verdict, which can be taken back. */
  get latest(): PairVerdict | null {
    return this.#checks?.result.verdicts.at(-1) ?? null;
  }

  say(says: PairVerdict['says']): Promise<void> {
    const { current } = this;
    if (current === null) return Promise.resolve();
    return this.#write(async () => {
      const actId = await judgePair(this.projectId, current.itemIds, says);
      await this.#hears((verdicts) => verdicts.some((verdict) => verdict.actId === actId));
    });
  }

  undo(): Promise<void> {
    const { latest } = this;
    if (latest === null) return Promise.resolve();
    return this.#write(async () => {
      await takeBackVerdict(this.projectId, latest.actId);
      await this.#hears((verdicts) => verdicts.every(({ actId }) => actId !== latest.actId));
    });
  }

  /** One at a time: a key held down must not judge the next pair before it is seen. */
  async #write(write: () => Promise<void>): Promise<void> {
    if (this.isWriting) return;
    this.isWriting = true;
    try {
      await write();
    } finally {
      this.isWriting = false;
    }
  }

  /** Until its row has told, the pair in sight is still the one that was judged. */
  async #hears(hasHeard: (verdicts: readonly PairVerdict[]) => boolean): Promise<void> {
    while (!hasHeard(this.#checks?.result.verdicts ?? []))
      await new Promise<void>((resolve) => (this.#told = resolve));
  }
}
