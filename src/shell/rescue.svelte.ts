/** Saving what can still be read, and beginning anew, when the database cannot be opened. */
import { chooseBackupTarget } from '../files/backup-target';
import { backupName } from '../collection/backup-name';
import { deleteDatabase } from '../collection/opening';
import type { Problem } from '../outcome';
import { saveFile } from '../files/save-file';
import { archiveClient, remoteCallback } from '../workers/client';
import type { Progress } from '../workers/protocol/calls';
import type { Remnant } from '../workers/protocol/archive';

export interface Saved {
  fileName: string;
  lost: number;
}

export class Rescue {
  /** What can be read; null while that is being found out. */
  remnants = $state.raw<Remnant[] | null>(null);
  /** Null when nothing is under way. */
  progress = $state.raw<Progress | null>(null);
  problem = $state.raw<Problem | null>(null);
  saved = $state.raw<ReadonlyMap<Remnant, Saved>>(new Map());
  /** Another tab keeps the database from being deleted. */
  isHeld = $state(false);

  readonly #archive = archiveClient();
  #cancelling = new AbortController();

  async look(): Promise<void> {
    const found = await this.#archive.call((api) => api.listRemnants());
    this.remnants = found.ok ? found.value : [];
  }

  async save(remnant: Remnant): Promise<void> {
    const fileName = backupName(`${remnant.name} (rescued)`);
    const chosen = await chooseBackupTarget(fileName);
    if (!chosen.ok) return;
    const target = chosen.value;
    this.#cancelling = new AbortController();
    this.problem = null;
    this.progress = { done: 0, total: 0, secondsLeft: null };
    const outcome = await this.#archive.call(
      (api, job) => api.rescue(job, { remnant, target }, this.#report()),
      this.#cancelling.signal,
    );
    this.progress = null;
    if (outcome.ok) {
      const { file, lost } = outcome.value;
      if (file) saveFile(file, fileName);
      this.saved = new Map(this.saved).set(remnant, { fileName: target?.name ?? fileName, lost });
    } else if (outcome.problem.kind !== 'aborted') this.problem = outcome.problem;
  }

  cancel(): void {
    this.#cancelling.abort();
  }

  async beginAnew(): Promise<void> {
    this.#archive.close();
    await deleteDatabase(() => (this.isHeld = true));
    location.assign('#/');
    location.reload();
  }

  close(): void {
    this.#archive.close();
  }

  #report() {
    return remoteCallback((progress: Progress) => {
      if (this.progress !== null) this.progress = progress;
    });
  }
}
