/** What a file is that is no picture we can read, in words a curator knows, and what can be done. */

const words: Record<string, string> = {
  'image/svg+xml': 'a drawing (SVG): export it as PNG',
  'image/vnd.dwg': 'a technical drawing (DWG): export it as PNG',
  'image/x-eps': 'a page for printers (EPS): export it as TIFF or PNG',
  'application/postscript': 'a page for printers (PostScript): export it as TIFF or PNG',
  'application/pdf': 'a PDF: export its pages as TIFF or JPEG',
  'image/vnd.djvu': 'a DjVu document: export its pages as TIFF or JPEG',
  'image/x-xcf': 'a GIMP file (XCF): export it as TIFF or PNG',
  'image/icns': 'an icon of macOS: export it as PNG',
  'image/jpm': 'a JPEG 2000 document (JPM): export its pages as TIFF or JPEG',
  'image/mj2': 'a film in JPEG 2000: export single frames',
  'image/vnd.ms-photo': 'a JPEG XR: save it as TIFF or JPEG',
  'image/jls': 'a JPEG-LS: save it as TIFF or PNG',
  'image/bpg': 'a BPG: save it as PNG',
  'image/flif': 'a FLIF: save it as PNG',
  'image/ktx': 'a texture of a 3D program (KTX): save it as PNG',
  'text/plain': 'a text',
};

const raw =
  /^image\/x-(canon|nikon|sony|adobe-dng|olympus|panasonic|fujifilm|epson|pentax|leica)[\w-]*$/;

/** Undefined where nothing is known of it. */
export function kindInWords(mime: string): string | undefined {
  if (mime === '') return undefined;
  if (raw.test(mime)) return 'a camera’s raw file: develop it and save it as TIFF or JPEG';
  const known = words[mime];
  if (known !== undefined) return known;
  const [kind = '', name = ''] = mime.split('/');
  if (kind === 'video') return 'a film: export single frames';
  if (kind === 'audio') return 'a sound recording';
  if (kind === 'font') return 'a typeface';
  return name.replace(/^(x-|vnd\.)/, '');
}
