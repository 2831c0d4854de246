/** The database, as the page finds it: not yet open, open, or not to be opened, and why. */
import { openDatabase, whenTaken, type Unopened } from '../collection/opening';

export class DatabaseOpening {
  isOpen = $state(false);
  /** Why it is not open; goes away by itself when another tab that held it lets go. */
  problem = $state.raw<Unopened | null>(null);

  constructor() {
    void this.#open();
    // Taken by another tab: a newer Vitrine has upgraded it, or somebody began anew.
    whenTaken(() => void this.#open());
  }

  async #open(): Promise<void> {
    const held = () => (this.problem = { kind: 'database-blocked' });
    const opened = await openDatabase(held);
    this.problem = opened.ok ? null : opened.problem;
    this.isOpen = opened.ok;
  }
}
