/**
 * From the bytes of a table to its text. Spreadsheets write UTF-8 with or without a mark, UTF-16, or
 * what Windows wrote before: the bytes themselves say which.
 */
import { failure, success, type Outcome } from '../outcome';

export type Encoding = 'UTF-8' | 'UTF-16' | 'Windows-1252';

/** Far above any table a browser could hold in memory beside its pictures. */
const mostBytes = 250_000_000;
/** So much of the beginning is looked at to see what the bytes are. */
const sampleSize = 65_536;
/** Above this share of control characters it is no text. */
const mostControl = 0.02;

/** Fails with 'empty-file' and 'not-a-table'. NUL characters, which no table means, are left out. */
export function tableText(
  bytes: Uint8Array<ArrayBuffer>,
): Outcome<{ text: string; encoding: Encoding }> {
  if (bytes.length === 0) return failure('empty-file');
  if (bytes.length > mostBytes) return failure('not-a-table', 'it is larger than 250 MB');
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4)
    return failure('not-a-table', 'it is a workbook or an archive: save the sheet as CSV');
  const { text, encoding } = decoded(bytes);
  const whole = text.replaceAll('\0', '').replace(/^\uFEFF/, '');
  if (whole.trim() === '') return failure('empty-file');
  if (controlShare(whole.slice(0, sampleSize)) > mostControl) return failure('not-a-table');
  return success({ text: whole, encoding });
}

function decoded(bytes: Uint8Array<ArrayBuffer>): { text: string; encoding: Encoding } {
  const wide = byteOrder(bytes);
  if (wide !== null) return { text: new TextDecoder(wide).decode(bytes), encoding: 'UTF-16' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'Windows-1252' };
  }
}

/** By its mark, or by the zeros that every second byte of plain letters then is. */
function byteOrder(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, 512);
  const zeros = [0, 0];
  sample.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2]! += 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (odd > sample.length * 0.3 && even === 0) return 'utf-16le';
  if (even > sample.length * 0.3 && odd === 0) return 'utf-16be';
  return null;
}

function controlShare(text: string): number {
  let control = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if ((code < 32 && code !== 9 && code !== 10 && code !== 13) || code === 0xfffd) control += 1;
  }
  return control / Math.max(1, text.length);
}
