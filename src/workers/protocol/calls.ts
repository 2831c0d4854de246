/** What every worker's calls share: their names, their progress, how they are stopped. */

/** Names one call, so that it can be aborted: an AbortSignal cannot be posted. */
export type JobId = string;

export interface Progress {
  done: number;
  total: number;
  /** Estimated seconds left; null until there is something to go by. */
  secondsLeft: number | null;
}

export interface Abortable {
  /** Asks the named call to stop at its next safe point; it then returns a failure 'aborted'. */
  abort(job: JobId): void;
}
