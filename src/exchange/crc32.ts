/** The checksum of zip files, eight bytes a step. */
const tables = makeTables();

function makeTables(): Uint32Array[] {
  const first = new Uint32Array(256);
  for (let byte = 0; byte < 256; byte += 1) {
    let bits = byte;
    for (let bit = 0; bit < 8; bit += 1) bits = (bits >>> 1) ^ (bits & 1 ? 0xedb88320 : 0);
    first[byte] = bits;
  }
  const all = [first];
  for (let step = 1; step < 8; step += 1) {
    const before = all[step - 1] ?? first;
    all.push(before.map((bits) => (bits >>> 8) ^ (first[bits & 0xff] ?? 0)));
  }
  return all;
}

/** CRC-32 as zip has it (ISO 3309, polynomial 0xEDB88320 from the low end), 0 … 2³² − 1. */
export function crc32(bytes: Uint8Array): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = tables as unknown as Record<number, number>[];
  if (!t0 || !t1 || !t2 || !t3 || !t4 || !t5 || !t6 || !t7) throw new Error('No tables.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let crc = -1;
  let at = 0;
  for (; at + 8 <= bytes.byteLength; at += 8) {
    const low = crc ^ view.getInt32(at, true);
    const high = view.getInt32(at + 4, true);
    crc =
      (t7[low & 255] as number) ^
      (t6[(low >>> 8) & 255] as number) ^
      (t5[(low >>> 16) & 255] as number) ^
      (t4[low >>> 24] as number) ^
      (t3[high & 255] as number) ^
      (t2[(high >>> 8) & 255] as number) ^
      (t1[(high >>> 16) & 255] as number) ^
      (t0[high >>> 24] as number);
  }
  for (; at < bytes.byteLength; at += 1)
    crc = (crc >>> 8) ^ (t0[(crc ^ view.getUint8(at)) & 255] as number);
  return ~crc >>> 0;
}
