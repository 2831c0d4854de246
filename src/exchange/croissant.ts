/**
 * `croissant.json`: the labels described in MLCommons' Croissant 1.1, so that a loader finds the
 * spreadsheet and its columns. What the format requires and nobody recorded is said to be unrecorded.
 */
import { count, number } from '../messages/numbers';
import { isoDay } from '../messages/times';
import { type CollectionFacts } from './collection-facts';
import { columnDescriptions, type ColumnDescription } from './labels-csv';

/** The spreadsheet that lies beside the description. */
export interface DescribedFile {
  name: string;
  bytes: number;
  /** Hex. */
  sha256: string;
}

const conformsTo = 'http://mlcommons.org/croissant/1.1';

/** Croissant's own terms, by the names used below; everything else is schema.org's. */
const context = {
  '@language': 'en',
  '@vocab': 'https://schema.org/',
  sc: 'https://schema.org/',
  cr: 'http://mlcommons.org/croissant/',
  dct: 'http://purl.org/dc/terms/',
  conformsTo: 'dct:conformsTo',
  citeAs: 'cr:citeAs',
  column: 'cr:column',
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  extract: 'cr:extract',
  field: 'cr:field',
  fileObject: 'cr:fileObject',
  isLiveDataset: 'cr:isLiveDataset',
  key: 'cr:key',
  recordSet: 'cr:recordSet',
  repeated: 'cr:repeated',
  separator: 'cr:separator',
  source: 'cr:source',
  transform: 'cr:transform',
};

export function writeCroissant(facts: CollectionFacts, labels: DescribedFile): string {
  const people = facts.annotators.filter(({ name }) => name !== '');
  const version = facts.versions.at(-1);
  const description = {
    '@context': context,
    '@type': 'sc:Dataset',
    '@id': `urn:uuid:${facts.id}`,
    name: facts.name,
    description: `Labels that people gave to ${count(facts.pictures.labelled, 'picture')} of a collection of ${number(facts.pictures.total)}. The pictures are not part of it; each row names its picture by file name and SHA-256.`,
    conformsTo,
    url: `urn:uuid:${facts.id}`,
    license: {
      '@type': 'sc:CreativeWork',
      name: 'Not recorded',
      description: 'The licence of these labels is not recorded: ask the owners of the collection.',
    },
    creator:
      people.length > 0
        ? people.map(({ name }) => ({ '@type': 'sc:Person', name }))
        : [{ '@type': 'sc:Organization', name: 'Not recorded' }],
    dateCreated: isoDay(facts.createdAt),
    datePublished: isoDay(facts.at),
    ...(version ? { version: version.id.slice(0, 12) } : {}),
    keywords: facts.labels.map(({ name }) => name),
    isLiveDataset: false,
    distribution: [
      {
        '@type': 'cr:FileObject',
        '@id': labels.name,
        name: labels.name,
        contentUrl: labels.name,
        contentSize: `${labels.bytes} B`,
        encodingFormat: 'text/csv',
        sha256: labels.sha256,
      },
    ],
    recordSet: [
      {
        '@type': 'cr:RecordSet',
        '@id': 'labels',
        name: 'labels',
        description: 'One record a picture.',
        key: { '@id': 'labels/sha256' },
        field: Object.entries(columnDescriptions).map(([column, about]) =>
          field(labels.name, column, about),
        ),
      },
    ],
  };
  return `${JSON.stringify(description, null, 2)}\n`;
}

function field(file: string, column: string, about: ColumnDescription) {
  return {
    '@type': 'cr:Field',
    '@id': `labels/${column}`,
    name: column,
    description: about.text,
    dataType: `sc:${about.type}`,
    ...(about.isList ? { repeated: true } : {}),
    source: {
      fileObject: { '@id': file },
      extract: { column },
      ...(about.isList ? { transform: { separator: '|' } } : {}),
    },
  };
}
