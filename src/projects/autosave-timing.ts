/** When a collection that has changed is saved to its folder. */

/** Between two savings, in milliseconds. */
const apart = 5 * 60_000;
/** Nothing has changed for this long: a good moment. */
const calm = 20_000;
/** So long at most does a moment without changes have to be waited for. */
const patience = 5 * 60_000;
/** Leaving is a good moment, too, unless it is done all the time. */
const apartWhenLeaving = 60_000;

export interface Unsaved {
  /** The first and the last change that is not saved; null when everything is. */
  since: number | null;
  latest: number;
  /** When it was last saved, or saving was last tried; null before the first time. */
  triedAt: number | null;
}

export function isSaveDue({ since, latest, triedAt }: Unsaved, now: number): boolean {
  if (since === null) return false;
  if (triedAt === null) return true;
  return now - triedAt >= apart && (now - latest >= calm || now - since >= patience);
}

export function isSaveDueOnLeaving({ since, triedAt }: Unsaved, now: number): boolean {
  return since !== null && (triedAt === null || now - triedAt >= apartWhenLeaving);
}

/** True when no pictures are coming in: then a large file may be written. */
export function isCalm({ latest }: Unsaved, now: number): boolean {
  return now - latest >= calm;
}
