import { describe, expect, it } from 'vitest';
import { cocoPieces } from '../../../src/exchange/labels-coco';
import type { BroughtLabels } from '../../../src/exchange/brought-labels';
import { readLabels } from '../../../src/exchange/label-files';
import { writeLabelsCsv } from '../../../src/exchange/labels-csv';
import { placesOf, shownPlace } from '../../../src/exchange/picture-places';
import { classOf, isImageManifest } from '../../../src/exchange/teachable-machine';
import { granted } from '../collection/stage';
import { inPages, joined, plain } from './pictures';

const read = (json: unknown): BroughtLabels => granted(readLabels(JSON.stringify(json)));

/** Rows as file, labels and who gave them. */
const rows = ({ rows }: BroughtLabels) =>
  rows.map((row) => [row.file, row.labels.map(({ name }) => name).join('+'), row.annotator]);

const left = ({ leftOut }: BroughtLabels) =>
  Object.fromEntries(
    Object.entries<number | { count: number }>({ ...leftOut })
      .map(([kind, n]) => [kind, typeof n === 'number' ? n : n.count] as const)
      .filter(([, n]) => n > 0),
  );

function task(image: string, annotations: unknown[], more = {}) {
  return { id: 1, data: { image }, annotations, predictions: [], ...more };
}

function given(choices: string[], more = {}) {
  return { result: [{ type: 'choices', from_name: 'kind', value: { choices } }], ...more };
}

const box = { type: 'rectanglelabels', value: { x: 1, y: 1, rectanglelabels: ['moss'] } };

describe('JSON of Label Studio', () => {
  it('gives what a person chose for a whole picture, under the person’s name', () => {
    const brought = read([
      task('/data/upload/3/0a1b2c3d-a.jpg', [given(['moss'], { completed_by: 7 })]),
      task('https://example.org/b%20c.jpg?x=1', [
        given(['fern', 'wet'], { completed_by: { id: 2, email: 'ada@example.org' } }),
      ]),
      task('/data/local-files/?d=box/d.jpg', [
        given(['moss'], { completed_by: { first_name: 'Ada', last_name: 'Byron' } }),
      ]),
      task('s3://bucket/box/e.png', [given(['moss'])]),
    ]);
    expect(brought.tool).toBe('Label Studio');
    expect(rows(brought)).toEqual([
      ['0a1b2c3d-a.jpg', 'moss', 'annotator 7 (Label Studio)'],
      ['b c.jpg', 'fern+wet', 'ada@example.org (Label Studio)'],
      ['d.jpg', 'moss', 'Ada Byron (Label Studio)'],
      ['e.png', 'moss', 'Label Studio'],
    ]);
    expect(brought.rows[0]?.places.at(-1)).toEqual({ file: 'a.jpg', folder: 'data/upload/3' });
    expect(brought.rows[2]?.folder).toBe('box');
    expect(left(brought)).toEqual({});
  });

  it('leaves out predictions, what was given up, regions and texts, and counts each', () => {
    const brought = read([
      task('a.jpg', [given(['moss'], { was_cancelled: true })], { predictions: [{}, {}] }),
      task('b.jpg', [{ result: [box, { type: 'textarea', value: { text: ['wet'] } }] }]),
      task('c.jpg', [
        {
          result: [
            { type: 'choices', value: { x: 1, choices: ['leaf'] } },
            ...given(['moss']).result,
          ],
        },
      ]),
    ]);
    expect(rows(brought)).toEqual([
      ['a.jpg', '', 'Label Studio'],
      ['b.jpg', '', 'Label Studio'],
      ['c.jpg', 'moss', 'Label Studio'],
    ]);
    expect(left(brought)).toEqual({ predictions: 2, cancelled: 1, regions: 2, otherKinds: 1 });
  });

  it('of several answers takes the one marked as the truth, else the latest', () => {
    const early = given(['moss'], { updated_at: '2024-01-01T00:00:00Z' });
    const late = given(['fern'], { updated_at: '2024-02-01T00:00:00Z' });
    const brought = read([
      task('a.jpg', [early, late]),
      task('b.jpg', [{ ...early, ground_truth: true }, late]),
    ]);
    expect(rows(brought).map(([, label]) => label)).toEqual(['fern', 'moss']);
    expect(left(brought)).toEqual({ further: 2 });
  });

  it('is read in its short form, too, where the answers stand between the other fields', () => {
    const end = { annotator: 1, annotation_id: 5, lead_time: 2.5 };
    const brought = read([
      { image: '/data/upload/1/0a1b2c3d-a.jpg', title: 'A leaf', id: 1, kind: 'moss', ...end },
      { image: 'b.jpg', id: 2, kind: { choices: ['moss', 'wet'] }, ...end },
      { image: 'c.jpg', id: 3, label: [{ x: 1 }, { x: 2 }], ...end },
      { image: 'a.jpg', id: 4, kind: 'fern', ...end, annotator: 'ada@example.org' },
      { image: 'a.jpg', id: 4, kind: 'fern', ...end },
    ]);
    expect(rows(brought)).toEqual([
      ['0a1b2c3d-a.jpg', 'moss', 'annotator 1 (Label Studio)'],
      ['b.jpg', 'moss+wet', 'annotator 1 (Label Studio)'],
      ['c.jpg', '', 'Label Studio'],
      ['a.jpg', 'fern', 'ada@example.org (Label Studio)'],
    ]);
    expect(left(brought)).toEqual({ regions: 2, further: 1 });
  });
});

