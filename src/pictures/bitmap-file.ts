/** A bitmap as it lies on a clipboard or in a program (DIB), made a file by the header that it lacks. */

export function asBitmapFile(bare: Uint8Array<ArrayBuffer>): Blob {
  const view = new DataView(bare.buffer, bare.byteOffset, bare.byteLength);
  const header = view.getUint32(0, true);
  const head = new Uint8Array(14);
  const out = new DataView(head.buffer);
  head.set([0x42, 0x4d]);
  out.setUint32(2, 14 + bare.length, true);
  out.setUint32(10, 14 + header + tableSize(view, header), true);
  return new Blob([head, bare], { type: 'image/bmp' });
}

/** Bytes of the palette, or of the masks that say where the colours lie. */
function tableSize(view: DataView, header: number): number {
  if (header < 40) {
    const depth = view.getUint16(header === 12 ? 10 : 14, true);
    return depth <= 8 ? 2 ** depth * (header === 12 ? 3 : 4) : 0;
  }
  const [depth, compression, used] = [
    view.getUint16(14, true),
    view.getUint32(16, true),
    view.getUint32(32, true),
  ];
  const masks = header === 40 && compression === 3 ? 12 : 0;
  return masks + (used || (depth <= 8 ? 2 ** depth : 0)) * 4;
}
