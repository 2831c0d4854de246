/**
 * Expected failures are values, so that a caller cannot forget them: a function that may fail for a
 * reason a person can do something about returns an `Outcome`. Bugs throw and reach the boundary.
 */
export type Outcome<T, P extends Problem = Problem> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: P };

/**
 * Why something did not work. `kind` chooses the words a person reads, `detail` adds to them; `technical`
 * is what a program said, for whoever opens it.
 */
export interface Problem {
  readonly kind: ProblemKind;
  readonly detail?: string;
  readonly technical?: string;
}

/** What is to be known of a picture that came in, though not quite as it should be. */
export interface Remark {
  readonly kind: RemarkKind;
  /** For whoever wants to know more. */
  readonly technical: string;
}

export type RemarkKind = 'cut-off' | 'stretched' | 'black';

export type ProblemKind =
  // pictures that cannot come in
  | 'empty-file'
  | 'not-an-image'
  | 'unsupported-image'
  | 'undecodable-image'
  | 'runaway-image'
  | 'image-too-large'
  | 'unreadable-file'
  // pictures whose original is not to be had now
  | 'original-locked'
  | 'original-gone'
  | 'original-changed'
  | 'host-not-allowed'
  | 'no-original'
  | 'duplicate'
  // tables
  | 'not-a-table'
  | 'too-many-labels'
  | 'groups-are-labels'
  // archives, what lies in them, and files of labels
  | 'malformed-archive'
  | 'unsafe-entry'
  | 'locked-entry'
  | 'zip-bomb'
  | 'damaged-entry'
  | 'unsupported-entry'
  | 'not-here'
  | 'unknown-labels'
  // the place we keep things in
  | 'quota-exceeded'
  | 'database-unavailable'
  | 'database-blocked'
  | 'database-newer'
  | 'database-damaged'
  | 'not-found'
  | 'blank-name'
  // whole collections, out and back
  | 'malformed-backup'
  | 'newer-backup'
  | 'already-here'
  | 'unwritable-file'
  | 'folder-locked'
  | 'folder-gone'
  // the machine
  | 'no-backend'
  | 'gpu-lost'
  | 'not-a-number'
  | 'exploding-loss'
  | 'worker-crashed'
  | 'aborted'
  // models from outside, models going out
  | 'malformed-model'
  | 'unsuitable-model'
  | 'hash-mismatch'
  | 'network'
  | 'blocked-by-cors'
  | 'rate-limited'
  | 'access-denied'
  | 'no-such-address'
  | 'bad-address'
  | 'too-many-bytes'
  | 'not-iiif'
  | 'no-picture'
  | 'parity-failed'
  | 'unsupported-layer'
  // not enough to learn from yet
  | 'too-few-examples'
  | 'no-finalist';

export function success<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function failure<K extends ProblemKind>(
  kind: K,
  detail?: string,
  technical?: string,
): { readonly ok: false; readonly problem: Problem & { readonly kind: K } } {
  const problem = detail === undefined ? { kind } : { kind, detail };
  return { ok: false, problem: technical === undefined ? problem : { ...problem, technical } };
}
