/**
 * A JPEG 2000 whose headers say what its stream says. A channel beyond the colours that nobody describes
 * is taken for transparency, as other programs do, and a size that is not the stream's is put right.
 */
import { readJp2, type Jp2 } from './jp2';

type Bytes = Uint8Array<ArrayBuffer>;

export function soundJp2(bytes: Bytes): Bytes {
  const said = readJp2(bytes);
  if (said === null) return bytes;
  const sized = said.header === null ? bytes : sizedAs(said, bytes);
  const isBeyond = said.components === 2 || said.components === 4;
  if (!isBeyond || said.hasChannels || said.hasPalette) return sized;
  const channels = channelBox(said.components);
  if (said.header === null) return joined(wrapper(said), channels, box('jp2c', bytes));
  const { at, end } = said.header;
  const head = sized.slice(at, end);
  new DataView(head.buffer).setUint32(0, head.length + channels.length);
  return joined(sized.slice(0, at), head, channels, sized.slice(end));
}

function sizedAs({ header, stored }: Jp2, bytes: Bytes): Bytes {
  const at = header?.first ?? 0;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(at) === stored.height && view.getUint32(at + 4) === stored.width) return bytes;
  const copy = bytes.slice();
  const out = new DataView(copy.buffer);
  out.setUint32(at, stored.height);
  out.setUint32(at + 4, stored.width);
  return copy;
}

/** Channel, what it is (0: colour, 1: transparency), and of which colour (0: of all). */
function channelBox(components: number): Bytes {
  const colours = components - 1;
  const rows = Array.from({ length: components }, (_, at) =>
    at < colours ? [at, 0, at + 1] : [at, 1, 0],
  );
  return box('cdef', shorts([components, ...rows.flat()]));
}

/** The boxes before a stream that came without any; the room for the channels is counted in. */
function wrapper({ stored, components }: Jp2): Bytes {
  const colours = components === 2 ? 17 : 16;
  const size = shorts([
    ...[stored.height >>> 16, stored.height & 0xffff, stored.width >>> 16, stored.width & 0xffff],
    ...[components, 0x0707, 0],
  ]);
  const headers = joined(
    box('ihdr', size),
    box('colr', joined(new Uint8Array([1, 0, 0]), shorts([0, colours]))),
  );
  const head = box('jp2h', headers);
  new DataView(head.buffer).setUint32(0, head.length + channelBox(components).length);
  return joined(
    box('jP  ', new Uint8Array([13, 10, 0x87, 10])),
    box('ftyp', new TextEncoder().encode('jp2 \0\0\0\0jp2 ')),
    head,
  );
}

function box(name: string, content: Uint8Array): Bytes {
  const bytes = joined(new Uint8Array(4), new TextEncoder().encode(name), content);
  new DataView(bytes.buffer).setUint32(0, bytes.length);
  return bytes;
}

function shorts(values: readonly number[]): Bytes {
  const bytes = new Uint8Array(values.length * 2);
  const view = new DataView(bytes.buffer);
  values.forEach((value, at) => view.setUint16(at * 2, value));
  return bytes;
}

function joined(...parts: readonly Uint8Array[]): Bytes {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
