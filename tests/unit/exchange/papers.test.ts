import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { writeCitation } from '../../../src/exchange/citation';
import { writeCroissant } from '../../../src/exchange/croissant';
import { writeDatasheet } from '../../../src/exchange/datasheet';
import { columnDescriptions, writeLabelsCsv } from '../../../src/exchange/labels-csv';
import { writeModelCard } from '../../../src/exchange/model-card';
import { writeProvenance } from '../../../src/exchange/provenance';
import { yamlText } from '../../../src/exchange/yaml';
import { croissantObjections, croissantSchema } from './croissant-1-1';
import { described } from './description';
import { collected, empty } from './facts';
import { hostile, plain } from './pictures';
import { readTurtle } from './read-turtle';

const spreadsheet = { name: 'labels.csv', bytes: 1234, sha256: 'ab'.repeat(32) };

describe('Croissant', () => {
  it.each([
    ['a full collection', collected],
    ['an empty one', empty],
  ])('keeps to the vocabulary and has all that 1.1 requires: %s', (_, facts) => {
    const json = JSON.parse(writeCroissant(facts, spreadsheet)) as unknown;
    const parsed = v.safeParse(croissantSchema, json);
    const issues = parsed.issues?.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`);
    expect(issues ?? []).toEqual([]);
    expect(croissantObjections(json)).toEqual([]);
  });

  it('describes the columns the spreadsheet has, in their order', () => {
    const { recordSet } = JSON.parse(writeCroissant(collected, spreadsheet)) as {
      recordSet: { field: { source: { extract: { column: string } } }[] }[];
    };
    const columns = recordSet[0]!.field.map(({ source }) => source.extract.column);
    expect(columns).toEqual(Object.keys(columnDescriptions));
    expect(writeLabelsCsv([plain]).slice(1).split('\r\n')[0]).toBe(columns.join(','));
  });

  it('says that a licence and a maker are not recorded rather than inventing them', () => {
    const { license, creator } = JSON.parse(writeCroissant(empty, spreadsheet)) as {
      license: { name: string };
      creator: { name: string }[];
    };
    expect(license.name).toBe('Not recorded');
    expect(creator).toMatchObject([{ name: 'Not recorded' }]);
  });

  it('is caught by its own check when a term, an id or a reference is wrong', () => {
    const json = writeCroissant(collected, spreadsheet);
    const broken = (was: string, is: string) =>
      croissantObjections(JSON.parse(json.replace(was, is)) as unknown);
    expect(broken('"isLiveDataset": false', '"isAlive": false')).toContain('unknown term isAlive');
    expect(broken('"@id": "labels/file"', '"@id": "labels/folder"')).toContain(
      'twice: labels/folder',
    );
    expect(broken('"@id": "labels/sha256"', '"@id": "labels/other"')).toContain(
      'nowhere: labels/other',
    );
  });
});

describe('provenance', () => {
  const prov = (name: string) => `http://www.w3.org/ns/prov#${name}`;

  it('tells who labelled, what was frozen, what learned from it, and on what it stands', () => {
    const triples = readTurtle(writeProvenance(collected));
    const ofType = (name: string) =>
      triples.filter(
        ({ predicate, object }) => predicate.endsWith('#type') && object === prov(name),
      );
    expect(ofType('Person')).toHaveLength(2);
    expect(ofType('SoftwareAgent')).toHaveLength(1);
    expect(ofType('Activity')).toHaveLength(2 + 2);
    expect(ofType('Entity')).toHaveLength(2 + 2 + 2);
    const run = `urn:uuid:${collected.runs[1]!.id}`;
    const used = triples.filter(
      ({ subject, predicate }) => subject === run && predicate === prov('used'),
    );
    expect(used.map(({ object }) => object)).toEqual([
      `urn:sha256:${'c'.repeat(64)}`,
      `urn:sha256:${'b'.repeat(64)}`,
    ]);
  });

  it('speaks of nothing that it does not say what it is', () => {
    const triples = readTurtle(writeProvenance(collected));
    const subjects = new Set(triples.map(({ subject }) => subject));
    const spokenOf = triples
      .filter(({ predicate }) => predicate.startsWith(prov('')) && !predicate.endsWith('Source'))
      .map(({ object }) => object)
      .filter((object) => object.startsWith('urn:'));
    for (const object of spokenOf) expect(subjects).toContain(object);
  });

  it('counts nobody among the makers of a version frozen before they came', () => {
    const triples = readTurtle(writeProvenance(collected));
    const makers = (hash: string) =>
      triples.filter(
        ({ subject, predicate }) =>
          subject === `urn:sha256:${hash.repeat(64)}` && predicate === prov('wasGeneratedBy'),
      );
    expect(makers('a')).toHaveLength(2);
    const late = { ...collected, annotators: collected.annotators.map((one) => ({ ...one })) };
    late.annotators[1]!.first = collected.at + 1;
    expect(
      readTurtle(writeProvenance(late)).filter(
        ({ predicate }) => predicate === prov('wasGeneratedBy'),
      ),
    ).toHaveLength(2 + 2);
  });

  it('is Turtle for an empty collection as well', () => {
    expect(readTurtle(writeProvenance(empty))).not.toHaveLength(0);
  });
});

describe('the datasheet', () => {
  it('answers what the records know, and leaves the rest open and counted', () => {
    const text = writeDatasheet(collected);
    expect(text).toContain('450 pictures have a label and 6 fit none of the labels');
    expect(text).toContain('| train | 900 | 300 | used to learn |');
    expect(text).toContain('85\u00a0% of them as it suggested');
    const open = text.split('\n').filter((line) => line === 'Not recorded.').length;
    expect(open).toBeGreaterThan(5);
    expect(text).toContain(`${open} questions are open`);
  });

  it('lets no label name break its tables', () => {
    const rows = writeDatasheet(collected)
      .split('\n')
      .filter((line) => line.startsWith('| '));
    for (const row of rows) {
      const cells = row.replace(/\\[\\|]/g, '').split('|').length - 2;
      expect(cells).toBe(4);
    }
  });

  it('is honest about an empty collection', () => {
    const text = writeDatasheet(empty);
    expect(text).toContain('Nobody yet.');
    expect(text).not.toMatch(/undefined|NaN|null/);
  });
});

describe('the model card', () => {
  it('begins with what the hub reads, and says how good the model is', () => {
    const text = writeModelCard(described);
    const [, front = '', body = ''] = text.split(/^---$/m);
    expect(front).toContain('license: apache-2.0');
    expect(front).toContain('pipeline_tag: image-classification');
    expect(front).toContain('value: 0.8374');
    expect(body).toContain('84\u00a0% (95\u00a0% interval 77–90\u00a0%, on 120 pictures)');
    expect(body).toContain('Hardly measured: ');
    expect(body).toContain('Never learned, because there were no examples: Lichen.');
    expect(body).toContain(described.snapshot!.hash);
  });

  it('claims nothing that was not measured', () => {
    const text = writeModelCard({ ...described, evaluation: null, snapshot: null });
    expect(text).toContain('Not known');
    expect(text).not.toContain('model-index');
    expect(text).not.toMatch(/undefined|NaN/);
  });

  it('names a licence the hub does not know as another', () => {
    const backbone = { ...described.backbone, licence: 'House rules: "ask" first' };
    expect(writeModelCard({ ...described, backbone })).toContain(
      'license: other\nlicense_name: "House rules: \\"ask\\" first"',
    );
  });
});

describe('the citation', () => {
  it('has what CFF 1.2.0 requires, each value on one line', () => {
    for (const facts of [collected, empty]) {
      const text = writeCitation(facts);
      for (const key of ['cff-version: 1.2.0', 'message: "', 'title: "', 'authors:\n- '])
        expect(text).toContain(key);
      expect(text).toMatch(/^date-released: "2026-11-20"$/m);
      for (const line of text.trimEnd().split('\n')) expect(line).toMatch(/^ *(- )?[\w-]+:|^- "/);
    }
  });

  it('names people as they wrote their names', () => {
    expect(writeCitation(collected)).toContain('- alias: "Ada: \\"the # botanist\\""');
    expect(writeCitation(empty)).toContain('- name: "Authors not recorded"');
  });
});

describe('text in YAML', () => {
  it('is one line that JSON reads back the same', () => {
    for (const text of hostile) {
      expect(yamlText(text)).not.toMatch(/[\n\r\u2028\ufeff]/);
      expect(JSON.parse(yamlText(text))).toBe(text);
    }
  });
});
