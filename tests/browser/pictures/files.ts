/** Real files, made on the spot: what the tests of intake drop on it. */

export type Painter = (context: OffscreenCanvasRenderingContext2D, w: number, h: number) => void;

/** Left half red, right half blue, with a little of `seed` so that no two files are the same. */
export function halves(seed = 0): Painter {
  return (context, width, height) => {
    context.fillStyle = '#e00000';
    context.fillRect(0, 0, width / 2, height);
    context.fillStyle = '#0000e0';
    context.fillRect(width / 2, 0, width / 2, height);
    context.fillStyle = `hsl(${String((seed * 47) % 360)} 80% 50%)`;
    context.fillRect(width * 0.4, height * 0.4, width * 0.2, height * 0.2);
    context.fillStyle = '#fff';
    context.font = `${String(height / 8)}px sans-serif`;
    context.fillText(String(seed), width * 0.45, height * 0.52);
  };
}

/** Seeded noise: what no encoder can make small. */
export function noise(seed = 1): Painter {
  return (context, width, height) => {
    const image = context.createImageData(width, height);
    let state = seed;
    for (let at = 0; at < image.data.length; at++) {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      image.data[at] = at % 4 === 3 ? 255 : state >>> 24;
    }
    context.putImageData(image, 0, 0);
  };
}

/** A file as this browser encodes it. */
export async function encoded(
  name: string,
  { type = 'image/jpeg', width = 60, height = 40, paint = halves(), quality = 0.9 } = {},
): Promise<File> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  paint(context, width, height);
  const blob = await canvas.convertToBlob({ type, quality });
  if (blob.type !== type) throw new Error(`this browser does not encode ${type}`);
  return new File([blob], name, { type });
}

export async function bytesOf(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.arrayBuffer());
}

/**
 * 32 × 16 pixels, left half red, right half blue. Browsers decode AVIF but do not encode it, so these
 * bytes are kept. `brand` is what the container calls itself first: 'avif', or the general 'mif1'.
 */
export function avif(name: string, brand = 'avif'): File {
  const text = atob(
    'AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUIAAADrbWV0YQAAAAAAAAAhaGRscgAAAAAAAAAAcGljdAAA' +
      'AAAAAAAAAAAAAAAAAAAOcGl0bQAAAAAAAQAAAB5pbG9jAAAAAEQAAAEAAQAAAAEAAAETAAAAMgAAAChpaW5mAAAA' +
      'AAABAAAAGmluZmUCAAAAAAEAAGF2MDFDb2xvcgAAAABqaXBycAAAAEtpcGNvAAAAFGlzcGUAAAAAAAAAIAAAABAA' +
      'AAAQcGl4aQAAAAADCAgIAAAADGF2MUOBAAwAAAAAE2NvbHJuY2x4AAEADQAGgAAAABdpcG1hAAAAAAAAAAEAAQQB' +
      'AoMEAAAAOm1kYXQSAAoJGBD/7ZAQ0GhAMiMZR4eGIYAAaAAAANdxbs2ff2QZTZGmJqEDD0UaeJhsL4Bpkw==',
  );
  const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  bytes.set(letters(brand), 8);
  return new File([bytes], name, { type: 'image/avif' });
}

/** Text, or bytes, under any name. */
export function plain(name: string, content: BlobPart): File {
  return new File([content], name, { type: 'image/jpeg' });
}

/** A file cut short: the first `share` of its bytes. */
export async function truncated(file: File, share: number): Promise<File> {
  return new File([file.slice(0, Math.floor(file.size * share))], file.name);
}

/** A 24-bit bitmap, left half red, right half blue; `topDown` stores its rows the other way round. */
export function bitmap(name: string, width = 6, height = 4, topDown = false): File {
  const stride = Math.ceil((width * 3) / 4) * 4;
  const bytes = new Uint8Array(54 + stride * height);
  const view = new DataView(bytes.buffer);
  bytes.set([0x42, 0x4d]);
  view.setUint32(2, bytes.length, true);
  view.setUint32(10, 54, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, width, true);
  view.setInt32(22, topDown ? -height : height, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 24, true);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      bytes.set(x < width / 2 ? [0, 0, 0xe0] : [0xe0, 0, 0], 54 + y * stride + x * 3);
  return new File([bytes], name);
}

