import { describe, expect, it } from 'vitest';
import { readArchive } from '../../../src/exchange/zip-archive';
import { streamOf, ZipStream } from '../../../src/exchange/zip-stream';

const at = Date.UTC(2026, 10, 20);

/** Keeps what is written, and counts how much of it is on its way. */
function sink() {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let wasAborted = false;
  const writable = new WritableStream<Uint8Array>({
    write: (piece) => void pieces.push(piece.slice()),
    abort: () => void (wasAborted = true),
  });
  return { writable, blob: () => new Blob(pieces), wasAborted: () => wasAborted };
}

describe('a zip written as it goes along', () => {
  it('can be read like any other, text, bytes and pictures', async () => {
    const { writable, blob } = sink();
    const zip = new ZipStream(writable, at);
    const picture = new Blob([Uint8Array.from({ length: 5000 }, (_, index) => index % 251)]);
    await zip.addPieces(
      'labels.jsonl',
      (async function* () {
        for (let line = 0; line < 100; line++) yield await Promise.resolve(`{"line":${line}}\n`);
      })(),
    );
    await zip.addBlob('pictures/كتاب 🗺️.jpg', picture);
    await zip.close();
    const read = await readArchive(blob());
    if (!read.ok) throw new Error(read.problem.detail);
    expect([...read.value.keys()]).toEqual(['labels.jsonl', 'pictures/كتاب 🗺️.jpg']);
    expect(new TextDecoder().decode(read.value.get('labels.jsonl')).split('\n')).toHaveLength(101);
    expect(read.value.get('pictures/كتاب 🗺️.jpg')).toEqual(
      new Uint8Array(await picture.arrayBuffer()),
    );
  });

  it('asks for a piece only when the one before has gone', async () => {
    let made = 0;
    const reader = streamOf(
      (async function* () {
        for (;;) yield await Promise.resolve(`piece ${++made}`);
      })(),
    ).getReader();
    expect(made).toBe(0);
    await reader.read();
    await reader.read();
    expect(made).toBe(2);
    await reader.cancel();
  });

  it('is broken off when it is told to stop', async () => {
    const { writable } = sink();
    const stopping = new AbortController();
    const zip = new ZipStream(writable, at, stopping.signal);
    let made = 0;
    const endless = (async function* () {
      for (;;) {
        if (++made === 10) stopping.abort();
        yield await Promise.resolve('x'.repeat(10_000));
      }
    })();
    await expect(zip.addPieces('endless.txt', endless)).rejects.toThrow();
    expect(made).toBeLessThan(100);
  });
});
