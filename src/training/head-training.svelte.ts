/**
 * Begins head runs, and moves a collection to another backbone. What has been asked for is begun whatever
 * screen is shown, one for each collection of this page: whoever presses and walks on finds the run.
 */
import { updateProject } from '../collection/projects';
import type { BackboneHash, Project, ProjectId } from '../collection/records';
import { success, type Outcome, type Problem } from '../outcome';
import { trainerClient, remoteCallback } from '../workers/client';
import type { Progress } from '../workers/protocol/calls';
import type { BackboneWish } from './backbone-choices';
import { usualHead, type HeadSettings } from './recipes';

export class HeadTraining {
  isWorking = $state(false);
  progress = $state.raw<Progress | null>(null);
  problem = $state.raw<Problem | null>(null);

  readonly #trainer = trainerClient();
  #cancelling: AbortController | null = null;
  #isMoving = false;

  /** Freezes the decisions as they stand and begins a run of its own. */
  trainNow(project: Project, settings: HeadSettings = usualHead): Promise<boolean> {
    return this.#work(async (signal) => {
      const begun = await this.#begin(project, settings, signal);
      return begun.ok ? success(undefined) : begun;
    });
  }

  /** Brings another backbone in and, where a model serves already, begins a run on it. */
  async moveTo(project: Project, wish: BackboneWish): Promise<boolean> {
    if (this.isWorking) return false;
    this.#isMoving = true;
    const hasMoved = await this.#work(async (signal) => {
      const hash =
        wish.kind === 'kept'
          ? success(wish.hash)
          : await this.#trainer.call(
              (api, job) =>
                api.addBackbone(
                  job,
                  wish,
                  remoteCallback((progress) => {
                    if (this.isWorking) this.progress = progress;
                  }),
                ),
              signal,
            );
      if (!hash.ok) return hash;
      if (project.servingRun === null) {
        await updateProject(project.id, { backbone: hash.value });
        return success(undefined);
      }
      // Until that run serves, the collection stays on the network that it serves with.
      const begun = await this.#begin(project, usualHead, signal, hash.value);
      return begun.ok ? success(undefined) : begun;
    });
    this.#isMoving = false;
    return hasMoved;
  }

  cancel(): void {
    this.#cancelling?.abort();
  }

  /** Nobody looks any more. A run that was asked for is begun all the same; what has a Cancel button is not. */
  leave(): void {
    if (this.#isMoving) this.cancel();
    else if (!this.isWorking) this.#trainer.close();
  }

  #begin(project: Project, settings: HeadSettings, signal: AbortSignal, backbone?: BackboneHash) {
    return this.#trainer.call(
      (api, job) => api.trainNow(job, project.id, settings, backbone),
      signal,
    );
  }

  /** True when it worked. */
  async #work(work: (signal: AbortSignal) => Promise<Outcome<void>>): Promise<boolean> {
    if (this.isWorking) return false;
    this.isWorking = true;
    this.problem = null;
    this.#cancelling = new AbortController();
    const { signal } = this.#cancelling;
    const outcome = await work(signal);
    this.isWorking = false;
    this.progress = null;
    if (!outcome.ok && outcome.problem.kind !== 'aborted') this.problem = outcome.problem;
    return outcome.ok;
  }
}

const known = new Map<ProjectId, HeadTraining>();

/** The one of this collection, in this page. */
export function headTrainingOf(projectId: ProjectId): HeadTraining {
  const training = known.get(projectId) ?? new HeadTraining();
  known.set(projectId, training);
  return training;
}
