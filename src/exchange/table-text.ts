/**
 * From the bytes of a table to its text. Spreadsheets write UTF-8 with or without a mark, UTF-16, or
 * what Windows wrote before: the bytes themselves say which. Older files are written in one of many
 * ways that bytes do not tell apart: there a person says which.
 */
import { failure, success, type Outcome } from '../outcome';

/** By what people call them: what the browser's decoder calls them. */
const decoders = {
  'UTF-8': 'utf-8',
  'UTF-16': 'utf-16le',
  'UTF-16, big-endian': 'utf-16be',
  'Windows-1252 (Western Europe)': 'windows-1252',
  'Windows-1250 (Central Europe)': 'windows-1250',
  'Windows-1251 (Cyrillic)': 'windows-1251',
  'Windows-1253 (Greek)': 'windows-1253',
  'Windows-1254 (Turkish)': 'windows-1254',
  'Windows-1255 (Hebrew)': 'windows-1255',
  'Windows-1256 (Arabic)': 'windows-1256',
  'Windows-1257 (Baltic)': 'windows-1257',
  'Mac Roman': 'macintosh',
  'Mac Cyrillic': 'x-mac-cyrillic',
  'ISO 8859-2 (Central Europe)': 'iso-8859-2',
  'ISO 8859-15 (Western Europe)': 'iso-8859-15',
  'KOI8-R (Russian)': 'koi8-r',
  'DOS 866 (Cyrillic)': 'ibm866',
  'Shift-JIS (Japanese)': 'shift_jis',
  'EUC-JP (Japanese)': 'euc-jp',
  'EUC-KR (Korean)': 'euc-kr',
  'GB 18030 (Chinese)': 'gb18030',
  'Big5 (Chinese)': 'big5',
} as const;

export type Encoding = keyof typeof decoders;

export const encodings = Object.keys(decoders) as Encoding[];

/** Far above any table a browser could hold in memory beside its pictures. */
const mostBytes = 250_000_000;
/** So much of the beginning is looked at to see what the bytes are. */
const sampleSize = 65_536;
/** Above this share of control characters it is no text. */
const mostControl = 0.02;

/**
 * Fails with 'empty-file' and 'not-a-table'. NUL characters, which no table means, are left out.
 * `said`: the encoding, where a person has said it.
 */
export function tableText(
  bytes: Uint8Array<ArrayBuffer>,
  said?: Encoding,
): Outcome<{ text: string; encoding: Encoding }> {
  if (bytes.length === 0) return failure('empty-file');
  if (bytes.length > mostBytes) return failure('not-a-table', 'it is larger than 250 MB');
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4)
    return failure('not-a-table', 'it is a workbook or an archive: save the sheet as CSV');
  const { text, encoding } = decodedText(bytes, said);
  const whole = text.replaceAll('\0', '').replace(/^\uFEFF/, '');
  if (whole.trim() === '') return failure('empty-file');
  // Whoever reads text in a wrong encoding may see anything: that is for a person to see, too.
  if (said === undefined && controlShare(whole.slice(0, sampleSize)) > mostControl)
    return failure('not-a-table');
  return success({ text: whole, encoding });
}

/** Every byte means something; a byte-order mark is left out. */
export function decodedText(
  bytes: Uint8Array<ArrayBuffer>,
  said?: Encoding,
): { text: string; encoding: Encoding } {
  const told = said ?? byteOrder(bytes);
  if (told !== null) return decodedAs(bytes, told);
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return decodedAs(bytes, 'Windows-1252 (Western Europe)');
  }
}

function decodedAs(bytes: Uint8Array<ArrayBuffer>, encoding: Encoding) {
  return { text: new TextDecoder(decoders[encoding]).decode(bytes), encoding };
}

/** By its mark, or by the zeros that every second byte of plain letters then is. */
function byteOrder(bytes: Uint8Array): Encoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'UTF-16';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'UTF-16, big-endian';
  const sample = bytes.subarray(0, 512);
  const zeros = [0, 0];
  sample.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2]! += 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (odd > sample.length * 0.3 && even === 0) return 'UTF-16';
  if (even > sample.length * 0.3 && odd === 0) return 'UTF-16, big-endian';
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
