/** What a manifest or canvas says of itself, as lines of a record. */
import type { RecordField } from '../collection/item-records';
import { asList, asThing, idOf, type Thing } from './iiif-shape';
import { wordsOf } from './iiif-words';
import { askableAddress } from './web-address';

const mostFields = 80;
const longestName = 120;

/** The names a record has for what institutions call by many names. */
const standard = new Map(
  Object.entries({
    Title: ['title', 'titel', 'titre'],
    Date: ['date', 'datum', 'date created', 'date of creation', 'navdate'],
    Identifier: ['identifier', 'shelfmark', 'call number', 'accession number', 'object number'],
    Rights: ['rights', 'license', 'licence', 'copyright'],
    'Required statement': ['required statement', 'attribution'],
    Provider: ['provider'],
    Creator: ['creator', 'author', 'artist'],
    Caption: ['caption'],
    Source: ['source'],
  }).flatMap(([name, called]) => called.map((each): [string, string] => [each, name])),
);

/** Without the label, which is the title of a manifest and the name of a picture. */
export function fieldsOf(thing: Thing): RecordField[] {
  const fields: RecordField[] = [];
  const add = (name: string, value: string) => {
    const known = standard.get(name.toLowerCase()) ?? name;
    const isNew = !fields.some((one) => one.name === known && one.value === value);
    if (known !== '' && value !== '' && isNew && fields.length < mostFields)
      fields.push({ name: known.slice(0, longestName), value });
  };

  for (const pair of asList(thing['metadata'], mostFields)) {
    const said = asThing(pair);
    if (said !== null) add(wordsOf(said['label']), wordsOf(said['value']));
  }
  for (const rights of asList(thing['rights'] ?? thing['license'], 4))
    add('Rights', wordsOf(rights));
  const required = asThing(thing['requiredStatement']);
  if (required !== null) add('Required statement', statement(required));
  add('Required statement', wordsOf(thing['attribution']));
  for (const provider of asList(thing['provider'], 4))
    add('Provider', wordsOf(asThing(provider)?.['label']));
  add('Description', wordsOf(thing['summary'] ?? thing['description']));
  const day = thing['navDate'];
  if (typeof day === 'string' && !fields.some(({ name }) => name === 'Date'))
    add('Date', day.slice(0, 10));
  add('Source', homepage(thing));
  return fields;
}

/** “Attribution: The library”, unless its label says no more than that it is one. */
function statement(required: Thing): string {
  const label = wordsOf(required['label']);
  const value = wordsOf(required['value']);
  return label === '' || standard.has(label.toLowerCase()) ? value : `${label}: ${value}`;
}

/** Where a person can read on. */
function homepage(thing: Thing): string {
  const candidates = [...asList(thing['homepage'], 4), ...asList(thing['related'], 4)];
  return candidates.flatMap((one) => askableAddress(idOf(one)) ?? [])[0] ?? '';
}
