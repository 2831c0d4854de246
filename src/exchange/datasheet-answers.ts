/** The chapters of the datasheet that the records can answer in full: what is in it, and how it was labelled. */
import { count, fileSize, percent } from '../messages/numbers';
import type { DecisionSource } from '../collection/records';
import { dayRange, type CollectionFacts } from './collection-facts';
import { splitNames, splitOrder } from './labelled-picture';
import { plainMarkdown } from './words';

/** A question, and what the records answer; null where they are silent. */
export type Asked = readonly [question: string, answer: string | null];

export function collectionAnswers({ pictures, labels, task }: CollectionFacts): Asked[] {
  const side = pictures.longestSide;
  return [
    [
      'What are the items, and how many?',
      `${count(pictures.total, 'picture')} from ${count(pictures.folders, 'folder')}, ${fileSize(pictures.bytes)} in all: ` +
        `${pictures.types.map(({ type, pictures: n }) => `${n} ${plainMarkdown(type)}`).join(', ') || 'none'}.` +
        (side
          ? ` Longest sides: ${side.least} to ${side.most} pixels, median ${side.median}.`
          : ''),
    ],
    [
      'What is recorded about each?',
      `${task === 'single' ? 'One of these labels' : 'Any of these tags'}:\n\n` +
        '| label | pictures | meaning | authority |\n| --- | ---: | --- | --- |\n' +
        labels
          .map(
            ({ name, pictures: n, description, uri }) =>
              `| ${plainMarkdown(name)} | ${n} | ${plainMarkdown(description)} | ${plainMarkdown(uri)} |`,
          )
          .join('\n'),
    ],
    [
      'Is something missing?',
      `${pictures.labelled} pictures have a label and ${pictures.none} fit none of the labels; ` +
        `for ${pictures.cannotTell} people could not tell, ${pictures.skipped} were skipped, ` +
        `${pictures.open} are undecided.`,
    ],
    [
      'Is it split?',
      'By a seeded hash, before anything was known about the pictures:\n\n' +
        '| split | pictures | decided | use |\n| --- | ---: | ---: | --- |\n' +
        splitOrder
          .map((role) => {
            const { total, decided } = pictures.roles[role];
            return `| ${splitNames[role]} | ${total} | ${decided} | ${uses[role]} |`;
          })
          .join('\n'),
    ],
  ];
}

const uses = {
  pool: 'used to learn',
  check: 'used to adjust settings, never learned from',
  benchmark: 'used to test, decided without a suggestion',
};

const places: Record<string, string> = {
  desk: 'one by one',
  grid: 'many at once in a grid',
  folder: 'imported from folder names',
  split: 'when a label was split',
  doubts: 'when doubtful labels were reviewed',
  restore: 'restored from a data version',
  file: 'imported from a label file',
} satisfies Record<DecisionSource, string>;

export function labellingAnswers(facts: CollectionFacts): Asked[] {
  const { annotators, decisions, labels, accepted, secondLooks } = facts;
  const guided = labels.filter(({ guideline }) => guideline !== '');
  return [
    [
      'Who labelled it, and when?',
      annotators.length === 0
        ? 'Nobody yet.'
        : annotators
            .map(
              ({ name, decisions: n, first, last }) =>
                `- ${name === '' ? 'someone who gave no name' : plainMarkdown(name)}: ${count(n, 'decision')}, ${dayRange({ first, last })}`,
            )
            .join('\n'),
    ],
    ['What did they know about the subject, and were they paid?', null],
    [
      'How were decisions made?',
      decisions.given === 0
        ? 'There are none yet.'
        : `${count(decisions.given, 'answer')} stand, ${decisions.takenBack} were undone: ` +
          `${decisions.sources.map(({ source, answers }) => `${answers} ${places[source] ?? source}`).join(', ')}.` +
          (decisions.medianMs === null
            ? ''
            : ` Half of those timed took less than ${(decisions.medianMs / 1000).toFixed(1)} seconds.`),
    ],
    [
      'Did a model take part?',
      `${decisions.withSuggestion} answers were given while a model’s suggestion was shown` +
        (decisions.withSuggestion > 0
          ? `, ${percent(decisions.followed / decisions.withSuggestion)} of them as it suggested. `
          : '. ') +
        'Pictures of the split “test” are shown without one. ' +
        `${accepted} pictures were auto-labelled by the model; these labels are marked and do not count as ground truth.`,
    ],
    [
      'What were the instructions?',
      guided.length === 0
        ? null
        : guided
            .map(
              ({ name, guideline }) => `- **${plainMarkdown(name)}**: ${plainMarkdown(guideline)}`,
            )
            .join('\n'),
    ],
    [
      'How well do people agree with each other, and with themselves?',
      secondLooks === 0
        ? null
        : `${count(secondLooks, 'picture')} were answered a second time without seeing the first answer; Vitrine’s review says how often the answers agreed.`,
    ],
  ];
}