/**
 * An animation of one-colour frames: `colours` are [red, green, blue] of each. Codes are never
 * compressed: a clear code before every two pixels keeps them three bits wide.
 */
export function animation(name: string, colours: [number, number, number][], side = 4): File {
  const table = Array.from({ length: 4 }, (_, at) => colours[at] ?? [0, 0, 0]).flat();
  const bytes = [...letters('GIF89a'), side, 0, side, 0, 0xf1, 0, 0, ...table];
  for (const index of colours.keys()) {
    bytes.push(0x21, 0xf9, 4, 4, 10, 0, 0, 0);
    bytes.push(0x2c, 0, 0, 0, 0, side, 0, side, 0, 0, 2, ...subBlock(codes(side * side, index)), 0);
  }
  return new File([new Uint8Array([...bytes, 0x3b])], name);
}

function codes(pixels: number, colour: number): number[] {
  const clear = 4;
  const stream: number[] = [];
  for (let at = 0; at < pixels; at++) stream.push(...(at % 2 === 0 ? [clear] : []), colour);
  stream.push(clear + 1);
  const bits = stream.flatMap((code) => [code & 1, (code >> 1) & 1, (code >> 2) & 1]);
  return Array.from({ length: Math.ceil(bits.length / 8) }, (_, at) =>
    bits.slice(at * 8, at * 8 + 8).reduce((byte, bit, place) => byte | (bit << place), 0),
  );
}

function subBlock(bytes: number[]): number[] {
  return [bytes.length, ...bytes];
}

/** A grey PNG whose header claims `width` × `height`, filled with as many deflated zeros as asked for. */
export async function png(
  name: string,
  width: number,
  height: number,
  rows = height,
): Promise<File> {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header[8] = 8;
  const zeros = new Uint8Array((width + 1) * Math.min(rows, 64));
  const deflate = new CompressionStream('deflate');
  const deflated = new Response(deflate.readable).arrayBuffer();
  const writer = deflate.writable.getWriter();
  for (let done = 0; done < rows; done += 64)
    await writer.write(zeros.subarray(0, (width + 1) * Math.min(64, rows - done)));
  await writer.close();
  const signature = new Uint8Array([0x89, ...letters('PNG\r\n\x1a\n')]);
  const parts = [
    signature,
    chunk('IHDR', header),
    chunk('IDAT', new Uint8Array(await deflated)),
    chunk('IEND', new Uint8Array()),
  ];
  return new File(parts, name, { type: 'image/png' });
}

function chunk(kind: string, data: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(letters(kind), 4);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** The same JPEG, told by EXIF how a camera was held (1–8). */
export async function oriented(file: File, orientation: number): Promise<File> {
  const bytes = await bytesOf(file);
  const entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0];
  const tiff = [...letters('MM'), 0, 42, 0, 0, 0, 8, 0, 1, ...entry, 0, 0, 0, 0];
  const exif = [...letters('Exif'), 0, 0, ...tiff];
  const segment = new Uint8Array([0xff, 0xe1, 0, exif.length + 2, ...exif]);
  return new File([bytes.slice(0, 2), segment, bytes.slice(2)], file.name, { type: file.type });
}

function letters(text: string): number[] {
  return [...text].map((letter) => letter.charCodeAt(0));
}

/** Colour of one pixel of a picture as [red, green, blue], at shares (0–1) of its width and height. */
export async function pixel(blob: Blob, x: number, y: number): Promise<[number, number, number]> {
  const picture = await createImageBitmap(blob);
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  context.drawImage(picture, 0, 0);
  const at = context.getImageData(picture.width * x, picture.height * y, 1, 1).data;
  return [at[0] ?? 0, at[1] ?? 0, at[2] ?? 0];
}

/** Which of the primaries a pixel is nearest to: what survives lossy encoding. */
export function colourName([red, green, blue]: [number, number, number]): string {
  if (red > 200 && green > 200 && blue > 200) return 'white';
  if (red > 150 && green < 90 && blue < 90) return 'red';
  if (blue > 150 && red < 90 && green < 90) return 'blue';
  if (green > 110 && red < 90 && blue < 90) return 'green';
  return `rgb(${String(red)}, ${String(green)}, ${String(blue)})`;
}
