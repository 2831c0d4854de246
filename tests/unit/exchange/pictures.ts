/** Rows for the tests of what leaves as labels: a plain one, an outgoing one, and texts that mean harm. */
import type {
  LabelClass,
  LabelledPicture,
  OutgoingPicture,
} from '../../../src/exchange/labelled-picture';

export const plain: LabelledPicture = {
  file: 'fern.jpg',
  folder: 'herbarium/1903',
  sha256: 'ab'.repeat(32),
  labels: [{ name: 'Fern', uri: '' }],
  answer: 'labels',
  confidence: null,
  source: 'human',
  annotator: 'Ada',
  generator: '',
  promisedError: null,
  annotatedAt: Date.UTC(2026, 10, 20, 20, 50, 1, 234),
  tookMs: 1400,
  role: 'pool',
  isRestricted: false,
  note: '',
  path: '',
};

/** One with a file, labelled with the classes of these numbers. */
export function outgoing(
  id: number,
  classes: number[],
  change: Partial<OutgoingPicture> = {},
): OutgoingPicture {
  return {
    ...plain,
    id,
    file: `${id}.jpg`,
    classes,
    labels: classes.map((place) => {
      const { name, uri } = labelClass(place);
      return { name, uri };
    }),
    width: 640,
    height: 480,
    type: 'image/jpeg',
    ...change,
  };
}

export const suggested: Partial<OutgoingPicture> = {
  answer: '',
  source: 'model',
  confidence: 0.875,
  annotator: '',
  generator: 'run 7, version 12',
  annotatedAt: null,
  tookMs: null,
};

export const hostile = [
  'quoted "name", with comma',
  'two\nlines',
  'carriage\r\nreturn',
  '\rreturn first',
  '\nnewline first',
  '\ttab first',
  "=cmd|' /C calc'!A0",
  '+1',
  '-1',
  '@SUM(A1)',
  "'=already guarded",
  "''+twice",
  "'apostrophe",
  '＝full width',
  'كتاب قديم',
  'שלום "עולם"',
  '\u202Eright to left override',
  '🗺️ map',
  'a|b',
  'back\\slash',
  'ends with \\',
  '\\|',
  '|',
  ' space around ',
  '\uFEFFbyte-order mark',
  '0012',
  'true',
  '__proto__',
  'x'.repeat(10_000),
];

/** Classes with the hostile names, every third with an authority. */
export const classes: LabelClass[] = hostile.map((_, place) => labelClass(place));

function labelClass(place: number): LabelClass {
  return {
    id: `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`,
    name: hostile[place] ?? '',
    description: place % 2 ? (hostile[place] ?? '') : '',
    uri: place % 3 ? '' : `https://vocab.example.org/aat/${place}`,
    guideline: '',
    isRetired: false,
    mergedInto: '',
  };
}

export async function* inPages<Row>(rows: readonly Row[], size: number): AsyncGenerator<Row[]> {
  for (let start = 0; start < rows.length; start += size) {
    yield await Promise.resolve(rows.slice(start, start + size));
  }
}

export async function joined(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}
