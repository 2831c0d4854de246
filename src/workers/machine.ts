/**
 * The machine beside a collection, seen from the page: a trainer that stays with the open project,
 * started again if it dies, with its status for the top bar.
 */
import type { ItemId, ProjectId } from '../collection/records';
import { trainerClient, remoteCallback } from './client';
import type { MachineStatus, Neighbour } from './protocol/trainer';

export interface Machine {
  readonly status: {
    /** Calls the listener at once and at each change; returns the way to stop. */
    subscribe(listener: (status: MachineStatus) => void): () => void;
  };
  /** The nearest decided items, nearest first; [] while there are no features yet. */
  neighbours(itemId: ItemId, count: number): Promise<Neighbour[]>;
  /** Tries again after it stopped for good. */
  restart(): void;
  close(): void;
}

/** A trainer that dies this often in a row will not live: say so instead of trying for ever. */
const mostCrashes = 3;
/** A trainer that lived this long had got over its trouble. */
const recoveredMs = 60_000;

export function openMachine(projectId: ProjectId): Machine {
  const trainer = trainerClient();
  const closing = new AbortController();
  const listeners = new Set<(status: MachineStatus) => void>();
  let status: MachineStatus = { activity: 'starting', progress: null, device: null, problem: null };

  function tell(next: MachineStatus) {
    status = next;
    for (const listener of listeners) listener(next);
  }

  async function stay() {
    let crashes = 0;
    while (!closing.signal.aborted) {
      const begun = performance.now();
      const outcome = await trainer.call(
        (api, job) => api.learnInBackground(job, projectId, remoteCallback(tell)),
        closing.signal,
      );
      if (closing.signal.aborted) break;
      crashes = performance.now() - begun > recoveredMs ? 1 : crashes + 1;
      const problem = outcome.ok ? null : outcome.problem;
      // A worker that failed unexpectedly may hold tensors nobody owns any more: begin with a new one.
      trainer.close();
      if (problem?.kind !== 'worker-crashed' || crashes >= mostCrashes) {
        tell({ ...status, activity: 'stopped', progress: null, problem });
        return;
      }
      tell({ ...status, activity: 'starting', progress: null, problem });
    }
    trainer.close();
  }

  void stay();
  return {
    status: {
      subscribe(listener) {
        listeners.add(listener);
        listener(status);
        return () => listeners.delete(listener);
      },
    },
    async neighbours(itemId, count) {
      const answer = await trainer.ask((api) => api.neighbours(projectId, itemId, count));
      return answer.ok ? answer.value : [];
    },
    restart() {
      if (status.activity === 'stopped') void stay();
    },
    close() {
      closing.abort();
      listeners.clear();
    },
  };
}
