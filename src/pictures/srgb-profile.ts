/**
 * The colours of the web as an ICC profile, for whoever has to turn other colours into them: primaries and
 * white of IEC 61966-2-1 adapted to D50, and its curve. Laid out as in ICC.1:2010 (version 4.3).
 */

const fixed = (value: number) => Math.round(value * 65536);

/** XYZ of D50, and of red, green and blue. */
const colourants = {
  wtpt: [0.9642, 1, 0.8249],
  rXYZ: [0.43607, 0.22249, 0.01392],
  gXYZ: [0.38515, 0.71687, 0.09708],
  bXYZ: [0.14307, 0.06061, 0.7141],
};
/** x ↦ ((x + 0.055) / 1.055) ^ 2.4, and a straight line for what is darker than 0.04045. */
const curve = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045];

export function srgbProfile(): Uint8Array<ArrayBuffer> {
  const parametric = element('para', [0x30000, ...curve.map(fixed)]);
  const tags: [string, Uint8Array<ArrayBuffer>][] = [
    ['desc', text('sRGB')],
    ['cprt', text('CC0')],
    ...Object.entries(colourants).map(
      ([name, xyz]) => [name, element('XYZ ', xyz.map(fixed))] as [string, Uint8Array<ArrayBuffer>],
    ),
    ['rTRC', parametric],
    ['gTRC', parametric],
    ['bTRC', parametric],
  ];
  const start = 128 + 4 + tags.length * 12;
  const size = tags.reduce((sum, [, body]) => sum + body.length, start);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  const put = (at: number, letters: string) =>
    bytes.set(
      [...letters].map((letter) => letter.charCodeAt(0)),
      at,
    );
  view.setUint32(0, size);
  view.setUint32(8, 0x04300000);
  put(12, 'mntrRGB XYZ ');
  view.setUint16(24, 2010);
  view.setUint16(26, 1);
  view.setUint16(28, 1);
  put(36, 'acsp');
  colourants.wtpt.forEach((value, at) => view.setUint32(68 + at * 4, fixed(value)));
  view.setUint32(128, tags.length);
  let at = start;
  for (const [place, [name, body]] of tags.entries()) {
    put(132 + place * 12, name);
    view.setUint32(136 + place * 12, at);
    view.setUint32(140 + place * 12, body.length);
    bytes.set(body, at);
    at += body.length;
  }
  return bytes;
}

function element(type: string, words: readonly number[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(8 + words.length * 4);
  const view = new DataView(bytes.buffer);
  bytes.set([...type].map((letter) => letter.charCodeAt(0)));
  words.forEach((word, place) => view.setUint32(8 + place * 4, word));
  return bytes;
}

/** One string in one language. */
function text(said: string): Uint8Array<ArrayBuffer> {
  const letters = said.padEnd(4);
  const bytes = element('mluc', [1, 12, 0x656e5553, letters.length * 2, 28, ...Array<number>(2)]);
  const view = new DataView(bytes.buffer);
  [...letters].forEach((letter, place) => view.setUint16(28 + place * 2, letter.charCodeAt(0)));
  return bytes;
}
