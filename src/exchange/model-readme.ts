/** The README that travels with a model: how to load it, what it expects, how far to trust it. */
import { isoDay } from '../messages/times';
import { count, estimateWords, interval, percent } from '../messages/numbers';
import type { ClassScore } from '../model/evaluation';
import type { FormatUsage } from './format-files';
import type { ModelDescription } from './model-description';
import { plainMarkdown } from './words';

/** `golden`: whether golden vectors lie beside the model. */
export function writeReadme(model: ModelDescription, usage: FormatUsage, golden: boolean): string {
  const sections = [
    opening(model, usage),
    files(usage, golden),
    input(model, usage),
    ...usage.examples,
    labels(model),
    trust(model),
    limits(model),
    provenance(model, usage),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function opening(
  { collection, task, labels, run, appVersion, at }: ModelDescription,
  usage: FormatUsage,
): string[] {
  const answers =
    task === 'single'
      ? `chooses one of ${count(labels.length, 'label')} for a picture`
      : `says for each of ${count(labels.length, 'tag')} whether a picture has it`;
  return [
    `# ${plainMarkdown(collection)}: run ${run.number}`,
    '',
    `An image classifier that ${answers}. Made with Vitrine ${appVersion} on ${isoDay(at)}, in a browser,`,
    `from decisions of people who know the collection. Format: ${usage.name}.`,
  ];
}

function files(usage: FormatUsage, golden: boolean): string[] {
  return [
    '## Files',
    '',
    ...usage.files,
    '- `labels.txt`: the names of the outputs, one per line, in the order of the outputs.',
    '- `metadata.json`: the same and more, as Teachable Machine’s image library reads it.',
    ...(golden
      ? [
          '- `golden/`: a few pictures as the network sees them, with the answers this model gave when it was',
          '  made (`golden/vectors.json`). Run your copy on them and compare.',
        ]
      : []),
  ];
}

function input({ task }: ModelDescription, usage: FormatUsage): string[] {
  const answer =
    task === 'single'
      ? 'probabilities that add up to 1'
      : 'a probability for each tag on its own; a tag counts from 0.5 on';
  return [
    '## What goes in, what comes out',
    '',
    ...usage.input,
    '',
    `Out: float32, shape [n, outputs]: ${answer}. Temperature, standardisation and class weights are`,
    'already folded in.',
  ];
}

function labels(model: ModelDescription): string[] {
  return [
    '## Labels',
    '',
    ...model.labels.map(({ name, description, uri }, index) => {
      const about = [description, uri].filter((text) => text !== '').map(plainMarkdown);
      return `${index + 1}. **${plainMarkdown(name)}**${about.length > 0 ? `: ${about.join(' · ')}` : ''}`;
    }),
  ];
}

function trust({ evaluation, evaluatedLabels }: ModelDescription): string[] {
  if (!evaluation || evaluation.n === 0) {
    return [
      '## How good it is',
      '',
      'Not known: no benchmark pictures had been decided when this file was made.',
    ];
  }
  const { accuracy, macroF1, baselines, classes } = evaluation;
  return [
    '## How good it is',
    '',
    'Measured on pictures set aside at random, decided by a person without seeing a suggestion, and never trained on.',
    '',
    `- Accuracy: ${estimateWords(accuracy)}.`,
    `- Macro-F1 (every label counts the same): ${estimateWords(macroF1)}.`,
    `- Baselines: always saying the most frequent label reaches ${percent(baselines.majority.value)};`,
    `  copying the most similar known pictures ${percent(baselines.neighbours.value)}.`,
    '',
    '| label | pictures | recall | 95 % interval | precision |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...classes.map((score) => classRow(score, evaluatedLabels[score.label] ?? '?')),
  ];
}

function classRow({ n, recall, precision }: ClassScore, name: string): string {
  if (n === 0) return `| ${plainMarkdown(name)} | 0 | – | – | – |`;
  return `| ${plainMarkdown(name)} | ${n} | ${percent(recall.value)} | ${interval(recall)} | ${percent(precision)} |`;
}

/** Benchmark pictures under which a class says little. */
const fewPictures = 10;

function limits({ evaluation, evaluatedLabels, labels, task, floor }: ModelDescription): string[] {
  const sparse = (evaluation?.classes ?? [])
    .filter((score) => score.n < fewPictures)
    .map((score) => plainMarkdown(evaluatedLabels[score.label] ?? '?'));
  const unlearned = evaluatedLabels.slice(labels.length).map(plainMarkdown);
  return [
    '## Limits',
    '',
    '- It knows these labels and no others: a picture of anything else still gets one of them.',
    '- It was measured on pictures of its own collection. Elsewhere (other cameras, other periods, other',
    '  objects) expect less, and measure again.',
    ...(task === 'single'
      ? [
          `- When its first answer is below ${percent(floor)}, treat it as “I don’t know”, as Vitrine does.`,
        ]
      : []),
    ...(sparse.length > 0
      ? [
          `- Fewer than ${fewPictures} benchmark pictures, so hardly measured: ${sparse.join(', ')}.`,
        ]
      : []),
    ...(unlearned.length > 0
      ? [`- Labels of the collection it has never seen an example of: ${unlearned.join(', ')}.`]
      : []),
    '- A suggestion is not a decision: let a person who knows the material confirm what matters.',
  ];
}

function provenance(
  { backbone, snapshot, run }: ModelDescription,
  { checkedWith }: FormatUsage,
): string[] {
  const recipe =
    run.recipe === 'head'
      ? 'The backbone was not changed; a new head (the part that knows the labels) was trained on it.'
      : 'The backbone was trained further on this collection, together with its head.';
  return [
    '## Where it comes from',
    '',
    `- Backbone: ${plainMarkdown(backbone.name)} (${plainMarkdown(backbone.source)}), licence:`,
    `  ${plainMarkdown(backbone.licence || 'not stated')}. SHA-256 of its weights: \`${backbone.hash}\`.`,
    `- ${recipe} Run ${run.number}, version ${run.version}, on ${plainMarkdown(run.device || 'a device that is not recorded')}.`,
    ...(snapshot
      ? [
          `- Learned from ${count(snapshot.pool, 'decision')}, adjusted on ${snapshot.check}, measured on ${snapshot.benchmark}.`,
          `  SHA-256 of these decisions: \`${snapshot.hash}\`.`,
        ]
      : []),
    `- Checked after writing with ${checkedWith}: this very file was opened again and gave the same answers.`,
    '- The licence of the backbone also applies to the model. Ask the owners of the collection about its own rights.',
  ];
}
