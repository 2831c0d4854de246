/** Whether samples beyond the colours are transparency: in some formats they may be anything. */
import type { PictureType } from './sniff';
import type { TiffPage } from './tiff-directory';

export function mayBeTransparent(
  bytes: Uint8Array,
  type: PictureType,
  tiff: TiffPage | null,
): boolean {
  if (tiff !== null) return tiff.extra.some((kind) => kind === 1 || kind === 2);
  return type !== 'image/psd' || saysPhotoshop(bytes);
}

/**
 * A negative number of layers says that the first channel beyond the colours is the transparency of the
 * whole; otherwise it is a saved selection. (Adobe Photoshop File Formats Specification, "Layer info".)
 */
function saysPhotoshop(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLarge = view.getUint16(4) === 2;
  try {
    // Colour table, resources, then the layers, each with its length before it.
    let at = 26;
    at += 4 + view.getUint32(at);
    at += 4 + view.getUint32(at);
    const head = isLarge ? 8 : 4;
    const length = isLarge ? Number(view.getBigUint64(at)) : view.getUint32(at);
    // A length of its own for the list of layers, and then their number.
    return length > 0 && view.getInt16(at + 2 * head) < 0;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return false;
  }
}
