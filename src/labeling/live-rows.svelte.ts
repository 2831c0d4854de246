/** What the desk reads live: labels, the model's predictions, and the counters under the picture. */
import { agreement, decisionCount, latestDecisionId } from '../collection/decisions';
import { activeLabels, listLabels, resolveLabel } from '../collection/labels';
import { predictionsStamp } from '../collection/pool-order';
import type { DecisionId, Label, LabelId, ProjectId } from '../collection/records';
import { getPredictions } from '../collection/runs';
import type { Predictions } from '../collection/training-records';
import { watch, type Subscription } from '../collection/watch';
import { Suggester } from './suggestion';

/** Pause before counting anew, so that a stream of decisions in another tab is counted once. */
const recountAfterMs = 250;

export class LiveRows {
  /** All labels of the project, retired and merged ones too; null until they are read. */
  labels = $state.raw<readonly Label[] | null>(null);
  /** Reads suggestions; null until there are predictions. */
  suggester = $state.raw<Suggester | null>(null);
  /** Whether it is known by now if there are predictions. */
  isTold = $state(false);
  /** Decided items, as the database has confirmed them; null until counted. */
  decided = $state<number | null>(null);
  /** On the last check items: how often the model's first choice was the person's. */
  agreement = $state.raw({ agreed: 0, of: 0 });

  /** Labels on offer, in their order. */
  readonly offered = $derived(this.labels === null ? [] : activeLabels(this.labels));
  readonly #names = $derived(new Map(this.labels?.map((label) => [label.id, label.name])));

  /** The labels that the suggester was made for. */
  #toldFor: readonly Label[] | null = null;
  #own = 0 as DecisionId;
  #isReading = false;
  #isDue = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #subscriptions: Subscription[] = [];

  constructor(
    private readonly projectId: ProjectId,
    /** Called when suggestions may have changed. */
    private readonly onsuggester: () => void,
  ) {}

  open(): void {
    const { projectId } = this;
    this.#subscriptions = [
      watch(() => listLabels(projectId)).subscribe((labels) => {
        this.labels = labels;
        void this.#readAnew();
      }),
      // A live query keeps what it last said: megabytes, if that were the predictions themselves.
      watch(() => predictionsStamp(projectId)).subscribe(() => void this.#readAnew()),
      watch(() => agreement(projectId)).subscribe((found) => (this.agreement = found)),
      watch(() => latestDecisionId(projectId)).subscribe((latest) => this.#heardOf(latest)),
    ];
    void this.recount();
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.unsubscribe();
    this.#subscriptions = [];
  }

  /** The name a label goes by today, merges followed. */
  nameOf(id: LabelId): string {
    return this.#names.get(this.resolve(id)) ?? 'a deleted label';
  }

  isOffered(id: LabelId): boolean {
    return this.offered.some((label) => label.id === id);
  }

  resolve(id: LabelId): LabelId {
    return this.labels === null ? id : resolveLabel(this.labels, id);
  }

  /** A write of this desk was confirmed: counted at once, without counting everything again. */
  confirmed(change: number, latest: DecisionId): void {
    if (latest > this.#own) this.#own = latest;
    if (this.decided !== null) this.decided += change;
  }

  async recount(): Promise<void> {
    this.decided = await decisionCount(this.projectId);
  }

  /** What the model says, for the labels as they are. Asked while it is being read, it is read again. */
  async #readAnew(): Promise<void> {
    this.#isDue = true;
    if (this.#isReading || this.labels === null) return;
    this.#isReading = true;
    try {
      while (this.#isDue) {
        this.#isDue = false;
        const row = await getPredictions(this.projectId);
        this.#hear(row, this.labels);
        this.onsuggester();
      }
    } finally {
      this.#isReading = false;
    }
  }

  /** Told the same again, it is the same suggester: whoever compares them sees that nothing is newer. */
  #hear(row: Predictions | undefined, labels: readonly Label[]): void {
    this.isTold = true;
    const told = this.suggester?.predictions;
    const isSame = told?.runId === row?.runId && told?.version === row?.version;
    if (told && isSame && told.at === row?.at && this.#toldFor === labels) return;
    this.#toldFor = labels;
    this.suggester = row === undefined ? null : new Suggester(row, labels);
  }

  /** Events this desk did not write are from another tab, the grid or the labels screen. */
  #heardOf(latest: DecisionId): void {
    if (latest <= this.#own) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (latest <= this.#own) return;
      this.#own = latest;
      void this.recount();
    }, recountAfterMs);
  }
}
