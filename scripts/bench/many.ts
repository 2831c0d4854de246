/** A hundred thousand pictures in one collection, beside a thousand: what opens, scrolls, is found and kept. */
import type { Page } from '@playwright/test';
import { learned } from '../simulation/expert';
import { spreadOf } from '../simulation/result';
import { readProbe, worst } from './probe';
import { frameTimes, pageMemory, timeToAnswer } from './screen';

const few = 1000;
const many = 100_000;
const labels = 20;
const decided = 2000;
const dims = 640;
const keys = 100;

export interface ManyResult {
  items: number;
  /** From the start of the page to the first pictures of the collection's grid. */
  gridMs: number[];
  deskMs: number[];
  /** Frame times while the grid scrolls, and while one scrolls that is simply there; milliseconds. */
  scroll: { grid: ReturnType<typeof spreadOf>; still: ReturnType<typeof spreadOf> };
  scrollRatio: number;
  scrollLongestTaskMs: number;
  /** From the first question of a visit to its answer: a state asked for as soon as pictures are there, and words later. */
  firstFilterMs: number;
  firstWordsMs: number;
  filterMs: Record<string, number[]>;
  paintedMs: ReturnType<typeof spreadOf>;
  durableMs: ReturnType<typeof spreadOf>;
  labellingLongestTaskMs: number;
  refreshMs: number;
  featuresMs: number[];
  featureBytes: number;
  /** Of the page, in bytes: the grid and the desk, with few and with many pictures. */
  memory: Record<'grid' | 'desk', { few: number; many: number }>;
}

export async function measureMany(page: Page, url: string): Promise<ManyResult> {
  const build = async (items: number): Promise<string> => {
    await page.goto(`${url}beside/`);
    const begun = Date.now();
    const id = await page.evaluate((wanted) => window.bench.buildCollectionOfMany(wanted), {
      ...{ items, labels, dims, blockRows: 32 },
      decided: Math.min(decided, items / 2),
    });
    console.log(`${items} pictures made in ${Math.round((Date.now() - begun) / 1000)} s`);
    return id;
  };
  const small = await build(few);
  const large = await build(many);
  const place = (id: string, name: string): string => `${url}#/p/${id}/${name}`;
  const say = <Result>(what: string, result: Result): Result => {
    console.log(what, JSON.stringify(result));
    return result;
  };

  const featuresMs: number[] = [];
  let featureBytes = 0;
  for (let round = 0; round < 3; round += 1) {
    await page.goto(`${url}beside/`);
    const read = await page.evaluate((id) => window.bench.readFeatures(id), large);
    featuresMs.push(read.ms);
    featureBytes = read.rows * read.dims * 2;
  }
  say('features', featuresMs);

  // The model learns once, so that nothing is being made ready while screens are measured.
  await page.goto(place(small, 'label'));
  await page.waitForFunction(() => window.vitrineProbe.firstPicture !== null);
  await page.keyboard.press('1');
  await learned(page, small);
  await page.waitForTimeout(3000);
  const deskFew = await pageMemory(page);
  const deskMs = await openings(page, place(large, 'label'), 'img[data-item]');
  say('desk', deskMs);
  await page.keyboard.press('1');
  await page.waitForTimeout(500);
  const refreshMs = say('refresh', await learned(page, large));
  await page.waitForTimeout(3000);
  const deskMany = await pageMemory(page);
  await page.evaluate(() => window.vitrineProbe.forget());
  for (let key = 0; key < keys; key += 1) {
    await page.keyboard.press(String(1 + (key % 9)));
    await page.waitForTimeout(400);
  }
  const labelling = await readProbe(page);
  say('painted', spreadOf(labelling.painted));
  say('durable', spreadOf(labelling.durable));
  say('long tasks', labelling.longTasks);

  const cell = '[role="gridcell"] img';
  await openings(page, place(small, 'collection'), cell);
  await page.waitForTimeout(3000);
  const gridFew = await pageMemory(page);
  const gridMs = say('grid', await openings(page, place(large, 'collection'), cell));
  await page.waitForTimeout(3000);
  const gridMany = await pageMemory(page);
  const memory = say('memory', {
    grid: { few: gridFew, many: gridMany },
    desk: { few: deskFew, many: deskMany },
  });

  const firstWordsMs = say('first words', await timeToAnswer(page, { type: 'workshop 120' }));
  await openings(page, place(large, 'collection'), cell, 1);
  const firstFilterMs = say(
    'first filter',
    await timeToAnswer(page, { name: 'State', choose: 'decided' }),
  );
  const filterMs: Record<string, number[]> = {};
  for (const round of [1, 2, 3]) {
    for (const [what, question] of Object.entries(questions(round))) {
      await page.getByRole('button', { name: 'Show all' }).click();
      await page.waitForTimeout(600);
      (filterMs[what] ??= []).push(await timeToAnswer(page, question));
    }
  }
  say('filters', filterMs);
  await page.getByRole('button', { name: 'Show all' }).click();
  await page.waitForTimeout(1500);

  await page.evaluate(() => window.vitrineProbe.forget());
  const grid = await frameTimes(page);
  const scrollLongestTaskMs = worst((await readProbe(page)).longTasks);
  await page.goto(`${url}beside/`);
  await page.evaluate(() => window.bench.showStaticGrid(3000));
  await page.waitForTimeout(1000);
  const still = await frameTimes(page);
  const mean = (times: readonly number[]): number =>
    times.reduce((sum, time) => sum + time, 0) / times.length;
  return {
    ...{
      items: many,
      gridMs,
      deskMs,
      firstFilterMs,
      firstWordsMs,
      filterMs,
      featuresMs,
      featureBytes,
    },
    scroll: { grid: spreadOf(grid), still: spreadOf(still) },
    scrollRatio: mean(grid) / mean(still),
    scrollLongestTaskMs,
    paintedMs: spreadOf(labelling.painted),
    durableMs: spreadOf(labelling.durable),
    labellingLongestTaskMs: worst(labelling.longTasks),
    ...{ refreshMs, memory },
  };
}

function questions(round: number) {
  return {
    state: { name: 'State', choose: 'open' },
    role: { name: 'Role', choose: 'check' },
    label: { name: 'Label', choose: `Kind ${round + 1}` },
    words: { type: `workshop 12${round}` },
    'a word in few': { type: `VM-1933-${round}033` },
  };
}

/** From the start of the page until `selector` is there and complete. */
async function openings(
  page: Page,
  address: string,
  selector: string,
  visits = 3,
): Promise<number[]> {
  const times: number[] = [];
  for (let visit = 0; visit < visits; visit += 1) {
    await page.goto('about:blank');
    await page.goto(address);
    const at = await page.waitForFunction(
      (wanted) => {
        const picture = document.querySelector<HTMLImageElement>(wanted);
        return picture?.complete === true && picture.naturalWidth > 0 ? performance.now() : null;
      },
      selector,
      { polling: 'raf', timeout: 120_000 },
    );
    times.push((await at.jsonValue()) ?? Number.NaN);
  }
  return times;
}
