/** Groups of pictures while a person thinks about them: counted by a worker, made, taken back. */
import type { ProjectId } from '../collection/records';
import { takeBackRegrouping } from '../collection/regrouping';
import type { Problem } from '../outcome';
import { tableImportClient, type WorkerClient } from '../workers/client';
import type {
  GroupPreview,
  GroupRule,
  Regrouped,
  TableImportApi,
} from '../workers/protocol/table-import';

export class Grouping {
  /** What the rule would make; the one before stays until the next is known. */
  preview = $state.raw<GroupPreview | null>(null);
  isLooking = $state(false);
  isMaking = $state(false);
  made = $state.raw<Regrouped | null>(null);
  problem = $state.raw<Problem | null>(null);

  #looking = new AbortController();

  constructor(
    private readonly projectId: ProjectId,
    private readonly tableImport: WorkerClient<TableImportApi> = tableImportClient(),
  ) {}

  async look(rule: GroupRule): Promise<void> {
    this.#looking.abort();
    const looking = (this.#looking = new AbortController());
    this.isLooking = true;
    const outcome = await this.tableImport.call(
      (api, job) => api.previewGroups(job, this.projectId, rule),
      looking.signal,
    );
    if (looking.signal.aborted) return;
    this.isLooking = false;
    if (outcome.ok) this.preview = outcome.value;
    else this.problem = outcome.problem;
  }

  async make(rule: GroupRule): Promise<void> {
    if (this.isMaking) return;
    this.isMaking = true;
    this.problem = null;
    const outcome = await this.tableImport.call((api, job) => api.group(job, this.projectId, rule));
    this.isMaking = false;
    if (outcome.ok) this.made = outcome.value;
    else this.problem = outcome.problem;
  }

  async takeBack(): Promise<void> {
    await takeBackRegrouping(this.projectId);
    this.made = null;
  }

  close(): void {
    this.#looking.abort();
    this.tableImport.close();
  }
}
