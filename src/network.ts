/** The one place that asks the network for anything: the app's own files, and addresses a person gave. */
import { failure, success } from './outcome';
import type { Outcome, Problem, ProblemKind } from './outcome';

export interface FetchOptions {
  signal?: AbortSignal;
  /** Bytes so far, and in all where the server says; counted after decompression. */
  onProgress?: (done: number, total: number | null) => void;
  /** Of an answer with more than this, no more is read. */
  maxBytes?: number;
}

/** A failure with what the server said, where it answered. */
export interface NetworkProblem extends Problem {
  readonly status?: number;
  /** Seconds it asks to be left alone, where it says so and a page may read it. */
  readonly retryAfter?: number;
}

/**
 * Failures: 'aborted', 'not-found' (404 or 410), 'access-denied' (401 or 403), 'rate-limited' (429 or
 * 503), 'too-many-bytes', 'blocked-by-cors' (the server answers, but does not let other sites read),
 * 'network' (everything else).
 */
export async function fetchBytes(
  url: string,
  options: FetchOptions = {},
): Promise<Outcome<ArrayBuffer, NetworkProblem>> {
  const { signal } = options;
  let hasAnswered = false;
  try {
    const response = await fetch(url, { signal: signal ?? null, credentials: 'omit' });
    hasAnswered = true;
    if (!response.ok) return refusedBy(response, url);
    const bytes = await readAll(response, options);
    return bytes === null ? failure('too-many-bytes', url) : success(bytes);
  } catch (error) {
    if (signal?.aborted) return failure('aborted');
    if (!(error instanceof TypeError)) throw error;
    // An answer that breaks off was not forbidden.
    const isBlocked = !hasAnswered && (await answersOpaquely(url, signal));
    if (signal?.aborted) return failure('aborted');
    return failure(isBlocked ? 'blocked-by-cors' : 'network', `${url}: ${error.message}`);
  }
}

/** Failures as `fetchBytes`, and 'malformed-model' when what comes is not JSON. */
export async function fetchJson(
  url: string,
  options: FetchOptions = {},
): Promise<Outcome<unknown>> {
  const bytes = await fetchBytes(url, options);
  if (!bytes.ok) return bytes;
  try {
    return success(JSON.parse(new TextDecoder().decode(bytes.value)) as unknown);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return failure('malformed-model', `${url}: ${error.message}`);
  }
}

const kindOfStatus = new Map<number, ProblemKind>([
  [401, 'access-denied'],
  [403, 'access-denied'],
  [404, 'not-found'],
  [410, 'not-found'],
  [429, 'rate-limited'],
  [503, 'rate-limited'],
]);

function refusedBy(
  { status, statusText, headers, body }: Response,
  url: string,
): { readonly ok: false; readonly problem: NetworkProblem } {
  // Left unread, it would keep its connection.
  void body?.cancel().catch(() => undefined);
  const kind = kindOfStatus.get(status) ?? 'network';
  const detail = `${url}: ${status} ${statusText}`.trim();
  const retryAfter = secondsToWait(headers.get('retry-after'));
  return {
    ok: false,
    problem: { kind, detail, status, ...(retryAfter !== null && { retryAfter }) },
  };
}

/** `Retry-After` holds seconds or a date; null where it says nothing that can be understood. */
function secondsToWait(said: string | null): number | null {
  if (said === null || said.trim() === '') return null;
  const seconds = /^\s*\d+\s*$/.test(said) ? Number(said) : (Date.parse(said) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : null;
}

/** Null when there was more than may be read. */
async function readAll(
  response: Response,
  { onProgress, maxBytes = Infinity }: FetchOptions,
): Promise<ArrayBuffer | null> {
  if (response.body === null || (onProgress === undefined && maxBytes === Infinity))
    return response.arrayBuffer();
  const isCompressed = response.headers.has('content-encoding');
  const length = Number(response.headers.get('content-length') ?? 0);
  const total = isCompressed || length === 0 ? null : length;
  const chunks: BlobPart[] = [];
  let done = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { value, done: isOver } = await reader.read();
    if (isOver) break;
    chunks.push(value);
    done += value.byteLength;
    if (done > maxBytes) {
      await reader.cancel();
      return null;
    }
    onProgress?.(done, total);
  }
  return new Blob(chunks).arrayBuffer();
}

/**
 * Browsers do not tell a script whether a request failed or was forbidden. Asked for an answer it may
 * not read, a reachable server gives one; an unreachable one still fails.
 */
async function answersOpaquely(url: string, signal: AbortSignal | undefined): Promise<boolean> {
  try {
    await fetch(url, { mode: 'no-cors', signal: signal ?? null, credentials: 'omit' });
    return true;
  } catch (error) {
    if (error instanceof TypeError || signal?.aborted) return false;
    throw error;
  }
}
