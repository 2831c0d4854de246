/**
 * What Croissant 1.1 requires (docs.mlcommons.org/croissant), as far as we use it: the properties of a
 * data set, of its files, record sets and fields, that every term is one of Croissant's or schema.org's,
 * that every `@id` is unique and every reference meets one.
 */
import * as v from 'valibot';

const day = v.pipe(v.string(), v.isoDate());
const text = v.pipe(v.string(), v.minLength(1));
const iri = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i));
const reference = v.strictObject({ '@id': text });

const work = v.strictObject({
  '@type': v.literal('sc:CreativeWork'),
  name: text,
  description: v.optional(text),
});
const maker = v.strictObject({ '@type': v.picklist(['sc:Person', 'sc:Organization']), name: text });

const file = v.strictObject({
  '@type': v.literal('cr:FileObject'),
  '@id': text,
  name: text,
  contentUrl: text,
  contentSize: v.pipe(v.string(), v.regex(/^\d+ B$/)),
  encodingFormat: v.pipe(v.string(), v.regex(/^\w+\/[\w.+-]+$/)),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});

const field = v.strictObject({
  '@type': v.literal('cr:Field'),
  '@id': text,
  name: text,
  description: text,
  dataType: v.picklist(['sc:Text', 'sc:Float', 'sc:Integer', 'sc:DateTime', 'sc:URL']),
  repeated: v.optional(v.boolean()),
  source: v.strictObject({
    fileObject: reference,
    extract: v.strictObject({ column: text }),
    transform: v.optional(v.strictObject({ separator: text })),
  }),
});

export const croissantSchema = v.strictObject({
  '@context': v.looseObject({
    '@vocab': v.literal('https://schema.org/'),
    cr: v.literal('http://mlcommons.org/croissant/'),
    dct: v.literal('http://purl.org/dc/terms/'),
    conformsTo: v.literal('dct:conformsTo'),
  }),
  '@type': v.literal('sc:Dataset'),
  '@id': iri,
  name: text,
  description: text,
  conformsTo: v.literal('http://mlcommons.org/croissant/1.1'),
  url: iri,
  license: v.union([iri, work]),
  creator: v.pipe(v.array(maker), v.minLength(1)),
  dateCreated: day,
  datePublished: day,
  version: v.optional(text),
  keywords: v.array(text),
  isLiveDataset: v.boolean(),
  distribution: v.pipe(v.array(file), v.minLength(1)),
  recordSet: v.array(
    v.strictObject({
      '@type': v.literal('cr:RecordSet'),
      '@id': text,
      name: text,
      description: text,
      key: reference,
      field: v.pipe(v.array(field), v.minLength(1)),
    }),
  ),
});

/** Properties of schema.org and Dublin Core that a Croissant description may use without naming a context term. */
const ofSchemaOrg = [
  'name',
  'description',
  'url',
  'license',
  'creator',
  'dateCreated',
  'datePublished',
  'version',
  'keywords',
  'distribution',
  'contentUrl',
  'contentSize',
  'encodingFormat',
  'sha256',
];

/** What is wrong with it beyond the shape: unknown terms, ids given twice, references to nothing. */
export function croissantObjections(json: unknown): string[] {
  const context = Object.keys((json as { '@context': object })['@context']);
  const known = new Set([...ofSchemaOrg, ...context]);
  const ids: string[] = [];
  const references: string[] = [];
  const objections: string[] = [];
  const look = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(look);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const entries = Object.entries(value).filter(([key]) => key !== '@context');
    const id = entries.find(([key]) => key === '@id')?.[1] as string | undefined;
    if (id !== undefined) (entries.length === 1 ? references : ids).push(id);
    for (const [key, inner] of entries) {
      if (!key.startsWith('@') && !known.has(key)) objections.push(`unknown term ${key}`);
      look(inner);
    }
  };
  look(json);
  objections.push(...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `twice: ${id}`));
  objections.push(...references.filter((id) => !ids.includes(id)).map((id) => `nowhere: ${id}`));
  return objections;
}
