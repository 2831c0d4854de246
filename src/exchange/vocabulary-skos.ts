/**
 * The label set as a SKOS concept scheme in Turtle. Concepts carry the ids they have here, so that a
 * renamed label stays the same concept; the authority a person named is an exact match.
 */
import type { LabelClass } from './labelled-picture';
import { absoluteIri, dateTime, literal, reference, statements } from './turtle';

export interface Vocabulary {
  collection: string;
  collectionId: string;
  labels: LabelClass[];
  /** Where it will be published, ending in '/'; '' where nobody knows. */
  address: string;
  at: number;
}

const prefixes = `@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
`;

export function writeVocabulary(vocabulary: Vocabulary): string {
  const scheme = reference(schemeIri(vocabulary));
  const offered = vocabulary.labels.filter((label) => !label.isRetired && label.mergedInto === '');
  const head = statements(scheme, [
    'a skos:ConceptScheme',
    `dct:title ${literal(vocabulary.collection)}`,
    `dct:created ${dateTime(vocabulary.at)}`,
    ...offered.map((label) => `skos:hasTopConcept ${reference(conceptIri(vocabulary, label.id))}`),
  ]);
  const concepts = vocabulary.labels.map((label) => concept(vocabulary, label, scheme));
  return [prefixes, head, ...concepts].join('\n');
}

function concept(vocabulary: Vocabulary, label: LabelClass, scheme: string): string {
  const match = absoluteIri(label.uri);
  const isGone = label.isRetired || label.mergedInto !== '';
  return statements(reference(conceptIri(vocabulary, label.id)), [
    'a skos:Concept',
    `skos:prefLabel ${literal(label.name)}`,
    label.description === '' ? null : `skos:definition ${literal(label.description)}`,
    label.guideline === '' ? null : `skos:scopeNote ${literal(label.guideline)}`,
    match === null ? null : `skos:exactMatch ${reference(match)}`,
    label.uri !== '' && match === null ? `skos:note ${literal(label.uri)}` : null,
    isGone ? 'owl:deprecated true' : null,
    label.mergedInto === ''
      ? null
      : `dct:isReplacedBy ${reference(conceptIri(vocabulary, label.mergedInto))}`,
    `skos:inScheme ${scheme}`,
    isGone ? null : `skos:topConceptOf ${scheme}`,
  ]);
}

function schemeIri({ address, collectionId }: Vocabulary): string {
  return address === '' ? `urn:uuid:${collectionId}` : `${address}vocabulary`;
}

function conceptIri({ address }: Vocabulary, id: string): string {
  return address === '' ? `urn:uuid:${id}` : `${address}concept/${id}`;
}
