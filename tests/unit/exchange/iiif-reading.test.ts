import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readIiif, type IiifManifest } from '../../../src/exchange/iiif-reading';

const home = 'https://library.example.org/m.json';

function read(json: unknown): IiifManifest {
  const found = readIiif(JSON.stringify(json), home);
  if (!found.ok || found.value.kind !== 'manifest') throw new Error(JSON.stringify(found));
  return found.value;
}

const image = (n: number | string) => ({
  id: `https://images.example.org/${n}.jpg`,
  type: 'Image',
  service: [
    { id: `https://images.example.org/iiif/${n}`, type: 'ImageService3', profile: 'level1' },
  ],
});

const canvas = (n: number, ...bodies: unknown[]) => ({
  id: `https://library.example.org/canvas/${n}`,
  type: 'Canvas',
  label: { none: [`f. ${n}`] },
  items: [
    { type: 'AnnotationPage', items: bodies.map((body) => ({ motivation: 'painting', body })) },
  ],
});

const manifest = (...items: unknown[]) => ({
  id: home,
  type: 'Manifest',
  label: { en: ['A book'] },
  items,
});

describe('a manifest', () => {
  it('gives its pictures with canvas, service and address', () => {
    const { title, pictures, gaps } = read(manifest(canvas(1, image(1)), canvas(2, image(2))));
    expect(title).toBe('A book');
    expect(gaps).toEqual([]);
    expect(pictures.map(({ name }) => name)).toEqual(['f. 1', 'f. 2']);
    expect(pictures[0]).toMatchObject({
      source: 'https://library.example.org/canvas/1',
      service: 'https://images.example.org/iiif/1',
      address: 'https://images.example.org/1.jpg',
    });
  });

  it('gives a region or a turned view of a picture as its service has it, and says where it has none', () => {
    const specific = (source: object, selector: object) => ({
      ...{ type: 'SpecificResource', source, selector },
    });
    const region = { type: 'ImageApiSelector', region: '1,2,3,4' };
    const { pictures } = read(
      manifest(
        canvas(1, specific({ ...image(1), width: 30, height: 40 }, region)),
        canvas(2, specific(image(2), { type: 'ImageApiSelector', rotation: '90' })),
        canvas(3, specific({ id: 'https://a.org/3.jpg', type: 'Image' }, region)),
        canvas(4, {
          ...image(4),
          id: 'https://images.example.org/iiif/4/5,6,7,8/max/0/default.jpg',
        }),
        canvas(5, image(5)),
      ),
    );
    const at = { isPercent: false };
    expect(pictures.map(({ part, isPart }) => ({ part, isPart }))).toEqual([
      {
        part: {
          ...{ region: { x: 1, y: 2, width: 3, height: 4, ...at }, rotation: '0' },
          of: { width: 30, height: 40 },
        },
        isPart: false,
      },
      { part: { region: null, rotation: '90', of: null }, isPart: false },
      { part: null, isPart: true },
      {
        part: { region: { x: 5, y: 6, width: 7, height: 8, ...at }, rotation: '0', of: null },
        isPart: false,
      },
      { part: null, isPart: false },
    ]);
    expect(pictures[1]?.address).toBe('https://images.example.org/iiif/2/full/max/90/default.jpg');
    expect(pictures[2]?.address).toBe('https://a.org/3.jpg');
  });

  it('offers the poster of a film and what accompanies a recording, unchosen', () => {
    const film = { type: 'Video', id: 'https://a.org/film.mp4', format: 'video/mp4' };
    const shown = { ...canvas(1, film), placeholderCanvas: canvas(7, image('poster')) };
    const heard = {
      ...canvas(2, { type: 'Sound' }),
      accompanyingCanvas: canvas(8, image('score')),
    };
    const whole = { ...manifest(shown, heard), placeholderCanvas: canvas(9, image('cover')) };
    const { pictures, gaps } = read(whole);
    expect(pictures.map(({ name, isAlternative }) => [name, isAlternative])).toEqual([
      ['f. 1 (poster)', true],
      ['f. 2 (accompanying picture)', true],
      ['A book (poster)', true],
    ]);
    expect(gaps.map(({ why }) => why)).toEqual(['sound-or-film', 'sound-or-film']);
  });

  it('keeps every picture of a canvas; further views of a choice are marked', () => {
    const choice = {
      type: 'Choice',
      items: [image('light'), { ...image('xray'), label: 'X-ray' }],
    };
    const { pictures } = read(manifest(canvas(1, image(1), choice)));
    expect(pictures.map(({ name, isAlternative }) => [name, isAlternative])).toEqual([
      ['f. 1 (1)', false],
      ['f. 1 (2)', false],
      ['f. 1 (X-ray)', true],
    ]);
    expect(new Set(pictures.map(({ source }) => source)).size).toBe(3);
    expect(new Set(pictures.map(({ canvas: of }) => of)).size).toBe(1);
  });

  it('says why a canvas gives nothing, and reads on', () => {
    const { pictures, gaps, canvases } = read(
      manifest(
        canvas(1, { type: 'Sound', id: 'https://a.org/a.mp3' }),
        canvas(2),
        canvas(3, { type: 'Text', id: 'https://a.org/a.pdf' }),
        canvas(4, { type: 'Image', id: 'javascript:alert(1)' }),
        null,
        7,
        canvas(8, image(8)),
        canvas(8, image(8)),
      ),
    );
    expect(canvases).toBe(8);
    expect(pictures).toHaveLength(1);
    expect(gaps.map(({ why }) => why)).toEqual([
      ...['sound-or-film', 'empty', 'text', 'no-address', 'broken', 'broken', 'repeated'],
    ]);
  });

  it('finds the service in an address that was made by one', () => {
    const address = 'https://images.example.org/iiif/9/full/full/0/default.jpg';
    const { pictures } = read(manifest(canvas(1, { type: 'Image', id: address })));
    expect(pictures[0]).toMatchObject({ service: 'https://images.example.org/iiif/9', address });
  });

  it('keeps what it says of itself as plain text, in English where there is English', () => {
    const { fields } = read({
      ...manifest(canvas(1, image(1))),
      metadata: [
        {
          label: [
            { '@value': 'Titel', '@language': 'de' },
            { '@value': 'Title', '@language': 'en' },
          ],
          value: 'Ein <b>Buch</b>',
        },
        { label: { de: ['Umfang'] }, value: { de: ['204 Bl.', 'Papier'] } },
        { label: 'Shelfmark', value: 1903 },
        { label: { en: ['Onclick'] }, value: '<img src=x onerror=alert(1)>harmless' },
      ],
      rights: 'http://creativecommons.org/publicdomain/mark/1.0/',
      requiredStatement: { label: { en: ['Attribution'] }, value: { en: ['The &amp; library'] } },
      provider: [{ label: { en: ['The library'] } }],
      homepage: [{ id: 'https://library.example.org/9' }],
    });
    expect(Object.fromEntries(fields.map(({ name, value }) => [name, value]))).toEqual({
      Title: 'Ein Buch',
      Umfang: '204 Bl.; Papier',
      Identifier: '1903',
      Onclick: 'harmless',
      Rights: 'http://creativecommons.org/publicdomain/mark/1.0/',
      'Required statement': 'The & library',
      Provider: 'The library',
      Source: 'https://library.example.org/9',
    });
  });
});