describe('the two exports of Label Studio', () => {
  const days = ['2024-01-01T00:00:00Z', '2024-02-01T00:00:00Z'];

  it('give the same of several answers on one picture: the latest', () => {
    const long = read([
      task(
        'a.jpg',
        ['moss', 'fern'].map((kind, at) =>
          given([kind], { updated_at: days[at], completed_by: at }),
        ),
      ),
    ]);
    const short = read(
      ['moss', 'fern'].map((kind, at) => ({
        ...{ image: 'a.jpg', id: 1, kind, annotator: at },
        ...{ annotation_id: at, updated_at: days[at], lead_time: 1 },
      })),
    );
    expect(rows(long)).toEqual([['a.jpg', 'fern', 'annotator 1 (Label Studio)']]);
    expect(rows(short)).toEqual(rows(long));
    expect(left(long)).toEqual({ further: 1 });
    expect(left(short)).toEqual({ further: 1 });
  });

  const end = { annotator: 1, annotation_id: 5, lead_time: 2.5 };

  it('tell a text beside the choice from a choice, and several questions from one', () => {
    const asked = Array.from({ length: 12 }, (_, at) => ({
      ...{ image: `${at}.jpg`, id: at, kind: at % 2 ? 'moss' : 'fern' },
      ...{ note: `seen by the brook, sheet ${at}`, ...end },
    }));
    const one = read(asked);
    expect([one.rows.length, one.questions, left(one)]).toEqual([12, [], { otherKinds: 12 }]);
    expect(one.rows[1]?.labels).toEqual([{ name: 'moss', uri: '' }]);
    const two = read(asked.map((each, at) => ({ ...each, note: at % 3 ? 'torn' : 'whole' })));
    expect(two.questions.map(({ name }) => name)).toEqual(['kind', 'note']);
  });

  it('give a term of a taxonomy under its last word, with the path to it', () => {
    const plants = ['Plants', 'Ferns'];
    const result = (...taxonomy: string[][]) => ({
      result: [{ type: 'taxonomy', from_name: 'what', value: { taxonomy } }],
    });
    const long = read([task('a.jpg', [result(plants)]), task('b.jpg', [result(['Other'])])]);
    const short = read([
      { image: 'a.jpg', id: 1, what: [{ taxonomy: [plants] }], ...end },
      { image: 'b.jpg', id: 2, what: [{ taxonomy: [['Other']] }], ...end },
    ]);
    for (const { rows: found } of [long, short])
      expect(found.map(({ labels }) => labels)).toEqual([
        [{ name: 'Ferns', uri: '', description: 'Plants / Ferns' }],
        [{ name: 'Other', uri: '' }],
      ]);
    expect(left(long)).toEqual({});
    const alike = read([
      task('a.jpg', [result(['Plants', 'Other'])]),
      task('b.jpg', [result(['Beasts', 'Other'])]),
    ]);
    expect(rows(alike).map(([, name]) => name)).toEqual(['Plants / Other', 'Beasts / Other']);
  });
});

