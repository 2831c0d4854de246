/** What an evaluation means, in sentences: how good, where it fails, whether the goals are met. */
import { count, estimateWords, interval, percent } from '../messages/numbers';
import type { Baselines } from '../collection/assessment-records';
import type { Label, LabelId, Metric, SuccessCriteria } from '../collection/records';
import type { Run } from '../collection/training-records';
import { precisionOf, type Answers } from './benchmark-answers';

export type Evaluation = NonNullable<Run['evaluation']>;

/** A run's evaluation with the names of what it counts. */
export interface Findings {
  evaluation: Evaluation;
  /** In the order of `evaluation.classes`. */
  labelIds: LabelId[];
  names: string[];
  /** Classes from here on were never learned: the benchmark alone has them. */
  learned: number;
}

/** Under this many benchmark pictures a number may be far off. */
export const fewPictures = 30;
const fewOfAClass = 10;

export function findingsOf(run: Run, labels: readonly Label[], learned: number): Findings | null {
  if (!run.evaluation || run.evaluation.n === 0) return null;
  const names = run.evaluatedLabels.map(
    (id) => labels.find((label) => label.id === id)?.name ?? 'a deleted label',
  );
  return { evaluation: run.evaluation, labelIds: run.evaluatedLabels, names, learned };
}

/**
 * The one sentence to remember.
 *
 * @param asked What was found when more baselines were measured; null where nobody has. A linear model on
 *   the network as it came is no simple method: the model may be just that.
 */
export function verdict({ evaluation }: Findings, asked: Baselines | null): string {
  const { accuracy, baselines, n } = evaluation;
  const coloured = asked?.methods.find(({ method }) => method === 'colour-texture');
  const right = `Of ${count(n, 'benchmark picture')} it got ${percent(accuracy.value)} right`;
  const range = `between ${interval(accuracy).replace('–', ' and ')} is to be expected on the rest of the collection`;
  const best = Math.max(
    baselines.majority.value,
    baselines.neighbours.value,
    coloured?.accuracy.value ?? 0,
  );
  const beside =
    accuracy.low > best
      ? 'clearly better than the simple baselines'
      : accuracy.value > best
        ? 'better than the simple baselines, but that may be chance'
        : 'no better than the simple baselines';
  return `${right}; ${range}. That is ${beside}.`;
}

/** What it is not good at, in words; the gravest first. */
export function limits(findings: Findings): string[] {
  const { evaluation, names, learned } = findings;
  const { classes, n, accuracy, baselines } = evaluation;
  const named = (indices: number[]) =>
    indices.map((index) => `“${names[index] ?? '?'}”`).join(', ');
  const unlearned = names.map((_, index) => index).slice(learned);
  const failing = classes.filter(
    ({ label, n: own, recall }) => label < learned && own >= 5 && recall.value < 0.5,
  );
  const overcalled = classes.filter(
    ({ label, n: own, precision }) => label < learned && own >= 5 && precision < 0.5,
  );
  const sparse = classes.filter(({ label, n: own }) => label < learned && own < fewOfAClass);
  return [
    n < fewPictures
      ? `Only ${count(n, 'benchmark picture')} decided: every number here may be far off. Go on labelling; one picture in six is for the benchmark.`
      : '',
    accuracy.low <= baselines.neighbours.value
      ? 'It is not clearly better than copying the answer of the most similar pictures.'
      : '',
    unlearned.length > 0
      ? `It has never seen an example of ${named(unlearned)}, and so always misses it.`
      : '',
    failing.length > 0
      ? `It misses more than half of ${named(failing.map(({ label }) => label))}.`
      : '',
    overcalled.length > 0
      ? `When it says ${named(overcalled.map(({ label }) => label))}, it is wrong more often than right.`
      : '',
    sparse.length > 0
      ? `Fewer than ${fewOfAClass} benchmark pictures, so hardly measured: ${named(sparse.map(({ label }) => label))}.`
      : '',
    ...confusions(findings)
      .slice(0, 3)
      .map(
        ({ truth, said, times }) =>
          `It took “${names[truth] ?? '?'}” for “${names[said] ?? '?'}” ${times} times.`,
      ),
    'It knows these labels and no others: a picture of something else still gets one of them, or “I don’t know”.',
  ].filter((sentence) => sentence !== '');
}

export interface Confusion {
  truth: number;
  said: number;
  times: number;
}

/** Pairs mixed up at least twice, the most frequent first. */
export function confusions({ evaluation }: Findings): Confusion[] {
  return evaluation.confusion
    .flatMap((row, truth) => row.map((times, said) => ({ truth, said, times })))
    .filter(({ truth, said, times }) => truth !== said && times >= 2)
    .sort((one, other) => other.times - one.times);
}

export interface GoalFinding {
  /** "Accuracy: at least 90 %". */
  goal: string;
  isMet: boolean | null;
  words: string;
}

/**
 * How each floor stands, and the number to optimise first.
 *
 * @param answers Where they are known, precision has an interval, too.
 */
export function goalFindings(
  criteria: SuccessCriteria,
  { evaluation, labelIds, names }: Findings,
  answers: Answers | null,
): GoalFinding[] {
  const measured = (
    metric: Metric,
  ): { value: number; words: string; low: number | null } | null => {
    if (metric.kind === 'accuracy') return told(evaluation.accuracy);
    if (metric.kind === 'macro-f1') return told(evaluation.macroF1);
    const score = evaluation.classes.find(({ label }) => labelIds[label] === metric.labelId);
    if (!score || score.n === 0) return null;
    if (metric.kind === 'recall') return told(score.recall);
    if (answers) return told(precisionOf(answers, score.label));
    return { value: score.precision, words: percent(score.precision), low: null };
  };
  const name = (metric: Metric) =>
    'labelId' in metric
      ? `${metric.kind} of “${names[labelIds.indexOf(metric.labelId)] ?? 'a deleted label'}”`
      : metric.kind;
  const optimised = measured(criteria.optimise);
  return [
    {
      goal: `Raise ${name(criteria.optimise)}`,
      isMet: null,
      words: optimised ? `It is at ${optimised.words}.` : 'Nothing has been measured yet.',
    },
    ...criteria.floors.map(({ metric, atLeast }) => {
      const goal = `Keep ${name(metric)} at ${percent(atLeast)} or above`;
      const found = measured(metric);
      if (!found) return { goal, isMet: null, words: 'Nothing has been measured yet.' };
      const isMet = found.value >= atLeast;
      const doubt =
        isMet && found.low !== null && found.low < atLeast
          ? ' The interval reaches below the minimum: more benchmark pictures would make it clear.'
          : '';
      return { goal, isMet, words: `${isMet ? 'Met' : 'Not met'}: ${found.words}.${doubt}` };
    }),
  ];
}

function told(estimate: Evaluation['accuracy']) {
  return { value: estimate.value, words: estimateWords(estimate), low: estimate.low };
}

/** Agreement on check items, the ones it never learns from. */
export function agreementWords({ agreed, of }: { agreed: number; of: number }): string {
  if (of === 0) {
    return 'It has not been compared with you yet: no check picture with a suggestion has been decided one by one.';
  }
  return `On the last ${count(of, 'check picture')} it said what you then decided ${agreed === 1 ? 'once' : `${agreed} times`} (${percent(agreed / of)}). It never learns from these; but you saw its suggestion, so trust the benchmark more.`;
}
