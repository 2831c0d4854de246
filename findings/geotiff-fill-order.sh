#!/usr/bin/env bash
# geotiff 3.0.5 does not read the tag FillOrder (TIFF 6.0, page 32; 2: the lowest bit of a byte comes first).
# A grey picture of four bits whose two pixels are 1 and 15, stored with FillOrder 2, comes out as 15 and 8, without a
# warning; with FillOrder 1 it comes out rightly. Fails when that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund geotiff@3.0.5
cat > read.mjs <<'JS'
import { fromArrayBuffer } from 'geotiff';

/** Two grey pixels of four bits in one byte. */
function tiff(byte, fillOrder) {
  const entries = [
    [256, 3, 2], [257, 3, 1], [258, 3, 4], [259, 3, 1], [262, 3, 1], [266, 3, fillOrder],
    [273, 4, 8], [277, 3, 1], [278, 3, 1], [279, 4, 1],
  ];
  const view = new DataView(new ArrayBuffer(10 + 2 + entries.length * 12 + 4));
  view.setUint16(0, 0x4949);
  view.setUint16(2, 42, true);
  view.setUint32(4, 10, true);
  view.setUint8(8, byte);
  view.setUint16(10, entries.length, true);
  entries.forEach(([tag, type, value], at) => {
    const start = 12 + at * 12;
    view.setUint16(start, tag, true);
    view.setUint16(start + 2, type, true);
    view.setUint32(start + 4, 1, true);
    if (type === 3) view.setUint16(start + 8, value, true);
    else view.setUint32(start + 8, value, true);
  });
  return view.buffer;
}

async function pixels(byte, fillOrder) {
  const image = await (await fromArrayBuffer(tiff(byte, fillOrder))).getImage();
  return [...(await image.readRasters({ interleave: true }))].join(' ');
}

const [usual, reversed] = [await pixels(0x1f, 1), await pixels(0xf8, 2)];
console.log(`geotiff 3.0.5: FillOrder 1: ${usual}; FillOrder 2: ${reversed} (right: 1 15)`);
process.exit(usual === '1 15' && reversed === '15 8' ? 0 : 1);
JS
node read.mjs
