/** How labels and models came to be, as PROV-O in Turtle: persons, versions, runs, backbones. */
import type { BackboneFacts, CollectionFacts, RunFacts } from './collection-facts';
import { absoluteIri, dateTime, literal, reference, statements } from './turtle';

const prefixes = `@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
`;

export function writeProvenance(facts: CollectionFacts): string {
  const software = reference(`urn:uuid:${facts.id}#software`);
  return [
    prefixes,
    statements(collectionOf(facts), [
      'a prov:Collection',
      `rdfs:label ${literal(facts.name)}`,
      `prov:generatedAtTime ${dateTime(facts.createdAt)}`,
      `dct:extent ${literal(`${facts.pictures.total} pictures, ${facts.pictures.restricted} of them restricted`)}`,
    ]),
    statements(software, [
      'a prov:SoftwareAgent',
      `rdfs:label ${literal(`Vitrine ${facts.appVersion}`)}`,
    ]),
    ...facts.annotators.flatMap((person, index) => labelling(facts, person, index)),
    ...facts.versions.map((version) => frozen(facts, version)),
    ...facts.backbones.map(backboneOf),
    ...facts.runs.flatMap((run) => training(facts, run, software)),
  ].join('\n');
}

function labelling(
  facts: CollectionFacts,
  { name, decisions, first, last }: CollectionFacts['annotators'][number],
  index: number,
): string[] {
  const person = reference(`urn:uuid:${facts.id}#person-${index + 1}`);
  return [
    statements(person, [
      'a prov:Person',
      `foaf:name ${literal(name === '' ? 'a person who gave no name' : name)}`,
    ]),
    statements(labellingBy(facts, index), [
      'a prov:Activity',
      `rdfs:label ${literal('Deciding what the pictures show')}`,
      `prov:wasAssociatedWith ${person}`,
      `prov:used ${collectionOf(facts)}`,
      `prov:startedAtTime ${dateTime(first)}`,
      `prov:endedAtTime ${dateTime(last)}`,
      `dct:extent ${literal(`${decisions} decisions`)}`,
    ]),
  ];
}

function frozen(facts: CollectionFacts, version: CollectionFacts['versions'][number]): string {
  // Who began after it was frozen has no part in it.
  const makers = facts.annotators.flatMap(({ first }, index) =>
    first <= version.at ? [labellingBy(facts, index)] : [],
  );
  return statements(versionOf(version.id), [
    'a prov:Entity',
    `rdfs:label ${literal(version.name === '' ? 'Data version of the labels' : `Data version of the labels: ${version.name}`)}`,
    `prov:generatedAtTime ${dateTime(version.at)}`,
    `prov:wasDerivedFrom ${collectionOf(facts)}`,
    ...makers.map((maker) => `prov:wasGeneratedBy ${maker}`),
    `dct:identifier ${literal(version.id)}`,
    `dct:extent ${literal(`${version.pictures} labelled pictures`)}`,
  ]);
}

function backboneOf({ hash, name, licence, source }: BackboneFacts): string {
  const from = absoluteIri(source);
  return statements(backboneIri(hash), [
    'a prov:Entity',
    `rdfs:label ${literal(name)}`,
    `dct:identifier ${literal(hash)}`,
    licence === '' ? null : `dct:license ${literal(licence)}`,
    from === null ? `dct:source ${literal(source)}` : `prov:hadPrimarySource ${reference(from)}`,
  ]);
}

function training(facts: CollectionFacts, run: RunFacts, software: string): string[] {
  const activity = reference(`urn:uuid:${run.id}`);
  const model = reference(`urn:uuid:${run.id}#model`);
  const version = facts.versions.find(({ id }) => id === run.versionId);
  const used = [backboneIri(run.startedFrom), ...(version ? [versionOf(version.id)] : [])];
  return [
    statements(activity, [
      'a prov:Activity',
      `rdfs:label ${literal(`Run ${run.number}: ${run.recipe === 'head' ? 'a new head' : 'backbone trained further'}`)}`,
      ...used.map((entity) => `prov:used ${entity}`),
      `prov:wasAssociatedWith ${software}`,
      `prov:startedAtTime ${dateTime(run.startedAt)}`,
      `prov:endedAtTime ${dateTime(run.finishedAt)}`,
      run.device === '' ? null : `rdfs:comment ${literal(`on ${run.device}`)}`,
    ]),
    statements(model, [
      'a prov:Entity',
      `rdfs:label ${literal(`Model of run ${run.number}${run.isServing ? ', in service' : ''}`)}`,
      `prov:wasGeneratedBy ${activity}`,
      `prov:wasAttributedTo ${software}`,
      ...used.map((entity) => `prov:wasDerivedFrom ${entity}`),
    ]),
  ];
}

function collectionOf({ id }: CollectionFacts): string {
  return reference(`urn:uuid:${id}`);
}

function labellingBy({ id }: CollectionFacts, index: number): string {
  return reference(`urn:uuid:${id}#labelling-${index + 1}`);
}

function versionOf(hash: string): string {
  return reference(`urn:sha256:${hash}`);
}

function backboneIri(hash: string): string {
  return reference(`urn:sha256:${hash}`);
}
