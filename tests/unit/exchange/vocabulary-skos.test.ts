import { describe, expect, it } from 'vitest';
import { absoluteIri, literal, reference } from '../../../src/exchange/turtle';
import { writeVocabulary, type Vocabulary } from '../../../src/exchange/vocabulary-skos';
import { classes, hostile } from './pictures';
import { readTurtle } from './read-turtle';

const vocabulary: Vocabulary = {
  collection: 'Herb "arium"\n<script>',
  collectionId: '11111111-0000-4000-8000-000000000000',
  labels: classes,
  address: '',
  at: Date.UTC(2026, 10, 20),
};
const skos = 'http://www.w3.org/2004/02/skos/core#';

describe('labels as a SKOS vocabulary', () => {
  it('brings every name and definition back exactly, and nothing that was hidden in one', () => {
    const triples = readTurtle(writeVocabulary(vocabulary));
    const said = (what: string) =>
      triples.filter(({ predicate }) => predicate === skos + what).map(({ object }) => object);
    expect(said('prefLabel')).toEqual(hostile.map((name) => JSON.stringify(name)));
    expect(said('definition')).toEqual(
      classes.filter(({ description }) => description).map((c) => JSON.stringify(c.description)),
    );
    expect(said('hasTopConcept')).toHaveLength(classes.length);
    expect(said('exactMatch')).toEqual(classes.filter(({ uri }) => uri).map(({ uri }) => uri));
  });

  it('names concepts by where they will be published, else by numbers that are unique anywhere', () => {
    const id = classes[1]!.id;
    expect(writeVocabulary(vocabulary)).toContain(`<urn:uuid:${id}>`);
    const published = { ...vocabulary, address: 'https://library.example.org/v/' };
    expect(writeVocabulary(published)).toContain(`<https://library.example.org/v/concept/${id}>`);
  });

  it('keeps retired and merged labels as what they are', () => {
    const [one, two] = [classes[0]!, { ...classes[1]!, mergedInto: classes[0]!.id }];
    const retired = { ...classes[2]!, isRetired: true };
    const triples = readTurtle(writeVocabulary({ ...vocabulary, labels: [one, two, retired] }));
    const about = (id: string) =>
      triples
        .filter(({ subject }) => subject === `urn:uuid:${id}`)
        .map((triple) => triple.predicate);
    expect(about(two.id)).toContain('http://purl.org/dc/terms/isReplacedBy');
    expect(about(retired.id)).toContain('http://www.w3.org/2002/07/owl#deprecated');
    expect(about(retired.id)).not.toContain(`${skos}topConceptOf`);
    expect(about(one.id)).not.toContain('http://www.w3.org/2002/07/owl#deprecated');
  });

  it('keeps an authority that is no address as a note', () => {
    const labels = [{ ...classes[1]!, uri: 'AAT 300132399 > "ferns"' }];
    const triples = readTurtle(writeVocabulary({ ...vocabulary, labels }));
    expect(triples).toContainEqual({
      subject: `urn:uuid:${classes[1]!.id}`,
      predicate: `${skos}note`,
      object: JSON.stringify('AAT 300132399 > "ferns"'),
    });
  });
});

describe('terms of Turtle', () => {
  it('escape what would end them, and write half a character as unknown', () => {
    expect(literal('a"b\\c\nd\u0000e\u202Ef\ud83d')).toBe('"a\\"b\\\\c\\nd\\u0000e\\u202Ef\ufffd"');
  });

  it('take an address from a person only where it is one', () => {
    expect(absoluteIri(' https://example.org/ä b ')).toBeNull();
    expect(absoluteIri('https://example.org/a"b')).toBe('https://example.org/a%22b');
    expect(absoluteIri('urn:isbn:0451450523')).toBe('urn:isbn:0451450523');
    expect(absoluteIri('aat:300132399')).toBe('aat:300132399');
    for (const none of ['', 'fern', 'javascript:alert(1)', 'data:text/html,x', 'http://'])
      expect(absoluteIri(none)).toBeNull();
    expect(() => reference('a> . <b')).toThrow();
  });
});
