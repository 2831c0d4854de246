/** A picture for every name, at any size: rings and stripes told by the name, as a PNG. */
import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

export function pictureOf(name: string, width: number, height: number): Buffer {
  const [a = 0, b = 0, c = 0, d = 0] = createHash('sha256').update(name).digest();
  const rows = Buffer.alloc(height * (1 + width * 3));
  let at = 0;
  for (let y = 0; y < height; y += 1) {
    at += 1;
    for (let x = 0; x < width; x += 1) {
      // In shares of the whole, so that each size shows the same picture.
      const across = x / width;
      const down = y / height;
      const ring = Math.hypot(across - a / 255, down - b / 255) * (4 + (c % 8)) * 2;
      const light = ring % 2 < 1 ? 220 : 60;
      rows[at++] = light;
      rows[at++] = (light + d * across) & 255;
      rows[at++] = (c + d * down) & 255;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
