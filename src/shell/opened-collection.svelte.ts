/** The collection that is open: its live row, and the machine that stays with it while it is. */
import { getProject } from '../collection/projects';
import type { Project, ProjectId } from '../collection/records';
import { watch } from '../collection/watch';
import { Autosaving } from '../projects/autosaving.svelte';
import { openMachine, type Machine } from '../workers/machine';
import type { MachineStatus } from '../workers/protocol/trainer';

export class OpenedCollection {
  /** Undefined until it has been read; null when there is none of that id (any more). */
  project = $state.raw<Project | null | undefined>(undefined);
  machine = $state.raw<Machine | null>(null);
  status = $state.raw<MachineStatus | null>(null);

  #autosaving: Autosaving | null = null;
  readonly #watching: { unsubscribe(): void };

  constructor(id: ProjectId, onerror: (error: unknown) => void) {
    this.#watching = watch(() => getProject(id)).subscribe({
      next: (row) => this.#see(row ?? null),
      error: onerror,
    });
  }

  #see(row: Project | null) {
    this.project = row;
    if (row === null) this.#dismissMachine();
    else if (this.machine === null) {
      this.machine = openMachine(row.id);
      this.#autosaving = new Autosaving(row.id);
      this.machine.status.subscribe((status) => (this.status = status));
    }
  }

  #dismissMachine() {
    this.machine?.close();
    this.#autosaving?.close();
    this.#autosaving = null;
    this.machine = null;
    this.status = null;
  }

  close() {
    this.#watching.unsubscribe();
    this.#dismissMachine();
  }
}
