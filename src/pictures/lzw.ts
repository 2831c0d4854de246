/**
 * LZW as in TIFF 6.0, section 13, for geotiff: its own decoder goes on for ever where a stream fills its
 * table and does not clear it. This one makes as many bytes as the block has room for, and no more.
 */

const clear = 256;
const end = 257;
const tableSize = 4096;

/** @param room Bytes the block holds when unpacked. Throws on codes that cannot be. */
export function unpackLzw(packed: Uint8Array, room: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(room);
  // Each entry is a piece of what was written before: where it begins, and how long it is.
  const starts = new Uint32Array(tableSize);
  const lengths = new Uint32Array(tableSize);
  let [filled, next, width, last] = [0, end + 1, 9, -1];
  let [bits, held, at] = [0, 0, 0];

  while (filled < room) {
    while (held < width) {
      if (at === packed.length) return out.subarray(0, filled);
      bits = ((bits << 8) | packed[at++]!) & 0xffffff;
      held += 8;
    }
    held -= width;
    const code = (bits >> held) & ((1 << width) - 1);
    if (code === end) break;
    if (code === clear) {
      [next, width, last] = [end + 1, 9, -1];
      continue;
    }
    if (code > end && (last < 0 || code > next || code >= tableSize))
      throw new Error('A code of LZW stands for nothing.');
    const begun = filled;
    if (code < clear) out[filled++] = code;
    else {
      // The newest entry is the last piece and the byte that follows it, which may not be written yet.
      const start = code === next ? last : starts[code]!;
      const length = code === next ? begun - last + 1 : lengths[code]!;
      for (let step = 0; step < length && filled < room; step++) out[filled++] = out[start + step]!;
    }
    if (last >= 0 && next < tableSize) {
      starts[next] = last;
      lengths[next] = begun - last + 1;
      next += 1;
    }
    last = begun;
    // Codes grow one early, as everywhere in TIFF.
    if (next + 1 >= 1 << width && width < 12) width += 1;
  }
  return out.subarray(0, filled);
}
