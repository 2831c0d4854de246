/** Making a file of labels: one at a time, with progress and a way to stop, and what came of it. */
import type { ProjectId } from '../collection/records';
import type { Problem } from '../outcome';
import { saveFile } from '../files/save-file';
import { trainerClient, remoteCallback } from '../workers/client';
import type { LabelsExport, LabelsProgress, LabelsWish } from '../workers/protocol/export';

export class LabelsDownload {
  progress = $state.raw<LabelsProgress | null>(null);
  finished = $state.raw<(LabelsExport & { wasChosen: boolean }) | null>(null);
  problem = $state.raw<Problem | null>(null);

  readonly #trainer = trainerClient();
  #cancelling: AbortController | null = null;

  async make(projectId: ProjectId, wish: LabelsWish): Promise<void> {
    this.#cancelling = new AbortController();
    this.progress = { stage: 'reading', done: 0, total: 0, secondsLeft: null };
    this.finished = null;
    this.problem = null;
    const report = remoteCallback((progress: LabelsProgress) => {
      if (this.progress !== null) this.progress = progress;
    });
    const outcome = await this.#trainer.call(
      (api, job) => api.exportLabels(job, projectId, wish, report),
      this.#cancelling.signal,
    );
    this.progress = null;
    if (outcome.ok) {
      this.finished = { ...outcome.value, wasChosen: wish.target !== null };
      if (!this.finished.wasChosen) this.save();
    } else if (outcome.problem.kind !== 'aborted') this.problem = outcome.problem;
  }

  /** Hands the finished file over, again if asked. */
  save(): void {
    if (this.finished) saveFile(this.finished.file, this.finished.fileName);
  }

  cancel(): void {
    this.#cancelling?.abort();
  }

  close(): void {
    this.#trainer.close();
  }
}
