import { describe, expect, it, vi } from 'vitest';
import { embeddedFields } from '../../../src/pictures/embedded-fields';
import type { PictureType } from '../../../src/pictures/sniff';
import {
  directory,
  exif,
  iptc,
  joined,
  jpeg,
  latin,
  png,
  segment,
  spoken,
  text,
  webp,
  xmp,
  xmpPacket,
} from './metadata-files';

const app1 = 0xe1;
const app13 = 0xed;

async function read(bytes: Uint8Array<ArrayBuffer>, type: PictureType = 'image/jpeg') {
  const fields = await embeddedFields(bytes, type);
  return fields.map(({ name, value }) => `${name}: ${value}`);
}

describe('what is written inside a JPEG', () => {
  it('as EXIF', async () => {
    const tags = {
      0x010e: text('A map of Basel'),
      0x013b: text('Emanuel Büchel'),
      0x8298: text('© 2024 Staatsarchiv'),
    };
    expect(await read(jpeg(segment(app1, exif(tags))))).toEqual([
      'Caption: A map of Basel',
      'Creator: Emanuel Büchel',
      'Rights: © 2024 Staatsarchiv',
    ]);
  });

  it('as EXIF of a program that knew no UTF-8', async () => {
    const tags = { 0x013b: latin('Emanuel B\xfcchel'), 0x8298: latin('\xa9 1998') };
    expect(await read(jpeg(segment(app1, exif(tags))))).toEqual([
      'Creator: Emanuel Büchel',
      'Rights: © 1998',
    ]);
  });

  it('as IPTC, in UTF-8 and in Latin letters', async () => {
    const records = (encode: (said: string) => Uint8Array<ArrayBuffer>) =>
      [
        [5, encode('Rheinbr\xfccke')],
        [105, encode('Flood')],
        [120, encode('The bridge')],
        [80, encode('Büchel')],
        [55, encode('19521104')],
        [103, encode('INV 00123')],
        [110, encode('Museum')],
        [115, encode('Bequest')],
        [116, encode('Public domain')],
      ] as [number, Uint8Array<ArrayBuffer>][];
    const expected = [
      'Title: Rheinbrücke',
      'Headline: Flood',
      'Caption: The bridge',
      'Creator: Büchel',
      'Date: 1952-11-04',
      'Identifier: INV 00123',
      'Rights: Public domain',
      'Provider: Museum',
      'Source: Bequest',
    ];
    expect(await read(jpeg(segment(app13, iptc(records(text), true))))).toEqual(expected);
    expect(await read(jpeg(segment(app13, iptc(records(latin)))))).toEqual(expected);
  });

  it('as XMP', async () => {
    const packet = xmp(
      spoken('dc:title', 'Brücke über den Rhein 🌉'),
      spoken('dc:description', 'Seen from <i>the</i> south'.replace(/<\/?i>/g, '')),
      '<dc:creator><rdf:Seq><rdf:li>Anna</rdf:li><rdf:li>Béla</rdf:li></rdf:Seq></dc:creator>',
      spoken('dc:rights', 'CC BY 4.0'),
      '<dc:identifier>ark:/12345/x</dc:identifier>',
      '<photoshop:Headline>News</photoshop:Headline>',
      '<photoshop:Source>Album 7</photoshop:Source>',
      '<photoshop:DateCreated>1931-05</photoshop:DateCreated>',
      '<xmpRights:WebStatement>https://creativecommons.org/licenses/by/4.0/</xmpRights:WebStatement>',
    );
    expect(await read(jpeg(segment(app1, packet)))).toEqual([
      'Title: Brücke über den Rhein 🌉',
      'Headline: News',
      'Caption: Seen from the south',
      'Creator: Anna, Béla',
      'Date: 1931-05',
      'Identifier: ark:/12345/x',
      'Rights: CC BY 4.0',
      'Rights: https://creativecommons.org/licenses/by/4.0/',
      'Source: Album 7',
    ]);
  });

  it('three times is told once: XMP goes before IPTC, IPTC before EXIF', async () => {
    const file = jpeg(
      segment(app1, exif({ 0x010e: text('of a camera'), 0x013b: text('Canon owner') })),
      segment(app1, xmp(spoken('dc:description', 'of a person'))),
      segment(
        app13,
        iptc([
          [80, text('Anna')],
          [120, text('of an agency')],
        ]),
      ),
    );
    expect(await read(file)).toEqual(['Caption: of a person', 'Creator: Anna']);
  });

  it('where it was taken is not read', async () => {
    const place = joined(
      text('Exif\0\0MM'),
      [0, 42, 0, 0, 0, 8],
      [
        ...[0, 2, 0x82, 0x98, 0, 2, 0, 0, 0, 3, 65, 66, 0, 0],
        ...[0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38, 0, 0, 0, 0],
        ...[0, 1, 0, 1, 0, 2, 0, 0, 0, 2, 78, 0, 0, 0, 0, 0, 0, 0],
      ],
    );
    expect(await read(jpeg(segment(app1, place)))).toEqual(['Rights: AB']);
  });
});

it('is read from PNG, WebP and TIFF, too', async () => {
  const packet = xmpPacket(spoken('dc:rights', 'CC0'));
  const told = joined(text('XML:com.adobe.xmp\0'), [0, 0, 0, 0], packet);
  expect(await read(png(['IHDR', new Uint8Array(13)], ['iTXt', told]), 'image/png')).toEqual([
    'Rights: CC0',
  ]);
  expect(await read(webp(4, ['XMP ', packet]), 'image/webp')).toEqual(['Rights: CC0']);
  const tags = directory({ 0x010d: text('Page 7'), 0x8298: text('CC0') });
  expect(await read(tags, 'image/tiff')).toEqual(['Title: Page 7', 'Rights: CC0']);
});

it('nothing written is nothing read', async () => {
  expect(await read(jpeg())).toEqual([]);
  expect(await read(png(['IHDR', new Uint8Array(13)]), 'image/png')).toEqual([]);
  expect(await read(webp(0), 'image/webp')).toEqual([]);
});

describe('what is broken costs nothing but itself', () => {
  const whole = jpeg(
    segment(app1, exif({ 0x010e: text('Caption'), 0x8298: text('Rights') })),
    segment(app1, xmp(spoken('dc:title', 'Title'))),
    segment(app13, iptc([[80, text('Anna')]])),
  );

  it('cut off at every byte', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const said = new Set<string>();
    for (let length = 4; length < whole.length; length += 3)
      for (const { value } of await embeddedFields(whole.slice(0, length), 'image/jpeg'))
        said.add(value);
    const cut = [...said].filter(
      (value) => !['Caption', 'Rights', 'Title', 'Anna'].some((full) => full.startsWith(value)),
    );
    expect(cut).toEqual([]);
    vi.restoreAllMocks();
  });

  it.each([
    ['XML that bombs', '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'],
    ['XML that does not end', '<x:xmpmeta><rdf:RDF>'],
    ['no XML', '\0\0\0\0'],
  ])('%s', async (_, content) => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const packet = joined(text('http://ns.adobe.com/xap/1.0/\0'), text(content));
    const file = jpeg(segment(app1, packet), segment(app13, iptc([[80, text('Anna')]])));
    expect(await read(file)).toEqual(['Creator: Anna']);
    vi.restoreAllMocks();
  });
});
