/** Files with something written inside: the headers alone, for there is no need of pixels. */

type Bytes = Uint8Array<ArrayBuffer>;

export function text(said: string): Bytes {
  return new TextEncoder().encode(said);
}

/** One byte a letter, as programs wrote before UTF-8. */
export function latin(said: string): Bytes {
  return Uint8Array.from(said, (letter) => letter.charCodeAt(0));
}

export function joined(...parts: (Bytes | number[])[]): Bytes {
  return new Uint8Array(parts.flatMap((part) => [...part]));
}

export function jpeg(...segments: Bytes[]): Bytes {
  return joined([0xff, 0xd8], ...segments, [0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9]);
}

export function segment(marker: number, content: Bytes): Bytes {
  const length = content.length + 2;
  return joined([0xff, marker, length >> 8, length & 255], content);
}

/** EXIF with text in its first directory, `tags` by number. */
export function exif(tags: Record<number, Bytes>): Bytes {
  return joined(text('Exif\0\0'), directory(tags));
}

/** A TIFF of nothing but text. */
export function directory(tags: Record<number, Bytes>): Bytes {
  const numbers = Object.keys(tags).map(Number);
  const begin = 8 + 2 + numbers.length * 12 + 4;
  const entries: number[] = [];
  const values: number[] = [];
  for (const number of numbers) {
    const value = [...tags[number]!, 0];
    while (value.length < 5) value.push(0);
    entries.push(...short(number), ...short(2), ...long(value.length));
    entries.push(...long(begin + values.length));
    values.push(...value);
  }
  const head = joined(text('MM'), [0, 42, 0, 0, 0, 8]);
  return joined(head, short(numbers.length), entries, long(0), values);
}

export function xmp(...properties: string[]): Bytes {
  return joined(text('http://ns.adobe.com/xap/1.0/\0'), xmpPacket(...properties));
}

export function xmpPacket(...properties: string[]): Bytes {
  return text(
    `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
    <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
      xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
      xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/">${properties.join('')}</rdf:Description>
    </rdf:RDF></x:xmpmeta><?xpacket end="w"?>`,
  );
}

/** In one language, as most of them are. */
export function spoken(name: string, said: string): string {
  return `<${name}><rdf:Alt><rdf:li xml:lang="x-default">${said}</rdf:li></rdf:Alt></${name}>`;
}

/** IPTC in the block Photoshop keeps it in; `records` by number, all of the second kind. */
export function iptc(records: [number, Bytes][], isUtf8 = false): Bytes {
  const parts: (Bytes | number[])[] = isUtf8 ? [[0x1c, 1, 90, 0, 3, 0x1b, 0x25, 0x47]] : [];
  for (const [number, value] of records)
    parts.push([0x1c, 2, number, value.length >> 8, value.length & 255], value);
  const content = joined(...parts);
  const padding = content.length % 2 === 0 ? [] : [0];
  return joined(
    text('Photoshop 3.0\x008BIM'),
    [4, 4, 0, 0],
    long(content.length),
    content,
    padding,
  );
}

export function png(...chunks: [string, Bytes][]): Bytes {
  const all = chunks.flatMap(([kind, content]) => [
    ...long(content.length),
    ...text(kind),
    ...content,
    0,
    0,
    0,
    0,
  ]);
  return joined([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], all);
}

export function webp(flags: number, ...chunks: [string, Bytes][]): Bytes {
  const extended: [string, Bytes] = ['VP8X', joined([flags, 0, 0, 0, 9, 0, 0, 9, 0, 0])];
  const all = [extended, ...chunks].flatMap(([kind, content]) => [
    ...text(kind),
    ...long(content.length).reverse(),
    ...content,
    ...(content.length % 2 === 0 ? [] : [0]),
  ]);
  return joined(text('RIFF'), long(all.length + 4).reverse(), text('WEBP'), all);
}

function short(value: number): number[] {
  return [value >> 8, value & 255];
}

function long(value: number): number[] {
  return [value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255];
}
