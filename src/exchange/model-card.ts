/** The model card: front matter as the Hugging Face hub reads it, then what a reader should know. */
import { count, estimateWords, percent } from '../messages/numbers';
import { isoDay } from '../messages/times';
import { notRecorded } from './collection-facts';
import type { ModelDescription } from './model-description';
import { plainMarkdown } from './words';
import { yamlText } from './yaml';

type CardFacts = Omit<ModelDescription, 'inputSize' | 'format' | 'precision' | 'tensorflowVersion'>;

export function writeModelCard(model: CardFacts): string {
  const sections = [
    frontMatter(model),
    opening(model),
    use(model),
    training(model),
    evaluation(model),
    limits(model),
    provenance(model),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** Licences the hub knows by a short name; others are `other` with their name beside. */
const hubLicences: Record<string, string> = {
  'apache-2.0': 'apache-2.0',
  mit: 'mit',
  'bsd-3-clause': 'bsd-3-clause',
  'cc-by-4.0': 'cc-by-4.0',
  'cc0-1.0': 'cc0-1.0',
};

function frontMatter(model: CardFacts): string[] {
  const { backbone, collection, evaluation, run } = model;
  const known = hubLicences[backbone.licence.trim().toLowerCase()];
  return [
    '---',
    ...(known
      ? [`license: ${known}`]
      : ['license: other', `license_name: ${yamlText(backbone.licence || 'not recorded')}`]),
    'pipeline_tag: image-classification',
    'tags:',
    '- image-classification',
    '- cultural-heritage',
    '- vitrine',
    ...(evaluation && evaluation.n > 0
      ? [
          'metrics:',
          '- accuracy',
          '- f1',
          'model-index:',
          `- name: ${yamlText(`${collection}, run ${run.number}`)}`,
          '  results:',
          '  - task:',
          '      type: image-classification',
          '    dataset:',
          `      name: ${yamlText(`${collection}, benchmark pictures`)}`,
          '      type: image-folder',
          '      split: test',
          '    metrics:',
          ...metric('accuracy', 'Accuracy', evaluation.accuracy.value),
          ...metric('f1', 'Macro-F1', evaluation.macroF1.value),
        ]
      : []),
    '---',
  ];
}

function metric(type: string, name: string, value: number): string[] {
  return [`    - type: ${type}`, `      name: ${name}`, `      value: ${value.toFixed(4)}`];
}

function opening({ collection, task, labels, run, appVersion, at }: CardFacts): string[] {
  const does =
    task === 'single'
      ? `chooses one of ${count(labels.length, 'label')}`
      : `says for each of ${count(labels.length, 'tag')} whether it applies`;
  return [
    `# Model card: ${plainMarkdown(collection)}, run ${run.number}`,
    '',
    `A small image classifier that ${does}. People who know the collection decided what its pictures`,
    `show; Vitrine ${plainMarkdown(appVersion)} learned from that in a browser. Written on ${isoDay(at)}.`,
    '',
    ...labels.map(({ name, description, uri }) => {
      const about = [description, uri].filter((text) => text !== '').map(plainMarkdown);
      return `- **${plainMarkdown(name)}**${about.length > 0 ? `: ${about.join(' · ')}` : ''}`;
    }),
  ];
}

function use({ task, floor }: CardFacts): string[] {
  return [
    '## What it is for',
    '',
    'To suggest labels for pictures like those it has learned from, to people who look at them and decide.',
    ...(task === 'single'
      ? [`Below a probability of ${percent(floor)} its first choice means “I don’t know”.`]
      : ['A tag counts from a probability of one half on.']),
    '',
    '## What it is not for',
    '',
    'To decide about people, to date, value or attribute objects, or to label another collection unseen:',
    'elsewhere it must be tested again.',
  ];
}

function training({ run, backbone, snapshot }: CardFacts): string[] {
  const recipe =
    run.recipe === 'head'
      ? 'The backbone was not changed; a new head was fitted on its features.'
      : 'The backbone was trained further on the pictures, together with its head.';
  return [
    '## How it was made',
    '',
    recipe,
    snapshot
      ? `It learned from ${count(snapshot.pool, 'decision')}; settings were chosen on ${snapshot.check} it never learned from.`
      : 'How many decisions it learned from is not recorded.',
    `Computed on ${plainMarkdown(run.device) || 'a device that is not recorded'}.`,
    `It is built on ${plainMarkdown(backbone.name)} (${plainMarkdown(backbone.source)}).`,
  ];
}

function evaluation({ evaluation, evaluatedLabels }: CardFacts): string[] {
  if (!evaluation || evaluation.n === 0) {
    return ['## How good it is', '', 'Not known: no benchmark pictures had been decided.'];
  }
  const { accuracy, macroF1, baselines, classes } = evaluation;
  return [
    '## How good it is',
    '',
    'On pictures drawn at random, decided by a person without seeing a suggestion, and never learned from:',
    '',
    `- Accuracy: ${estimateWords(accuracy)}.`,
    `- Macro-F1: ${estimateWords(macroF1)}.`,
    `- Baselines: always naming the most frequent label, ${percent(baselines.majority.value)}; copying the most similar pictures: ${percent(baselines.neighbours.value)}.`,
    '',
    '| label | pictures | recall | precision |',
    '| --- | ---: | ---: | ---: |',
    ...classes.map(({ label, n, recall, precision }) => {
      const name = plainMarkdown(evaluatedLabels[label] ?? '?');
      return n === 0
        ? `| ${name} | 0 | – | – |`
        : `| ${name} | ${n} | ${percent(recall.value)} | ${percent(precision)} |`;
    }),
  ];
}

/** Benchmark pictures under which a class says little. */
const fewPictures = 10;

function limits({ evaluation, evaluatedLabels, labels }: CardFacts): string[] {
  const sparse = (evaluation?.classes ?? [])
    .filter(({ n }) => n < fewPictures)
    .map(({ label }) => plainMarkdown(evaluatedLabels[label] ?? '?'));
  const unlearned = evaluatedLabels.slice(labels.length).map(plainMarkdown);
  return [
    '## Limits and bias',
    '',
    '- A picture of anything else still gets one of its labels.',
    '- It repeats the choices and the words of the people who decided, including mistakes and biases.',
    '- No number here says how the collection was chosen and what is missing from it.',
    ...(sparse.length > 0 ? [`- Hardly measured: ${sparse.join(', ')}.`] : []),
    ...(unlearned.length > 0
      ? [`- Never learned, because there were no examples: ${unlearned.join(', ')}.`]
      : []),
    `- Energy used: ${notRecorded.toLowerCase()}`,
  ];
}

function provenance({ backbone, snapshot, run }: CardFacts): string[] {
  return [
    '## Where it comes from',
    '',
    `- Run ${run.number}, version ${run.version}.`,
    `- Backbone weights, SHA-256: \`${backbone.hash}\`; licence: ${plainMarkdown(backbone.licence || notRecorded)}`,
    `- Data version, SHA-256: ${snapshot ? `\`${snapshot.hash}\`` : notRecorded}`,
    '- Rights in the pictures it learned from: not recorded; ask their owners.',
  ];
}
