import { Mortal } from '../../scripts/killing/life';
import { killAtMoments, type Moment } from '../../scripts/killing/moments';
import { prepareStage } from '../../scripts/killing/stage';
import { backingUp, importing, labelling, training } from '../../scripts/killing/activities';
import { seededRandom } from '../bench/page/random';
import { appUrl, expect, test } from './app';
import { kinds, writeSmallPictures } from './small-pictures';

const perKind = 40;

/** A hundred moments take some minutes: `npm run prove -- killed`, told in docs/killed.md. */
test('nothing confirmed is lost and nothing is orphaned when the tab or the browser is killed', async () => {
  test.setTimeout(600_000);
  const pictures = writeSmallPictures(perKind);
  const mortal = await Mortal.begin();
  const moments: Moment[] = [];
  try {
    const url = appUrl();
    const stage = await prepareStage(mortal.life.page, {
      ...{ url, folder: pictures.folder, pictures: perKind * kinds.length },
    });
    const watched = { mortal, random: seededRandom(1912), url };
    const counts = [
      [importing(stage), 4],
      [labelling(stage), 10],
      [training(stage), 2],
      [backingUp(stage), 4],
    ] as const;
    for (const [activity, count] of counts)
      await killAtMoments(watched, activity, count, (moment) => moments.push(moment));
  } finally {
    await mortal.end();
    pictures.remove();
  }
  expect(moments.filter(({ problems }) => problems.length > 0)).toEqual([]);
  // The kills did not come before there was anything to lose.
  for (const activity of ['import', 'labelling', 'backup'])
    expect(
      Math.max(...moments.filter((one) => one.activity === activity).map(({ kept }) => kept)),
    ).toBeGreaterThan(0);
});
