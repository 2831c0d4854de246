/**
 * What is written inside a picture's file: title, caption, creator, rights, date. Kept with the picture,
 * because whoever scanned it wrote it there for whoever comes after.
 *
 * Where a picture was taken (GPS) is not read at all: many a photographer does not know that a camera
 * notes it, and labels made here are published.
 */
import type { PictureType } from './sniff';
import { headWithMetadata } from './metadata-head';

/** The name is one of the collection's own for such things, or the field's. */
export interface EmbeddedField {
  readonly name: string;
  readonly value: string;
}

/** Characters of a value that are kept. */
const longest = 4000;

/** What the reader puts where a value lies outside the file. */
const unreadable = '<faulty value>';

type Group = 'xmp' | 'iptc' | 'exif' | 'icc';

/** For each field where it may stand, the place that is most likely to have been filled in by a person first. */
const places: readonly (readonly [string, readonly (readonly [Group, string])[]])[] = [
  [
    'Title',
    [
      ['xmp', 'title'],
      ['iptc', 'Object Name'],
      ['exif', 'DocumentName'],
    ],
  ],
  [
    'Headline',
    [
      ['xmp', 'Headline'],
      ['iptc', 'Headline'],
    ],
  ],
  [
    'Caption',
    [
      ['xmp', 'description'],
      ['iptc', 'Caption/Abstract'],
      ['exif', 'ImageDescription'],
    ],
  ],
  [
    'Creator',
    [
      ['xmp', 'creator'],
      ['iptc', 'By-line'],
      ['exif', 'Artist'],
    ],
  ],
  [
    'Date',
    [
      ['xmp', 'DateCreated'],
      ['iptc', 'Date Created'],
      ['exif', 'DateTimeOriginal'],
    ],
  ],
  [
    'Identifier',
    [
      ['xmp', 'identifier'],
      ['xmp', 'TransmissionReference'],
      ['iptc', 'Original Transmission Reference'],
    ],
  ],
  [
    'Rights',
    [
      ['xmp', 'rights'],
      ['iptc', 'Copyright Notice'],
      ['exif', 'Copyright'],
    ],
  ],
  ['Rights', [['xmp', 'UsageTerms']]],
  ['Rights', [['xmp', 'WebStatement']]],
  [
    'Provider',
    [
      ['xmp', 'Credit'],
      ['iptc', 'Credit'],
    ],
  ],
  [
    'Source',
    [
      ['xmp', 'Source'],
      ['xmp', 'source'],
      ['iptc', 'Source'],
    ],
  ],
  ['Colour profile', [['icc', 'ICC Description']]],
];

/** The colours of the web need no mention. */
const usualProfile = /srgb|iec\s?61966/i;

/** What the reader is asked for, and nothing else. */
const wanted = Object.fromEntries(
  (['xmp', 'iptc', 'exif', 'icc'] as const).map((group) => [
    group,
    places.flatMap(([, all]) => all.filter(([at]) => at === group).map(([, tag]) => tag)),
  ]),
);

interface Tag {
  value?: unknown;
  description?: unknown;
}
type Tags = Partial<Record<Group, Record<string, Tag | undefined>>>;

/** Loaded when the first picture has something to say. Workers have no parser of XML of their own. */
let readers: ReturnType<typeof load> | null = null;

async function load() {
  const [reader, xml] = await Promise.all([import('exifreader'), import('@xmldom/xmldom')]);
  return { reader, xml };
}

/** Empty where nothing is written, or nothing that makes sense: metadata never costs a picture. */
export async function embeddedFields(
  bytes: Uint8Array<ArrayBuffer>,
  type: PictureType,
): Promise<EmbeddedField[]> {
  const head = headWithMetadata(bytes, type);
  if (head === null) return [];
  const { reader, xml } = await (readers ??= load());
  let tags: Tags;
  try {
    const domParser = new xml.DOMParser({ onError: xml.onErrorStopParsing });
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
    tags = (await reader.loadView(view, {
      expanded: true,
      async: true,
      includeTags: wanted,
      domParser,
    })) as Tags;
  } catch (error) {
    // Nothing was found, or what was found is broken: the picture comes in without it.
    console.warn('What is written inside a picture could not be read.', error);
    return [];
  }
  return fieldsOf(tags);
}

function fieldsOf(tags: Tags): EmbeddedField[] {
  const fields: EmbeddedField[] = [];
  for (const [name, all] of places) {
    const value = all.map(([group, tag]) => text(tags[group]?.[tag], group)).find(Boolean);
    if (value === undefined || fields.some((field) => field.value === value)) continue;
    if (name === 'Colour profile' && usualProfile.test(value)) continue;
    fields.push({ name, value: name === 'Date' ? plainDate(value) : value });
  }
  return fields;
}

function text(tag: Tag | undefined, group: Group): string {
  if (tag === undefined) return '';
  const said = group === 'exif' ? exifText(tag) : tag.description;
  return typeof said === 'string' && said !== unreadable ? tidy(said) : '';
}

/** EXIF knows no letters beyond ASCII; programs write UTF-8 all the same, and older ones Windows's Latin. */
function exifText({ value }: Tag): string {
  const bytes = Array.isArray(value) ? value.join('\0') : value;
  if (typeof bytes !== 'string') return '';
  const codes = Uint8Array.from(bytes, (letter) => letter.charCodeAt(0));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(codes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return new TextDecoder('windows-1252').decode(codes);
  }
}

/** Without what nobody can see; a terminating zero is part of many a value. */
function tidy(said: string): string {
  return said
    .replace(/[\p{Cc}\ufffd]+/gu, ' ')
    .trim()
    .slice(0, longest);
}

/** EXIF writes 2019:03:04 for the fourth of March. */
function plainDate(date: string): string {
  return date.replace(/^(\d{4}):(\d\d):(\d\d)/, '$1-$2-$3');
}
