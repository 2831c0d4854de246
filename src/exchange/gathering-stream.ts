/** Many small writes made into few large ones: each one to a file is a message to another process. */

export interface Gathering {
  readonly stream: WritableStream<Uint8Array>;
  /** Gives the target up, whoever holds the stream. */
  readonly abort: (reason?: unknown) => Promise<void>;
}

/**
 * Passes on what it is given in pieces of at least `least` bytes, the last one excepted, and closes the
 * target when it is closed. A write that fails, fails the write that set it off.
 */
export function gathering(target: WritableStream<Uint8Array>, least = 4 * 2 ** 20): Gathering {
  const writer = target.getWriter();
  let waiting: Uint8Array[] = [];
  let length = 0;
  const pass = async () => {
    if (length === 0) return;
    const piece = new Uint8Array(length);
    let at = 0;
    for (const part of waiting) {
      piece.set(part, at);
      at += part.length;
    }
    waiting = [];
    length = 0;
    await writer.write(piece);
  };
  const abort = (reason?: unknown) => writer.abort(reason);
  const stream = new WritableStream<Uint8Array>({
    async write(part) {
      // Copied: whoever wrote it may use its room again.
      waiting.push(part.slice());
      length += part.length;
      if (length >= least) await pass();
    },
    async close() {
      await pass();
      await writer.close();
    },
    abort,
  });
  return { stream, abort };
}
