/** Writing a collection to a file, and opening one: one at a time, with progress and what came of it. */
import { chooseBackupTarget } from '../files/backup-target';
import { backupName } from '../collection/backup-name';
import type { ProjectId } from '../collection/records';
import type { Problem } from '../outcome';
import { saveFile } from '../files/save-file';
import { archiveClient, remoteCallback } from '../workers/client';
import type { OpenedBackup } from '../workers/protocol/archive';
import type { Progress } from '../workers/protocol/calls';

export class Backup {
  /** Null when nothing is under way. */
  progress = $state.raw<Progress | null>(null);
  problem = $state.raw<Problem | null>(null);
  /** The name of the file that was written last. */
  written = $state('');

  readonly #archive = archiveClient();
  #cancelling = new AbortController();

  /** Asks where to, where the browser lets us; otherwise the file is downloaded. */
  async write(projectId: ProjectId, name: string, hasPictures: boolean): Promise<void> {
    const fileName = backupName(name);
    const chosen = await chooseBackupTarget(fileName);
    if (!chosen.ok) return;
    const target = chosen.value;
    this.#begin();
    this.written = '';
    const outcome = await this.#archive.call(
      (api, job) => api.backUp(job, { projectId, hasPictures, target }, this.#report()),
      this.#cancelling.signal,
    );
    this.#end(outcome.ok ? null : outcome.problem);
    if (!outcome.ok) return;
    if (outcome.value) saveFile(outcome.value, fileName);
    this.written = target?.name ?? fileName;
  }

  /** From one file, or the two of a folder: the collection that was opened; null when it was not, and `problem` then says why. */
  async open([file, other]: readonly File[], replace: boolean): Promise<OpenedBackup | null> {
    if (!file) return null;
    this.#begin();
    const outcome = await this.#archive.call(
      (api, job) => api.openBackup(job, { file, other: other ?? null, replace }, this.#report()),
      this.#cancelling.signal,
    );
    this.#end(outcome.ok ? null : outcome.problem);
    return outcome.ok ? outcome.value : null;
  }

  cancel(): void {
    this.#cancelling.abort();
  }

  close(): void {
    this.#archive.close();
  }

  #begin(): void {
    this.#cancelling = new AbortController();
    this.progress = { done: 0, total: 0, secondsLeft: null };
    this.problem = null;
  }

  #end(problem: Problem | null): void {
    this.progress = null;
    this.problem = problem?.kind === 'aborted' ? null : problem;
  }

  #report() {
    return remoteCallback((progress: Progress) => {
      if (this.progress !== null) this.progress = progress;
    });
  }
}
