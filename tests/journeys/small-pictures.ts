/**
 * A folder of small pictures of four kinds that anyone can tell apart, drawn from a seed, without loss. As
 * large as a network looks at them, they are exactly what it sees.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

export const kinds = ['checks', 'disc', 'lines', 'rings'] as const;
type Kind = (typeof kinds)[number];

export interface SmallPictures {
  folder: string;
  /** In pixels. */
  side: number;
  /** RGB bytes of a picture, side × side × 3, by its file name. */
  pixels: ReadonlyMap<string, Uint8Array>;
  remove(): void;
}

export function writeSmallPictures(perKind: number, side = 128): SmallPictures {
  const parent = mkdtempSync(join(tmpdir(), 'vitrine-pictures-'));
  const folder = join(parent, 'small pictures');
  const pixels = new Map<string, Uint8Array>();
  for (const kind of kinds) {
    mkdirSync(join(folder, kind), { recursive: true });
    for (let index = 0; index < perKind; index += 1) {
      const name = `${kind}-${index}.png`;
      const rgb = draw(kind, kinds.indexOf(kind) * 1000 + index, side);
      pixels.set(name, rgb);
      writeFileSync(join(folder, kind, name), png(rgb, side));
    }
  }
  return { folder, side, pixels, remove: () => rmSync(parent, { recursive: true, force: true }) };
}

function draw(kind: Kind, seed: number, side: number): Uint8Array {
  const random = numbers(seed);
  const paper = [random(), random(), random()].map((value) => 150 + 100 * value);
  const ink = [random(), random(), random()].map((value) => 110 * value);
  const [x0, y0] = [side * (0.35 + 0.3 * random()), side * (0.35 + 0.3 * random())];
  const scale = (side / 128) * (8 + 10 * random());
  const rgb = new Uint8Array(side * side * 3);
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1) {
      const isInk = shows(kind, x - x0, y - y0, scale);
      for (let channel = 0; channel < 3; channel += 1)
        rgb[(y * side + x) * 3 + channel] =
          ((isInk ? ink : paper)[channel] ?? 0) + 40 * (random() - 0.5);
    }
  return rgb;
}

function shows(kind: Kind, x: number, y: number, scale: number): boolean {
  const isOdd = (value: number): boolean => Math.abs(Math.floor(value / scale)) % 2 === 1;
  switch (kind) {
    case 'checks':
      return isOdd(x) !== isOdd(y);
    case 'disc':
      return Math.hypot(x, y) < 2.4 * scale;
    case 'lines':
      return isOdd(y);
    case 'rings':
      return isOdd(Math.hypot(x, y));
  }
}

/** Uniform in [0, 1), the same for the same seed. */
function numbers(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Eight bits a channel, no filter, no interlacing. */
function png(rgb: Uint8Array, side: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc(side * (1 + side * 3));
  for (let y = 0; y < side; y += 1)
    rows.set(rgb.subarray(y * side * 3, (y + 1) * side * 3), y * (1 + side * 3) + 1);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(content.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