describe('COCO', () => {
  const image = { id: 1, file_name: 'train/a.jpg', width: 10, height: 10 };
  const categories = [
    { id: 1, name: 'moss' },
    { id: '2', name: 'fern' },
  ];

  it('gives the categories a picture has, each once; where they lie is counted', () => {
    const annotation = { image_id: '1', category_id: 1, bbox: [1, 1, 2, 2] };
    const brought = read({
      images: [image, { id: 'x', file_name: 'b.jpg' }],
      annotations: [annotation, annotation, { image_id: 1, category_id: 2 }],
      categories,
    });
    expect(rows(brought)).toEqual([
      ['a.jpg', 'moss+fern', 'COCO'],
      ['b.jpg', '', 'COCO'],
    ]);
    expect(brought.rows[0]?.folder).toBe('train');
    expect(left(brought)).toEqual({ regions: 2 });
  });

  it('leaves out what a model scored and what belongs to nothing', () => {
    const brought = read({
      images: [image, { id: 5 }, null],
      annotations: [
        { image_id: 1, category_id: 1, score: 0.9 },
        { image_id: 99, category_id: 1 },
        { image_id: 1, category_id: 99 },
        { image_id: { toString: 1 }, category_id: 1 },
      ],
      categories,
    });
    expect(rows(brought)).toEqual([['a.jpg', '', 'COCO']]);
    expect(left(brought)).toEqual({ predictions: 1, broken: 5 });
  });

  it('gives no label by a number that two pictures share, or two categories: they are named', () => {
    const brought = read({
      images: [
        { id: 1, file_name: 'a.png' },
        { id: 1, file_name: 'b.png' },
        { id: 2, file_name: 'c.png' },
        { id: 2, file_name: 'c.png' },
      ],
      categories: [...categories, { id: 2, name: 'lichen' }],
      annotations: [
        { image_id: 1, category_id: 1 },
        { image_id: 2, category_id: 1 },
        { image_id: 2, category_id: 2 },
      ],
    });
    expect(rows(brought)).toEqual([['c.png', 'moss', 'COCO']]);
    expect(brought.leftOut).toMatchObject({
      notUnique: { count: 4, names: ['fern', 'lichen', 'a.png', 'b.png'] },
      ...{ onNotUnique: 2, repeated: 1 },
    });
  });

  it('of ours takes nothing for a person’s word that does not say so', () => {
    const { leftOut, rows: found } = read({
      info: { contributor: 'Vitrine 0.3.0' },
      images: [image],
      categories,
      annotations: [
        { image_id: 1, category_id: 1 },
        { image_id: 1, category_id: 1, source: 'human', generator: 'run 7' },
      ],
    });
    expect(found[0]?.labels).toEqual([]);
    expect(leftOut.predictions).toBe(2);
  });

  it('that left here comes back exactly: fingerprints, answers and who gave them', async () => {
    const { sha256, folder } = plain;
    const out = { ...plain, id: 4, classes: [0], width: 30, height: 20, type: 'image/jpeg' };
    const labels = plain.labels.map((each) => ({
      ...{ ...each, id: 'l', description: '', guideline: '' },
      ...{ isRetired: false, mergedInto: '' },
    }));
    const facts = { collection: 'Ferns', labels, appVersion: '0.1.0', at: 0 };
    const none = { ...out, id: 5, classes: [], labels: [], answer: 'none' as const };
    const text = await joined(cocoPieces(() => inPages([out, none], 1), facts));
    const brought = granted(readLabels(text));
    expect(brought.tool).toBe('Vitrine');
    expect(brought.rows).toMatchObject([
      { sha256, folder, labels: plain.labels, answer: 'labels', annotator: 'Ada' },
      { labels: [], answer: 'none' },
    ]);
    expect(left(brought)).toEqual({});
  });
});

