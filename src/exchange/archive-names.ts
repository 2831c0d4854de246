/**
 * File names for an archive that every system can unpack: no way out of the folder, nothing a system
 * keeps for itself, nothing that reads differently than it is, and never the same name twice. Letters
 * of any script and emoji stay.
 */

/** Bytes of UTF-8: file systems take 255, and room is needed for a number. */
const longest = 200;

/** Names that Windows keeps for devices, whatever their extension. */
const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i;
/** What separates, begins a stream, is a wildcard, or breaks a line. */
const forbidden = /[<>:"/\\|?*\p{Cc}\u2028\u2029]/gu;
/** Marks that turn the direction of writing, and characters nobody sees: "gpj.exe" can look like "exe.jpg". */
const invisible = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff\u00ad]/gu;
const loneSurrogate = /\p{Surrogate}/gu;

const extensions: Record<string, readonly string[]> = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'image/avif': ['avif'],
  'image/gif': ['gif'],
  'image/bmp': ['bmp'],
  'image/tiff': ['tif', 'tiff'],
  'image/jp2': ['jp2', 'jpx', 'jpf'],
  'image/j2c': ['j2k', 'j2c', 'jpc'],
  'image/heic': ['heic', 'heif'],
  'image/psd': ['psd', 'psb'],
};

/** A name that may stand alone in any folder, with the extension its type has. */
export function safeName(name: string, type: string): string {
  const dot = name.lastIndexOf('.');
  const suits = extensions[type] ?? [];
  const own = dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
  // "1903.114.7" is an accession number and ends in no extension.
  const hasExtension = /^\p{L}[\p{L}\p{N}]{0,7}$/u.test(own);
  const extension = suits.includes(own) || (suits.length === 0 && hasExtension) ? own : suits[0];
  const stem = safeStem(hasExtension ? name.slice(0, dot) : name);
  return extension === undefined ? stem : `${stem}.${extension}`;
}

function safeStem(words: string): string {
  const plain = words
    .normalize('NFC')
    .replace(loneSurrogate, '')
    .replace(invisible, '')
    .replace(forbidden, '_')
    .replace(/^[\s.~-]+/u, '')
    .replace(/[\s.]+$/u, '');
  const short = shortened(plain, longest).replace(/[\s.]+$/u, '');
  if (short === '') return 'picture';
  return reserved.test(short) ? `_${short}` : short;
}

/** At most `limit` bytes of UTF-8, no character cut in two. */
function shortened(words: string, limit: number): string {
  const encoder = new TextEncoder();
  if (encoder.encode(words).byteLength <= limit) return words;
  let length = 0;
  let kept = '';
  for (const { segment } of new Intl.Segmenter('und').segment(words)) {
    length += encoder.encode(segment).byteLength;
    if (length > limit) break;
    kept += segment;
  }
  return kept || [...words].slice(0, limit / 4).join('');
}

/** Gives every file a name of its own: "fern.jpg", then "fern (2).jpg". */
export class NameGiver {
  readonly #taken = new Set<string>();
  readonly #next = new Map<string, number>();

  give(name: string, type: string): string {
    const wanted = safeName(name, type);
    const dot = wanted.lastIndexOf('.');
    const [stem, extension] = dot > 0 ? [wanted.slice(0, dot), wanted.slice(dot)] : [wanted, ''];
    let given = wanted;
    let number = this.#next.get(comparable(wanted)) ?? 2;
    while (this.#taken.has(comparable(given))) given = `${stem} (${number++})${extension}`;
    this.#next.set(comparable(wanted), number);
    this.#taken.add(comparable(given));
    return given;
  }
}

/** Many file systems take upper and lower case, and ways of writing an accent, for the same. */
function comparable(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}
