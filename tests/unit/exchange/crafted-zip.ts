/** Zips as no program should write them: every number in them can be made a lie. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface Crafted {
  name: string | Uint8Array;
  content?: Uint8Array;
  deflate?: boolean;
  method?: number;
  flags?: number;
  /** What the directory says, where it is not true. */
  claims?: { packed?: number; size?: number; crc?: number; offset?: number };
  /** Unix mode in the directory. */
  mode?: number;
  /** Bytes that stand where the packed content should. */
  raw?: Uint8Array;
}

const text = new TextEncoder();
const utf8 = 0x800;

/** A whole zip; `comment` may be as long as a zip allows. */
export function craft(entries: readonly Crafted[], comment = ''): Blob {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let at = 0;
  for (const entry of entries) {
    const { local, central } = written(entry, at);
    parts.push(local);
    directory.push(central);
    at += local.length;
  }
  const length = directory.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const note = text.encode(comment);
  const isLong = entries.length > 0xffff;
  const count = isLong ? 0xffff : entries.length;
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, count, true);
  end.setUint16(10, count, true);
  end.setUint32(12, length, true);
  end.setUint32(16, at, true);
  end.setUint16(20, note.length, true);
  const long = isLong ? longEnd(entries.length, length, at) : [];
  return new Blob([joined(...parts), joined(...directory), ...long, end.buffer, note]);
}

/** What zip64 says in place of numbers that have become too large. */
function longEnd(count: number, length: number, at: number): ArrayBuffer[] {
  const record = new DataView(new ArrayBuffer(56));
  record.setUint32(0, 0x06064b50, true);
  record.setBigUint64(4, 44n, true);
  record.setBigUint64(24, BigInt(count), true);
  record.setBigUint64(32, BigInt(count), true);
  record.setBigUint64(40, BigInt(length), true);
  record.setBigUint64(48, BigInt(at), true);
  const locator = new DataView(new ArrayBuffer(20));
  locator.setUint32(0, 0x07064b50, true);
  locator.setBigUint64(8, BigInt(at + length), true);
  locator.setUint32(16, 1, true);
  return [record.buffer, locator.buffer];
}

function written(entry: Crafted, offset: number) {
  const { content = text.encode('picture'), deflate = false, claims = {} } = entry;
  const name = typeof entry.name === 'string' ? text.encode(entry.name) : entry.name;
  const packed = entry.raw ?? (deflate ? new Uint8Array(deflateRawSync(content)) : content);
  const common = new DataView(new ArrayBuffer(26));
  common.setUint16(0, 20, true);
  common.setUint16(2, entry.flags ?? utf8, true);
  common.setUint16(4, entry.method ?? (deflate ? 8 : 0), true);
  common.setUint16(8, 0x21, true);
  common.setUint32(10, claims.crc ?? crc32(content), true);
  common.setUint32(14, claims.packed ?? packed.length, true);
  common.setUint32(18, claims.size ?? content.length, true);
  common.setUint16(22, name.length, true);
  const tail = new DataView(new ArrayBuffer(14));
  tail.setUint32(6, (entry.mode ?? 0) * 0x10000, true);
  tail.setUint32(10, claims.offset ?? offset, true);
  return {
    local: joined(signed(0x04034b50), common, name, packed),
    central: joined(signed(0x02014b50), madeOnUnix, common, tail, name),
  };
}

const madeOnUnix = new Uint8Array([20, 3]);

function signed(signature: number): DataView<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, signature, true);
  return view;
}

function joined(...parts: (DataView | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += part.byteLength;
  }
  return bytes;
}
