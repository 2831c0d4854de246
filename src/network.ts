/** The one place that asks the network for anything: the app's own files, and addresses a person gave. */
import { failure, success } from './outcome';
import type { Outcome } from './outcome';

export interface FetchOptions {
  signal?: AbortSignal;
  /** Bytes so far, and in all where the server says; counted after decompression. */
  onProgress?: (done: number, total: number | null) => void;
}

/**
 * Failures: 'aborted', 'not-found' (404 or 410), 'blocked-by-cors' (the server answers, but does not let
 * other sites read), 'network' (everything else).
 */
export async function fetchBytes(
  url: string,
  options: FetchOptions = {},
): Promise<Outcome<ArrayBuffer>> {
  const { signal, onProgress } = options;
  let hasAnswered = false;
  try {
    const response = await fetch(url, { signal: signal ?? null, credentials: 'omit' });
    hasAnswered = true;
    if (!response.ok) {
      const isMissing = response.status === 404 || response.status === 410;
      const detail = `${url}: ${response.status} ${response.statusText}`.trim();
      return failure(isMissing ? 'not-found' : 'network', detail);
    }
    return success(await readAll(response, onProgress));
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

async function readAll(
  response: Response,
  onProgress: FetchOptions['onProgress'],
): Promise<ArrayBuffer> {
  if (response.body === null || onProgress === undefined) return response.arrayBuffer();
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
    onProgress(done, total);
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