describe('a collection', () => {
  it('lists what it holds; itself among its members is an address like another', () => {
    const found = readIiif(
      JSON.stringify({
        '@type': 'sc:Collection',
        '@id': home,
        label: 'All',
        manifests: [
          'https://a.org/1',
          { '@id': 'https://a.org/2', label: 'Two' },
          { '@id': 'https://a.org/1' },
        ],
        collections: [{ '@id': home, label: 'Me' }],
        members: [{ '@id': 'javascript:alert(1)', '@type': 'sc:Manifest' }, 5],
      }),
      home,
    );
    expect(found).toMatchObject({ ok: true, value: { kind: 'collection', lost: 2 } });
    expect(found.ok && found.value.kind === 'collection' && found.value.members).toEqual([
      { kind: 'collection', address: home, title: 'Me' },
      { kind: 'manifest', address: 'https://a.org/1', title: 'https://a.org/1' },
      { kind: 'manifest', address: 'https://a.org/2', title: 'Two' },
    ]);
  });
});

describe('what means harm', () => {
  const nested = '{"items":['.repeat(50_000) + ']}'.repeat(50_000);
  const deepChoice = () => {
    let body: unknown = image(1);
    for (let depth = 0; depth < 2000; depth += 1) body = { type: 'Choice', items: [body] };
    return body;
  };

  it.each([
    ['nothing', ''],
    ['a web page', '<!DOCTYPE html><title>Viewer</title>'],
    ['a number', '7'],
    ['a list', '[1, 2]'],
    ['torn JSON', '{"type":"Manifest","items":['],
    ['another kind of JSON', '{"test":"Broken"}'],
    ['a deep nest', nested],
  ])('is refused with a reason: %s', (_, text) => {
    expect(readIiif(text, home)).toMatchObject({ ok: false, problem: { kind: 'not-iiif' } });
  });

  it('is cut, counted or left out: long strings, deep choices, odd types, swarms', () => {
    const odd = [
      { type: 'Canvas', label: { en: [{ a: 1 }, null, 'x'.repeat(10_000_000)] }, items: 5 },
      { type: 'Canvas', label: 7, items: [{ items: [{ body: deepChoice() }] }] },
      { type: ['Canvas'], id: {}, items: [{ items: [{ motivation: [], body: [image(3)] }] }] },
      {
        images: 'none',
        label: ['<'.repeat(100_000)],
        metadata: [null, 3, { label: {}, value: {} }],
      },
    ];
    const { pictures, gaps, canvases } = read(manifest(...odd));
    expect(canvases).toBe(4);
    expect(gaps).toHaveLength(4);
    expect(pictures).toEqual([]);
    for (const { name } of gaps) expect(name.length).toBeLessThan(300);
  });

  it('is read no further than fifty thousand canvases, and the rest is told of', () => {
    const { pictures, gaps, beyond, canvases } = read(manifest(...Array<unknown>(60_000).fill({})));
    expect([pictures.length, gaps.length, beyond, canvases]).toEqual([0, 50_000, 10_000, 60_000]);
  });

  it('names that JavaScript keeps for itself are names like others', () => {
    const found = read(
      JSON.parse(
        '{"type":"Manifest","__proto__":{"items":[1]},"constructor":1,"label":{"__proto__":["a"]},"items":[]}',
      ),
    );
    expect(found.canvases).toBe(0);
  });
});