describe('files of labels', () => {
  it('of our own are known by their columns', () => {
    expect(granted(readLabels(writeLabelsCsv([plain])))).toMatchObject({
      tool: 'Vitrine',
      rows: [{ file: plain.file, labels: plain.labels }],
    });
  });

  const whole = JSON.stringify([task('a.jpg', [given(['moss'])])]);
  it('cut off at every tenth byte are refused', () => {
    for (let at = 0; at < whole.length; at += 10)
      expect(readLabels(whole.slice(0, at)), `at ${at}`).toMatchObject({
        ok: false,
        problem: { kind: 'unknown-labels' },
      });
  });

  it.each([
    ['nothing', ''],
    ['an empty list', '[]'],
    ['an empty object', '{}'],
    ['a number', '7'],
    ['a manifest of IIIF', '{"@context":"http://iiif.io/api/presentation/3/context.json"}'],
    ['another spreadsheet', 'name,kind\r\na.jpg,moss\r\n'],
    ['bare results of a detector', '[{"image_id":1,"category_id":1,"score":0.5}]'],
    ['brackets without end', '['.repeat(200_000)],
    ['COCO whose lists are none', '{"images":{},"annotations":{},"categories":{}}'],
    ['zeros', '\0\0\0\0'],
  ])('that are %s are refused', (_, text) => {
    expect(readLabels(text)).toMatchObject({ ok: false, problem: { kind: 'unknown-labels' } });
  });

  it.each([
    ['fields of the wrong type', [task('a.jpg', [{ result: 'x' }, 7, null, { result: [[], 7] }])]],
    ['no picture', [{ data: { text: 'words' }, annotations: [given(['moss'])] }]],
    ['a task that is none', [task('a.jpg', []), 7, null, [], 'x']],
  ])('with %s count what makes no sense', (_, json) => {
    const { leftOut } = read(json);
    expect(leftOut.broken.count + leftOut.otherKinds).toBeGreaterThan(0);
  });

  it('may hold names that programs trip over', () => {
    const text =
      '[{"data":{"__proto__":"x","image":"constructor.jpg"},"annotations":[{"result":[{"type":"choices","value":{"choices":["__proto__","toString"]}}]}],"__proto__":{"polluted":1}}]';
    expect(rows(granted(readLabels(text)))).toEqual([
      ['constructor.jpg', '__proto__+toString', 'Label Studio'],
    ]);
    expect('polluted' in {}).toBe(false);
  });

  it('may be long: a hundred thousand annotations, on many pictures or on one', () => {
    const images = Array.from({ length: 50_000 }, (_, id) => ({ id, file_name: `${id}.jpg` }));
    const annotations = Array.from({ length: 100_000 }, (_, at) => ({
      image_id: at < 50_000 ? 0 : at - 50_000,
      category_id: 1,
    }));
    const brought = read({ images, annotations, categories: [{ id: 1, name: 'moss' }] });
    expect(brought.rows).toHaveLength(50_000);
  });
});

it.each([
  ['a.jpg', 'a.jpg', ''],
  ['./box/a.jpg', 'a.jpg', 'box'],
  ['box\\inner\\a.jpg', 'a.jpg', 'box/inner'],
  ['../../a.jpg', 'a.jpg', ''],
  ['https://example.org/x/a%20b.jpg?size=1#top', 'a b.jpg', 'example.org/x'],
  ['/data/local-files/?d=box/100%25.jpg', '100%.jpg', 'box'],
  ['50%.jpg', '50%.jpg', ''],
  ['file:///C:/scans/a.jpg', 'a.jpg', 'C:/scans'],
])('%s names a picture', (reference, file, folder) => {
  expect(shownPlace(reference)).toEqual({ file, folder });
  expect(placesOf(reference)).toContainEqual({ file, folder });
});

it('a name is read as it stands before anything in it means something', () => {
  expect(placesOf('box/MS #12 f1r.png').map(({ file }) => file)).toEqual(['MS #12 f1r.png', 'MS ']);
  expect(placesOf('a%20b.jpg').map(({ file }) => file)).toEqual(['a%20b.jpg', 'a b.jpg']);
  expect(placesOf('/')).toEqual([]);
});

it.each([
  ['Moss-!-0.png', 'Moss'],
  ['a-!-b-!-12.jpg', 'a-!-b'],
  ['wet/dry-!-3.png', 'wet/dry'],
  ['manifest.json', null],
  ['-!-0.png', null],
])('%s is a sample of a class', (path, name) => {
  expect(classOf(path)).toBe(name);
});

it.each([
  ['{"type":"image"}', true],
  ['{}', true],
  ['{"type":"audio"}', false],
  ['[', false],
  ['null', false],
])('%s speaks of pictures or not', (text, isImage) => {
  expect(isImageManifest(text)).toBe(isImage);
});
