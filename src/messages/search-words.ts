/** Searches in words: what was tried, what came of it, and how far its numbers can be believed. */
import { count, estimateWords, number, percent } from './numbers';
import type { Run } from '../collection/training-records';
import type { Search, SearchTrial } from '../collection/trust-records';
import { pairedDifference } from '../statistics/paired-difference';
import { standings, trialScore } from '../statistics/successive-halving';

type Recipe = Run['recipe'];

const depthWords = {
  'last-block': 'last block',
  'last-three': 'last three blocks',
  all: 'all layers',
};

/** "regularisation (L2) 0.012, labels balanced, label smoothing 10 %". */
export function settingsWords(recipe: Recipe): string {
  if (recipe.kind === 'head') {
    const { l2, balance, smoothing = 0 } = recipe.settings;
    return [
      l2 === 'auto' ? 'usual regularisation' : `regularisation (L2) ${l2}`,
      balance ? 'labels balanced' : 'labels not balanced',
      ...(smoothing > 0 ? [`label smoothing ${percent(smoothing)}`] : []),
    ].join(', ');
  }
  const { depth, learningRate, batchSize, augment } = recipe.settings;
  return [
    depthWords[depth],
    `learning rate ${learningRate}`,
    `batch size ${batchSize}`,
    augment ? 'with augmentation' : 'without augmentation',
  ].join(', ');
}

export const scopeWords: Record<Search['scope'], string> = {
  head: 'The last layer only',
  network: 'The whole network too',
};

/** What a unit of effort is called. */
export const unitOf: Record<Search['scope'], string> = { head: 'part', network: 'epoch' };

function lossOf(trial: SearchTrial, { plan }: Pick<Search, 'plan'>): number {
  return trialScore(trial.losses, plan.score);
}

/**
 * The same as if every trial had been measured as far as the usual settings: what it gained on the parts
 * they share, taken off what those have over all parts. Some parts are simply easier than others.
 */
export function comparableLoss(
  trial: SearchTrial,
  search: Pick<Search, 'plan' | 'trials'>,
): number {
  const usual = search.trials[0];
  const loss = lossOf(trial, search);
  if (search.plan.score === 'lowest' || !usual || !Number.isFinite(loss)) return loss;
  const gained = pairedDifference(usual.losses, trial.losses);
  const whole = lossOf(usual, search);
  return gained && Number.isFinite(whole) ? whole - gained.mean : loss;
}

/** Share right on what it was chosen by: over all parts, or at its best epoch. */
export function accuracyOf(trial: SearchTrial, { plan }: Pick<Search, 'plan'>): number | null {
  const { accuracies, losses } = trial;
  if (accuracies.length === 0) return null;
  if (plan.score === 'lowest') return accuracies[losses.indexOf(Math.min(...losses))] ?? null;
  return accuracies.reduce((sum, value) => sum + value, 0) / accuracies.length;
}

/** What became of each trial, in their order. */
export function trialStates(
  search: Pick<Search, 'trials' | 'plan' | 'winner' | 'scope'>,
): string[] {
  const { out, finalists, next } = standings(search.trials, search.plan);
  const whole = new Set(finalists);
  return search.trials.map((trial, at) => {
    const looked = count(trial.losses.filter(Number.isFinite).length, unitOf[search.scope]);
    if (trial.runId === search.winner) return 'the best';
    if (trial.losses.includes(Infinity)) return 'diverged';
    if (whole.has(at)) return 'measured to the end';
    if (out.has(at)) return `dropped after ${looked}`;
    return next === null || search.winner !== null ? `ended after ${looked}` : `so far ${looked}`;
  });
}

/** The best trial's own number, and why it is not to be believed. */
export function ownNumberWords(search: Search, trial: SearchTrial): string {
  const accuracy = accuracyOf(trial, search);
  if (accuracy === null) return '';
  const where =
    search.scope === 'head'
      ? 'in cross-validation'
      : 'on the check pictures that chose its best epoch';
  const n = search.trials.length;
  const why =
    n > 1
      ? `It was chosen because this number was the best of ${n}, so part of it is luck.`
      : 'There was no time to try anything else.';
  return `Its score in the search: ${percent(accuracy)} right ${where}. ${why}`;
}

/** The number to believe. */
export function honestWords({ evaluation }: Pick<Run, 'evaluation'>): string {
  if (evaluation === null || evaluation.n === 0) {
    return 'The reliable score is missing: no benchmark picture was decided when the search ended.';
  }
  return `The reliable score: on the benchmark, which had no part in the search, it is right for ${estimateWords(evaluation.accuracy)}.`;
}

/** Whether looking was worth it, against the usual settings. */
export function gainWords(search: Search, trial: SearchTrial): string {
  const usual = search.trials[0];
  if (!usual) return '';
  if (usual.runId === trial.runId) {
    return 'Nothing that was tried did better than the usual settings.';
  }
  if (search.scope === 'network') {
    const gain = lossOf(usual, search) - lossOf(trial, search);
    return `Compared with the usual settings, its check loss is lower by ${gain.toFixed(3)}.`;
  }
  const found = pairedDifference(usual.losses, trial.losses);
  if (!found) return '';
  const error = found.error === null ? '' : ` ± ${found.error.toFixed(3)}`;
  const verdict = found.isClear
    ? 'That is more than chance would explain.'
    : 'That may be chance: the usual settings are just as good.';
  return `Compared with the usual settings, its check loss is lower by ${found.mean.toFixed(3)}${error}, over ${count(trial.losses.length, 'part')}. ${verdict}`;
}

/** "3 of 10 minutes". */
export function budgetWords(spentMs: number, budgetMinutes: number): string {
  const spent = spentMs / 60_000;
  const said = spent < 1 ? 'Less than 1' : number(Math.round(spent));
  return `${said} of ${count(budgetMinutes, 'minute')} spent`;
}
