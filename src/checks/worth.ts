/** Whether machine learning is worth going on with, in words: a verdict, its reasons, its limits. */
import { count, estimateWords, percent } from '../messages/numbers';
import { duration } from '../messages/times';
import type { Baselines, CrossValidation, LearningCurve } from '../collection/assessment-records';
import type { DecisionTime } from '../collection/decision-times';
import type { Run } from '../collection/training-records';
import { workLeft } from './hours';

export interface WorthFacts {
  readonly decided: number;
  /** Pictures nobody has decided yet. */
  readonly left: number;
  readonly accuracy: NonNullable<Run['evaluation']>['accuracy'] | null;
  readonly baselines: Baselines | null;
  readonly curve: LearningCurve | null;
  readonly folds: CrossValidation | null;
  readonly alone: DecisionTime | null;
  readonly helped: DecisionTime | null;
}

export interface Worth {
  readonly verdict: 'too-early' | 'yes' | 'growing' | 'no';
  readonly title: string;
  readonly reasons: string[];
  readonly limits: string[];
}

/** Decisions, and benchmark pictures among them, before which nothing can be said. */
const enough = { decisions: 60, benchmark: 10 };
/** Share of right answers from which a suggestion is mostly a help. */
const helpful = 0.7;
/** A gain in accuracy worth fifty decisions. */
const worthMore = 0.02;
/** Benchmark pictures from which cross-validation has nothing to add. */
export const enoughBenchmark = 60;

export function worthOf(facts: WorthFacts): Worth {
  const measured = facts.accuracy;
  const limits = limitsOf(facts);
  if (
    facts.decided < enough.decisions ||
    measured === null ||
    measured.n < enough.benchmark ||
    facts.baselines === null ||
    facts.baselines.methods.length === 0
  ) {
    return {
      verdict: 'too-early',
      title: 'It is too early to tell.',
      reasons: [
        `${count(facts.decided, 'picture')} decided, ${measured ? measured.n : 0} of them on the benchmark. It takes ${enough.decisions} and ${enough.benchmark}.`,
      ],
      limits,
    };
  }
  const beats = measured.low > accuracyOf(facts.baselines, 'majority');
  const isRising = gainSoon(facts.curve) >= worthMore;
  const reasons = [
    `Of the pictures it never learned from it gets ${estimateWords(measured)} right.`,
    besideWords(measured, facts.baselines, beats),
    curveWords(facts.curve),
    timeWords(facts),
  ].filter((reason) => reason !== '');

  if (measured.value >= helpful && beats) {
    return { verdict: 'yes', title: 'Yes: it is worth going on.', reasons, limits };
  }
  if (beats && isRising) {
    return {
      verdict: 'growing',
      title: 'Not good enough to rely on yet, but it is improving.',
      reasons,
      limits,
    };
  }
  return {
    verdict: 'no',
    title: 'So far it does not save you work.',
    reasons: [
      ...reasons,
      'Labels that depend on something you cannot see in the picture, such as a date or a source, cannot be learned from pictures. Fewer, simpler labels, or a larger network under Train, may help.',
    ],
    limits,
  };
}

const methodNames = {
  majority: 'always saying the most frequent label',
  'colour-texture': 'going by colours and textures alone',
  neighbours: 'copying the most similar pictures',
  'frozen-head': 'a linear model on the network as it came',
} as const;

export const methodName = (method: keyof typeof methodNames): string => methodNames[method];

function accuracyOf({ methods }: Baselines, method: keyof typeof methodNames): number {
  return methods.find((one) => one.method === method)?.accuracy.value ?? 0;
}

/** What it adds to guessing, and to what could be seen without any network. */
function besideWords(
  measured: NonNullable<WorthFacts['accuracy']>,
  baselines: Baselines,
  beats: boolean,
): string {
  const guessing = accuracyOf(baselines, 'majority');
  const colours = accuracyOf(baselines, 'colour-texture');
  const guess = `${methodNames.majority} gets ${percent(guessing)}`;
  if (!beats) return `That is not clearly more than guessing: ${guess}.`;
  return measured.low > colours
    ? `That is clearly more than guessing (${guess}) and than ${methodNames['colour-texture']} (${percent(colours)}).`
    : `That is clearly more than guessing (${guess}), but ${methodNames['colour-texture']} reaches ${percent(colours)} already: it may have learned backgrounds and lighting rather than objects. Train deeper, or a larger network, may help.`;
}

function gainSoon(curve: LearningCurve | null): number {
  return curve?.forecasts[0]?.gain ?? 0;
}

/** "50 more decisions would bring about 3 points (between 1 and 6)". */
export function curveWords(curve: LearningCurve | null): string {
  if (curve === null) return '';
  const points = (share: number) => String(Math.round(share * 1000) / 10);
  switch (curve.silence) {
    case 'too-few-decisions':
      return 'There are too few decisions to draw a learning curve through.';
    case 'too-few-to-measure-on':
      return `Only ${count(curve.n, 'picture')} to measure on: a learning curve would be guesswork.`;
    case 'not-rising':
      return 'More decisions have not made it better so far, so the learning curve predicts nothing.';
    case null: {
      const told = curve.forecasts.map(
        ({ more, gain, low, high }) =>
          `${more} more decisions would bring about ${points(gain)} points (between ${points(low)} and ${points(high)})`,
      );
      return told.length === 0
        ? ''
        : `If the learning curve goes on as it did, ${told.join('; ')}.`;
    }
  }
}

function timeWords(facts: WorthFacts): string {
  const { alone, helped } = workLeft(facts);
  if (facts.left === 0) return 'Every picture is decided: there is nothing left to do.';
  if (alone === null) return '';
  const byHand = `${count(facts.left, 'picture')} are left: by hand ${about(alone)}`;
  if (helped === null) {
    return `${byHand}. How long it takes with suggestions is not known yet: too few decisions were made with one in sight.`;
  }
  return `${byHand}, with suggestions ${about(helped)}, going by how long your decisions took.`;
}

function limitsOf({ accuracy, folds, curve }: WorthFacts): string[] {
  const isSmall = accuracy === null || accuracy.n < enoughBenchmark;
  return [
    isSmall
      ? `The benchmark is small (${count(accuracy?.n ?? 0, 'picture')}), so its score may be far off.`
      : '',
    isSmall && folds && folds.n > 0
      ? `Cross-validation, which tests every decided picture with a model that has not seen it, gives ${percent(folds.accuracy.value)} over ${count(folds.n, 'picture')} in ${folds.folds} parts (${folds.perFold.map(percent).join(', ')}). Most of these were asked because the model was unsure, so it is probably too low; its spread shows how much such numbers vary.`
      : '',
    curve?.measuredOn === 'benchmark-and-check' && curve.points.length > 0
      ? 'For the learning curve check pictures were measured on too, because the benchmark is small.'
      : '',
    'A forecast only holds for similar pictures. It extends a curve; it is not a promise.',
    'Times are medians, picture by picture and without breaks. Reviewing in a grid is faster.',
  ].filter((limit) => limit !== '');
}

/** @param milliseconds Of work. */
function about(milliseconds: number): string {
  return `about ${duration(milliseconds / 1000)}`;
}
