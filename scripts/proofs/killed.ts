/** One hundred kills; writes docs/killed.md. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cpus } from 'node:os';
import { seededRandom } from '../../tests/bench/page/random';
import { kinds, writeSmallPictures } from '../../tests/journeys/small-pictures';
import { buildApp, serveBuiltApp } from '../serve';
import { Mortal } from '../killing/life';
import { killAtMoments, type Moment } from '../killing/moments';
import { prepareStage } from '../killing/stage';
import { backingUp, importing, labelling, training } from '../killing/activities';

const seed = Number(process.env.VITRINE_SEED ?? 1912);
const perKind = 60;

async function prove(): Promise<void> {
  await buildApp();
  const served = await serveBuiltApp();
  const pictures = writeSmallPictures(perKind);
  const mortal = await Mortal.begin();
  const moments: Moment[] = [];
  const begun = Date.now();
  try {
    const stage = await prepareStage(mortal.life.page, {
      url: served.url,
      folder: pictures.folder,
      pictures: perKind * kinds.length,
    });
    const watched = { mortal, random: seededRandom(seed), url: served.url };
    const counts = [
      [backingUp(stage), 22],
      [labelling(stage), 40],
      [importing(stage), 30],
      [training(stage), 8],
    ] as const;
    for (const [activity, count] of counts)
      await killAtMoments(watched, activity, count, (moment) => {
        console.log(JSON.stringify(moment));
        moments.push(moment);
      });
  } finally {
    await mortal.end();
    pictures.remove();
    await served.close();
  }
  const minutes = (Date.now() - begun) / 60_000;
  writeFileSync(join(import.meta.dirname, '../../docs/killed.md'), pageOf(moments, minutes));
  if (moments.some(({ problems }) => problems.length > 0)) process.exitCode = 1;
}

function pageOf(moments: readonly Moment[], minutes: number): string {
  const activities = [...new Set(moments.map(({ activity }) => activity))];
  const rows = activities.map((activity) => {
    const own = moments.filter((moment) => moment.activity === activity);
    const delays = own.map(({ delayMs }) => delayMs);
    const cells = [
      ...[activity, own.length, own.filter(({ weapon }) => weapon === 'browser').length],
      `${Math.min(...delays)}–${Math.max(...delays)} ms`,
      own.filter(({ kept, confirmed }) => kept < confirmed).length,
      own.filter(({ problems }) => problems.length > 0).length,
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const problems = moments.flatMap(({ activity, problems: found }) =>
    found.map((problem) => `- ${activity}: ${problem}`),
  );
  return `# Killed, and nothing lost

${moments.length} times a Chromium that was at work with the built app was killed with SIGKILL at a random moment (seed ${seed}):
its renderers, or the whole browser. Each time the app was opened again, and everything in its database was held against
everything else, in one transaction: every item has its picture, thumbnail and record, and each of those its item; features
and predictions speak of items that are there; every standing has its decision; every head, checkpoint and measurement its
run. What the screen had confirmed before (pictures added, decisions, finished epochs) must be there; a file that was
whole before must be whole after.

| at work on | kills | of the whole browser | moment | confirmed and lost | anything amiss |
| :--- | ---: | ---: | :--- | ---: | ---: |
${rows.join('\n')}

${problems.length === 0 ? 'Nothing was lost, and nothing was left that belongs to nothing.' : problems.join('\n')}

_Training_ is fine-tuning, killed while it gets ready or while it trains, and resumed in the next life; in the end
${Math.max(0, ...moments.filter(({ activity }) => activity === 'training').map(({ kept }) => kept))} epochs had been finished. The head is refreshed all through _labelling_. _Backup_ is a file written by hand and a folder that is saved to, in turn. Nobody
can answer a file dialog from outside, so both lie in the browser's private file system, which is written the same way.

Made by this in ${Math.ceil(minutes)} minutes, on ${cpus().length} cores:

\`\`\`sh
npm run prove -- killed
\`\`\`
`;
}

await prove();
