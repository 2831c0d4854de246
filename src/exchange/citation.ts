/** CITATION.cff (1.2.0): how to name the labels in a bibliography. */
import { count, number } from '../messages/numbers';
import { isoDay } from '../messages/times';
import { type CollectionFacts } from './collection-facts';
import { oneLine } from './words';
import { yamlText } from './yaml';

export function writeCitation(facts: CollectionFacts): string {
  const people = facts.annotators.filter(({ name }) => name !== '');
  const version = facts.versions.at(-1)?.id.slice(0, 12);
  const keywords = [...new Set(facts.labels.map(({ name }) => oneLine(name)))].filter(Boolean);
  return [
    'cff-version: 1.2.0',
    `message: ${yamlText('If you use these labels, please cite them and the collection they describe.')}`,
    'type: dataset',
    `title: ${yamlText(`${oneLine(facts.name)}: labels`)}`,
    `abstract: ${yamlText(abstract(facts))}`,
    'authors:',
    // A name as its bearer wrote it: which part is the family's, nobody said.
    ...(people.length > 0
      ? people.map(({ name }) => `- alias: ${yamlText(oneLine(name))}`)
      : [`- name: ${yamlText('Authors not recorded')}`]),
    `date-released: ${yamlText(isoDay(facts.at))}`,
    ...(version ? [`version: ${yamlText(version)}`] : []),
    ...(keywords.length > 0
      ? ['keywords:', ...keywords.map((word) => `- ${yamlText(word.slice(0, 200))}`)]
      : []),
    'references:',
    '- type: software',
    '  title: Vitrine',
    `  version: ${yamlText(facts.appVersion)}`,
    '  authors:',
    `  - name: ${yamlText('The Vitrine project')}`,
    '',
  ].join('\n');
}

function abstract({ pictures, labels }: CollectionFacts): string {
  return `Labels for ${count(pictures.labelled, 'picture')} of ${number(pictures.total)}, with ${count(labels.length, 'label')}.`;
}
