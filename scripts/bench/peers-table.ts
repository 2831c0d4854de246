/** The comparison with Teachable Machine as a page people read. */
import { summarise, type Score } from '../probe/score';
import type { FolderOfPeers } from './peers';

export interface PeersResult {
  at: string;
  browser: string;
  processor: string;
  folders: FolderOfPeers[];
}

export function peersPage({ at, browser, processor, folders }: PeersResult): string {
  const rows = folders.flatMap(rowsOf);
  return `# Beside Teachable Machine

Written by \`npm run bench -- peers\` on ${at.slice(0, 10)}: ${browser}, ${processor}. Teachable Machine is its own library,
\`@teachablemachine/image\` 0.8.5, with MobileNetV2 0.35 and what its site trains with (50 epochs, batches of 16, learning rate 0.001,
100 hidden units) on TensorFlow.js's WebAssembly, one thread. Vitrine is the app's own functions with the network that comes with it, in
a worker of an isolated page. Both learn from the same labelled pictures and are asked about the same others, whose first choice counts;
five draws, ± half the mean's 95 % interval (Student's t). Times are medians of the draws, all of one run.

| collection | what | Teachable Machine | Vitrine | promised | |
| --- | --- | ---: | ---: | --- | --- |
${rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}

- **Labelled pictures** are drawn at random from the whole folder. Teachable Machine keeps 15 % of each label for its own validation. Vitrine
  uses them as its desk would have asked for them: of five, four are learned from and one is a check picture, which chooses strength, temperature and floor.
- **A picture added** is \`addExample\` on a picture that has been decoded and cropped before. Vitrine's pictures a second take in the reading, decoding
  and shrinking of the kept copy, the network, and the writing of the features.
- **New suggestions**: Teachable Machine's \`train\`; in Vitrine the head fitted again after the last of the labels, from the head before it, and
  the answers for every picture of the folder. The vectors are there by then, on both sides.
`;
}

function rowsOf({ name, pictures, labels, labelled, perSecond, draws }: FolderOfPeers): string[][] {
  const theirs = summarise(draws.map(({ teachable }) => teachable.accuracy));
  const ours = summarise(draws.map(({ vitrine }) => vitrine.accuracy));
  const gains = summarise(draws.map((draw) => draw.vitrine.accuracy - draw.teachable.accuracy));
  const addMs = median(draws.map(({ teachable }) => teachable.addMs));
  const trainMs = median(draws.map(({ teachable }) => teachable.trainMs));
  const suggestionsMs = median(draws.map(({ vitrine }) => vitrine.suggestionsMs));
  const collection = `${name} (${labels} labels, ${labelled} labelled, ${pictures - labelled} asked about)`;
  return [
    [
      collection,
      'accuracy',
      percent(theirs),
      percent(ours),
      `+ 5 points (+ ${percent(gains)})`,
      verdict(gains.mean >= 0.05),
    ],
    [
      '',
      'pictures a second into features',
      `${(1000 / addMs).toFixed(1)} (${addMs.toFixed(1)} ms)`,
      `${perSecond.toFixed(1)} (${(1000 / perSecond).toFixed(1)} ms)`,
      '≥ 1 ×',
      verdict(perSecond >= 1000 / addMs),
    ],
    [
      '',
      'new suggestions after the last label',
      `${trainMs.toFixed(0)} ms`,
      `${suggestionsMs.toFixed(0)} ms`,
      `≤ 1/25 (1/${(trainMs / suggestionsMs).toFixed(0)})`,
      verdict(suggestionsMs <= trainMs / 25),
    ],
  ];
}

function percent({ mean, margin }: Score): string {
  return `${(mean * 100).toFixed(1)} ± ${(margin * 100).toFixed(1)}`;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

function verdict(isKept: boolean): string {
  return isKept ? 'kept' : '**missed**';
}