const fixtures = join(import.meta.dirname, '../../../../shared/fixtures/iiif');

function filesOf(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesOf(path) : [path];
  });
}

/** What is no manifest and no collection, and says so. */
const noManifest =
  /anno(tationpage|_p\d|tationMiradorDual)|svg-annotations|broken|export\.example|LICENSE/i;

describe.skipIf(!existsSync(fixtures))('real files of ../shared/fixtures/iiif', () => {
  const files = existsSync(fixtures) ? filesOf(fixtures) : [];

  it('are all here', () => expect(files.length).toBeGreaterThan(60));

  it.each(files.map((file) => relative(fixtures, file)))(
    '%s is read, or refused with a reason',
    (file) => {
      const text = readFileSync(join(fixtures, file), 'utf8')
        .replaceAll('{{ id.url }}', home)
        .replaceAll('{{ id.path }}', 'https://library.example.org');
      const found = readIiif(text, home);
      expect(found.ok).toBe(!noManifest.test(file));
      if (!found.ok) {
        expect(found.problem.kind).toBe('not-iiif');
        expect(found.problem.detail).toMatch(/\w/);
        return;
      }
      const { value } = found;
      expect(value.title).not.toBe('');
      if (value.kind === 'collection') {
        expect(value.members.length + value.lost).toBeGreaterThan(0);
        return;
      }
      // Counts in = counts out: a canvas gives pictures, or it is told why not.
      const giving = new Set(value.pictures.map(({ canvas: of }) => of)).size;
      expect(giving + value.gaps.length).toBe(value.canvases);
      expect(new Set(value.pictures.map(({ source }) => source)).size).toBe(value.pictures.length);
      for (const { name, service, address, fields } of value.pictures) {
        expect(name).not.toBe('');
        expect(service + address).toMatch(/^https?:/);
        for (const { value: said } of fields) expect(said).not.toMatch(/<\/?[a-z]+>/i);
      }
      for (const { value: said } of value.fields)
        expect(said).not.toMatch(/<\/?(p|br|a|span|cite)\b/i);
    },
  );
});
