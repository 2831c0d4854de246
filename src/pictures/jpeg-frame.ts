/**
 * The frame header of a JPEG, found as forgivingly as decoders find it (ITU-T T.81, annex B): markers may
 * be preceded by any number of fill bytes, and what is between segments and is no marker is passed over.
 */
import type { Extent } from './extent';

/** Null where there is none. */
export function jpegExtent(bytes: Uint8Array): Extent | null {
  return frameOf(bytes, true) ?? frameOf(bytes, false);
}

/** @param skips Whether segments are as long as they say: in a damaged file one may swallow the rest. */
function frameOf(bytes: Uint8Array, skips: boolean): Extent | null {
  for (let at = 2; at + 9 < bytes.length;) {
    const marker = bytes[at] === 0xff ? bytes[at + 1]! : 0;
    if (isFrame(marker)) {
      const extent = { height: pair(bytes, at + 5), width: pair(bytes, at + 7) };
      if (skips || isLikely(bytes, at)) return extent;
    }
    if (marker === 0xda && skips) return null;
    at += skips && hasLength(marker) ? 2 + pair(bytes, at + 2) : 1;
  }
  return null;
}

/** All but the tables that have numbers among them: DHT, JPG, DAC. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** Fill bytes, restarts, and the start have none. */
function hasLength(marker: number): boolean {
  return marker > 0xbf && marker !== 0xff && !(marker >= 0xd0 && marker <= 0xd8);
}

/** Searched for among bytes of any kind, a header must be as long as its components make it. */
function isLikely(bytes: Uint8Array, at: number): boolean {
  const components = bytes[at + 9]!;
  return components >= 1 && components <= 4 && pair(bytes, at + 2) === 8 + 3 * components;
}

function pair(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 8) | bytes[at + 1]!;
}
