/**
 * Saves an open collection to the folder the person picked, some time after changes and when it is
 * left. One tab does it for all: the one that holds the lock. Result is written into the row
 * that every tab watches.
 */
import { getAutosave, noteAutosave, whatIsHeld, whenChanged } from '../collection/autosaves';
import type { Autosave } from '../collection/browser-records';
import { getProject } from '../collection/projects';
import type { ProjectId } from '../collection/records';
import { watch, type Subscription } from '../collection/watch';
import { archiveClient } from '../workers/client';
import { isCalm, isSaveDue, isSaveDueOnLeaving, type Unsaved } from './autosave-timing';

const lookEveryMs = 5000;

export class Autosaving {
  readonly #projectId: ProjectId;
  readonly #archive = archiveClient();
  readonly #closing = new AbortController();
  readonly #unsaved: Unsaved = { since: null, latest: 0, triedAt: null };
  #row: Autosave | undefined;
  #saving: Promise<void> | null = null;

  constructor(projectId: ProjectId) {
    this.#projectId = projectId;
    void this.#takeTurn();
  }

  /** Saves what is not saved yet, and then lets go. */
  close(): void {
    this.#closing.abort();
  }

  async #takeTurn(): Promise<void> {
    const { signal } = this.#closing;
    const lock = `vitrine-autosave-${this.#projectId}`;
    try {
      await navigator.locks.request(lock, { signal }, () => this.#stay());
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    this.#archive.close();
  }

  async #stay(): Promise<void> {
    const changes = whenChanged(() => this.#change());
    const watches = [this.#watchRow(), this.#watchName()];
    const timer = setInterval(() => {
      if (isSaveDue(this.#unsaved, Date.now())) void this.#save();
    }, lookEveryMs);
    const leave = () => {
      const isLeaving = document.visibilityState === 'hidden';
      if (isLeaving && isSaveDueOnLeaving(this.#unsaved, Date.now())) void this.#save();
    };
    document.addEventListener('visibilitychange', leave);
    await new Promise<void>((resolve) => {
      this.#closing.signal.addEventListener('abort', () => resolve());
    });
    clearInterval(timer);
    document.removeEventListener('visibilitychange', leave);
    for (const each of watches) each.unsubscribe();
    changes.stop();
    if (isSaveDueOnLeaving(this.#unsaved, Date.now())) void this.#save();
    await this.#saving;
  }

  #change(): void {
    this.#unsaved.latest = Date.now();
    this.#unsaved.since ??= this.#unsaved.latest;
  }

  /** A folder was picked, allowed again or given up. */
  #watchRow(): Subscription {
    return watch(() => getAutosave(this.#projectId)).subscribe((row) => {
      const before = this.#row;
      this.#row = row;
      if (!row) return;
      const isNew = before?.at !== row.at && row.at === null;
      const isFreed = before !== undefined && before.problem !== null && row.problem === null;
      if (before === undefined || isNew) void this.#compare(row);
      if ((isNew || isFreed) && this.#saving === null) this.#unsaved.triedAt = null;
    });
  }

  /** A restart forgets what was not saved; the row does not. */
  async #compare(row: Autosave): Promise<void> {
    this.#unsaved.triedAt = row.at;
    const { all, pictures } = await whatIsHeld(this.#projectId);
    if (row.held !== all || row.pictures !== pictures) this.#change();
  }

  /** Name, goals, network: the project's own row, but for the note of its last backup. */
  #watchName(): Subscription {
    let before: string | null = null;
    return watch(() => getProject(this.#projectId)).subscribe((project) => {
      const now = JSON.stringify({ ...project, backedUpAt: null });
      if (before !== null && before !== now) this.#change();
      before = now;
    });
  }

  #save(): Promise<void> {
    this.#saving ??= this.#saveOnce().finally(() => (this.#saving = null));
    return this.#saving;
  }

  async #saveOnce(): Promise<void> {
    const row = this.#row;
    if (!row) return;
    const calm = isCalm(this.#unsaved, Date.now());
    const { since } = this.#unsaved;
    this.#unsaved.since = null;
    this.#unsaved.triedAt = Date.now();
    const outcome = await this.#archive.call((api, job) =>
      api.autosave(job, { projectId: this.#projectId, isCalm: calm }),
    );
    if (outcome.ok) return;
    this.#unsaved.since ??= since;
    const { kind } = outcome.problem;
    if (kind !== 'not-found' && kind !== row.problem) await noteAutosave(row, { problem: kind });
  }
}
