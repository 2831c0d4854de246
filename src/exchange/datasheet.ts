/**
 * A datasheet for the data set, after "Datasheets for Digital Cultural Heritage" (Alkemade et al. 2023):
 * its subjects asked in our own words, answered from what is recorded. Where nothing is, it says so and
 * leaves the line to the keepers of the collection.
 */
import { isoDay } from '../messages/times';
import { dayRange, notRecorded, type CollectionFacts } from './collection-facts';
import { collectionAnswers, labellingAnswers, type Asked } from './datasheet-answers';
import { plainMarkdown } from './words';

export function writeDatasheet(facts: CollectionFacts): string {
  const chapters: (readonly [string, readonly Asked[]])[] = [
    ['Motivation', motivation(facts)],
    ['Composition', collectionAnswers(facts)],
    ['How it was collected', origins(facts)],
    ['Labelling', labellingAnswers(facts)],
    ['Uses', uses(facts)],
    ['Distribution', passingOn(facts)],
    ['Maintenance', upkeep(facts)],
  ];
  const open = chapters.flatMap(([, asked]) => asked).filter(([, answer]) => answer === null);
  return `# Datasheet: ${plainMarkdown(facts.name)}

Filled in by Vitrine ${plainMarkdown(facts.appVersion)} on ${isoDay(facts.at)} from what is recorded.
${open.length} questions are open because nothing is recorded; please answer them.

${chapters.map(chapter).join('\n\n')}
`;
}

function chapter([title, asked]: readonly [string, readonly Asked[]]): string {
  const answers = asked.map(([question, answer]) => `**${question}**\n\n${answer ?? notRecorded}`);
  return `## ${title}\n\n${answers.join('\n\n')}`;
}

function motivation({ goals, task, isSample }: CollectionFacts): Asked[] {
  return [
    [
      'Why was the data set made?',
      isSample
        ? 'It is the sample collection, drawn by the program to try it out.'
        : `To label pictures with ${task === 'single' ? 'one label each' : 'any number of tags each'}, and to teach a model to suggest them.`,
    ],
    [
      'What was the goal?',
      goals ? `Main goal: ${goals.optimise.kind}. Minimums set: ${goals.floors.length}.` : null,
    ],
    ['Who made it, and who paid for it?', null],
  ];
}

function origins({ pictures }: CollectionFacts): Asked[] {
  return [
    ['Where do the objects come from, and who owned them before?', null],
    ['Who chose what is in the collection, how, and what is missing from it?', null],
    ['Who digitised it, when, and with what?', null],
    [
      'What was done to the pictures here?',
      `They were added ${pictures.imported ? dayRange(pictures.imported) : 'on a day that is not recorded'}. ` +
        'Each was turned upright and a smaller working copy was made; the original was not changed. ' +
        'Duplicate files were added once.',
    ],
    [
      'Does it show people, sacred or secret things, or violence? Does it use words that hurt?',
      pictures.restricted === 0
        ? null
        : `${pictures.restricted} pictures are marked as restricted and are never passed on. The reason is not recorded.`,
    ],
    ['Did the people it shows, or their communities, consent?', null],
    ['In which languages are its texts and descriptions?', null],
  ];
}

function uses({ runs, isSample }: CollectionFacts): Asked[] {
  const serving = runs.find((run) => run.isServing);
  return [
    [
      'What has it been used for so far?',
      runs.length === 0
        ? 'It has not been used to train a model yet.'
        : `To train ${runs.length === 1 ? 'one model' : `${runs.length} models`}${serving ? `; that of run ${serving.number} is in service` : ''}.`,
    ],
    [
      'What should it not be used for?',
      isSample
        ? 'For any serious purpose.'
        : 'To test a model on pictures it has learned from: use only the split “test”.',
    ],
    ['Does it reveal anything about living people?', null],
  ];
}

function passingOn({ pictures }: CollectionFacts): Asked[] {
  return [
    ['Under which licence are the pictures, and who holds the rights?', null],
    ['Under which licence are the labels?', null],
    [
      'What is left out?',
      `${pictures.restricted} restricted pictures, and the notes beside ${pictures.withNote}, unless they are asked for.`,
    ],
    ['Does it have a permanent address, such as a DOI?', null],
  ];
}

function upkeep({ versions }: CollectionFacts): Asked[] {
  const latest = versions.at(-1);
  return [
    [
      'Are there versions?',
      latest
        ? `${versions.length} versions; the latest is of ${isoDay(latest.at)}, \`${latest.id}\`.`
        : 'None has been saved yet.',
    ],
    ['Who is responsible, and how can they be contacted?', null],
    ['How can mistakes be reported?', null],
    ['How long will it be kept?', null],
  ];
}
