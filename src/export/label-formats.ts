/** The label formats in a person's words: what each is for, and how large it will be. */
import type { LabelFormat, LabelsWish } from '../workers/protocol/export';

export const labelFormats: { value: LabelFormat; label: string; hint: string }[] = [
  {
    value: 'csv',
    label: 'Spreadsheet (CSV)',
    hint: 'One row a picture. Any spreadsheet opens it, and nothing in it is run as a formula.',
  },
  {
    value: 'jsonl',
    label: 'JSON lines',
    hint: 'The same rows for programs: one object a line.',
  },
  {
    value: 'imagefolder',
    label: 'Hugging Face image folder',
    hint: 'A folder each for train, validation and test, with a metadata file.',
  },
  {
    value: 'parquet',
    label: 'Parquet',
    hint: 'For data science and the Hugging Face hub; each row contains its picture.',
  },
  {
    value: 'coco',
    label: 'COCO',
    hint: 'For annotation tools. A label becomes a box around the whole picture.',
  },
  {
    value: 'iiif',
    label: 'IIIF annotations',
    hint: 'Tags on canvases for viewers such as Mirador; people and models kept apart.',
  },
  {
    value: 'skos',
    label: 'Vocabulary (SKOS)',
    hint: 'The labels themselves with their definitions and authorities; no pictures.',
  },
];

/** Where addresses are part of what is written. */
export function namesAddresses(format: LabelFormat): boolean {
  return format === 'iiif' || format === 'skos';
}

const endings: Record<LabelFormat, string> = {
  csv: 'csv',
  jsonl: 'jsonl',
  imagefolder: 'jsonl',
  parquet: 'zip',
  coco: 'json',
  iiif: 'zip',
  skos: 'ttl',
};

/** What the name of the file ends in: with pictures it is an archive. */
export function fileEnding({ format, pictures }: Pick<LabelsWish, 'format' | 'pictures'>): string {
  return pictures === 'none' || format === 'skos' ? endings[format] : 'zip';
}

/** Bytes of a row as these formats write it, seen on collections with short names. */
const bytesARow: Record<LabelFormat, number> = {
  csv: 190,
  jsonl: 380,
  imagefolder: 420,
  parquet: 110,
  coco: 520,
  iiif: 900,
  skos: 0,
};
const bytesALabel = 400;

/** What the file will weigh, roughly: rows, and the pictures if they travel. */
export function estimatedBytes(
  { format, pictures }: Pick<LabelsWish, 'format' | 'pictures'>,
  { rows, labels, pictureBytes }: { rows: number; labels: number; pictureBytes: number },
): number {
  if (format === 'skos') return labels * bytesALabel;
  return rows * (bytesARow[format] + (pictures === 'none' ? 0 : pictureBytes));
}

/** "https://example.org/ferns" → "https://example.org/ferns/"; null when it is no web address. */
export function publishedAt(typed: string): string | null {
  const trimmed = typed.trim();
  if (trimmed === '') return '';
  if (!/^https?:\/\/[^\s/]/i.test(trimmed) || !URL.canParse(trimmed)) return null;
  const address = new URL(trimmed);
  address.hash = '';
  address.search = '';
  return address.href.endsWith('/') ? address.href : `${address.href}/`;
}
