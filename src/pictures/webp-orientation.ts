/**
 * WebP with the orientation of a camera: some browsers turn it, others do not. So the browser is given it
 * without, and it is turned here.
 */

/** The same picture with no word of orientation, and what it said: 1–8. */
export function untold(
  bytes: Uint8Array<ArrayBuffer>,
  file: Blob,
): { still: Blob; orientation: number } {
  const place = orientationAt(bytes);
  if (place === null || place.orientation === 1) return { still: file, orientation: 1 };
  const copy = bytes.slice();
  copy.fill(0, place.at, place.at + 2);
  copy[place.at + (place.isLittle ? 0 : 1)] = 1;
  return { still: new Blob([copy], { type: 'image/webp' }), orientation: place.orientation };
}

export function isTurnedWebp(bytes: Uint8Array): boolean {
  return (orientationAt(bytes)?.orientation ?? 1) !== 1;
}

function orientationAt(
  bytes: Uint8Array,
): { at: number; isLittle: boolean; orientation: number } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    for (let at = 12; at + 8 <= bytes.length;) {
      const size = view.getUint32(at + 4, true);
      if (view.getUint32(at) === 0x45584946) return inExif(view, at + 8);
      at += 8 + size + (size % 2);
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return null;
}

function inExif(view: DataView, start: number) {
  // Some writers leave JPEG's mark before it.
  const from = view.getUint32(start) === 0x45786966 ? start + 6 : start;
  const isLittle = view.getUint16(from) === 0x4949;
  const directory = from + view.getUint32(from + 4, isLittle);
  const entries = view.getUint16(directory, isLittle);
  for (let place = 0; place < entries; place++) {
    const entry = directory + 2 + place * 12;
    if (view.getUint16(entry, isLittle) !== 0x112) continue;
    const orientation = view.getUint16(entry + 8, isLittle);
    return orientation >= 1 && orientation <= 8 ? { at: entry + 8, isLittle, orientation } : null;
  }
  return null;
}
