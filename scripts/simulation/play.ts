/** One simulation from an empty collection to its learning curve. */
import { basename } from 'node:path';
import type { Page } from '@playwright/test';
import { bundledEntry } from '../../src/collection/backbone-catalogue';
import { beginCollection, goTo, importFolder } from '../drive/app';
import { readRows } from '../drive/stored';
import { Expectation, answerOne, comparable, knownItems, learned, type KnownItem } from './expert';
import type { SimulationOptions } from './options';
import { spreadOf, type SimulationResult } from './result';
import { chooseBackbone, trainDeeper } from './training';
import { firstChoices, scoreAnswers, type Score } from './score';

type Played = Omit<SimulationResult, 'peakMemoryBytes' | 'browser' | 'at'>;

/** Decisions between two points of the curve. */
const step = 25;

const settleMs = 2000;

export async function play(page: Page, url: string, options: SimulationOptions): Promise<Played> {
  const collection = basename(options.folder);
  const projectId = await beginCollection(page, url, { name: collection, seed: options.seed });
  const backbone =
    options.backbone === null ? bundledEntry.id : await chooseBackbone(page, options.backbone);
  const importing = Date.now();
  const pictures = await importFolder(page, options.folder, 60);
  const importSeconds = (Date.now() - importing) / 1000;
  await embedded(page, projectId, pictures);
  const embeddingSeconds = (Date.now() - importing) / 1000;
  console.log(
    `${pictures} pictures imported in ${importSeconds} s, embedded after ${embeddingSeconds} s`,
  );

  const items = await knownItems(page, projectId);
  const labels = await readRows(page, { store: 'labels', projectId, fields: ['id', 'name'] });
  await goTo(page, 'Label');
  await page.getByRole('combobox', { name: /^next:/ }).selectOption(options.strategy);

  const names = new Map(labels.map(({ name }) => [comparable(name), name]));
  const truthOf = new Map(items.map((item) => [item.id, item.truth]));
  const byId = new Map(items.map((item) => [item.id, item]));
  const expectation = new Expectation();
  const curve: Played['curve'] = [];
  const retraining: number[] = [];
  let accepted = 0;
  let suggested = 0;
  for (let decisions = 0; decisions < options.decisions;) {
    const answered = await answerOne(page, truthOf, names, decisions);
    if (answered === null) break;
    decisions += 1;
    accepted += Number(answered.wasAccepted);
    suggested += Number(answered.wasSuggested);
    const item = byId.get(answered.item);
    if (item !== undefined) expectation.add(item);
    if (expectation.isModelDue) {
      retraining.push(await learned(page, projectId));
      // Put into service, the first head is fitted once more. Later ones start where it ended, so it
      // must have ended before the next decision if the same seed is to give the same curve.
      if (retraining.length === 1) await page.waitForTimeout(settleMs);
    }
    if (decisions % step === 0) {
      const benchmark = await score(page, projectId, items, labels);
      curve.push({ decisions, benchmark, accepted, suggested });
      console.log(`${decisions} decisions: ${describe(benchmark)}, ${accepted} accepted`);
    }
  }
  const fineTuned = options.fineTune ? await fineTune(page, projectId, items, labels) : null;
  return {
    collection,
    pictures,
    labels: labels.map(({ name }) => name),
    strategy: options.strategy,
    seed: options.seed,
    backbone,
    curve,
    fineTuned,
    retrainingMs: spreadOf(retraining),
    importSeconds,
    embeddingSeconds,
  };
}

async function fineTune(
  page: Page,
  projectId: string,
  items: readonly KnownItem[],
  labels: readonly { id: string; name: string }[],
): Promise<Played['fineTuned']> {
  const { seconds, device } = await trainDeeper(page, projectId);
  const benchmark = await score(page, projectId, items, labels);
  console.log(`fine-tuned in ${seconds} s on ${device}: ${describe(benchmark)}`);
  return { benchmark, seconds, device };
}

/** Waits until every picture has its features. */
async function embedded(page: Page, projectId: string, pictures: number): Promise<void> {
  for (;;) {
    const blocks = await readRows(page, { store: 'features', projectId, fields: ['itemIds'] });
    const ids = new Set(blocks.flatMap(({ itemIds }) => itemIds));
    if (ids.size >= pictures) return;
    await page.waitForTimeout(250);
  }
}

async function score(
  page: Page,
  projectId: string,
  items: readonly KnownItem[],
  labels: readonly { id: string; name: string }[],
): Promise<Score> {
  const benchmark = items.filter(({ role }) => role === 'benchmark');
  const [predictions] = await readRows(page, {
    store: 'predictions',
    projectId,
    fields: ['labelIds', 'itemIds', 'probabilities'],
  });
  if (predictions === undefined) return { n: benchmark.length, accuracy: null, macroF1: null };
  const nameOf = new Map(labels.map(({ id, name }) => [id, comparable(name)]));
  const answers = firstChoices(
    predictions,
    benchmark.map(({ id }) => id),
  ).map((id) => nameOf.get(id) ?? '');
  return scoreAnswers(
    benchmark.map(({ truth }) => truth),
    answers,
  );
}

function describe({ n, accuracy, macroF1 }: Score): string {
  if (accuracy === null || macroF1 === null) return 'no model yet';
  return `accuracy ${accuracy.toFixed(3)}, macro-F1 ${macroF1.toFixed(3)} (n = ${n})`;
}
