/** A promise in sentences: what it rests on, whether it can be given, what it would take. */
import { confidencePercent, count, number, percent } from '../messages/numbers';
import type { Acceptance } from '../collection/accepted';
import { clopperPearsonUpper } from '../statistics/clopper-pearson';
import { leastCheck, type Offer } from './offers';

/** An upper bound, with a digit: "8.9 %". */
export function boundPercent(share: number): string {
  return `${(Math.ceil(share * 1000) / 10).toFixed(1)}\u00a0%`;
}

/** The sentences under the promise, in order. */
export function offerWords(offer: Offer): string[] {
  const { threshold, check, checked, bound, answers, open } = offer;
  if (checked < leastCheck) {
    return [
      `The minimum confidence is chosen on check pictures; ${checked} are decided, and ${leastCheck} are needed.`,
    ];
  }
  if (threshold === null) {
    return [
      'At no confidence were its answers right often enough on the check pictures. A better model is needed, or a promise that allows more errors.',
    ];
  }
  const from = `With at least ${confidencePercent(threshold)} confidence`;
  const would =
    answers.length === 0
      ? `${from} there is no open picture left to label.`
      : `${from} it would label ${number(answers.length)} of ${count(open, 'open picture')} (${percent(answers.length / open)}).`;
  return [
    would,
    `That confidence was chosen on check pictures: ${tally(check)}.`,
    `On the benchmark, which had no part in that choice: ${tally(bound)}. ${
      bound.answered === 0
        ? 'So nothing can be promised.'
        : `With 95\u00a0% confidence, no more than ${boundPercent(bound.upper)} of such labels are wrong.`
    }`,
  ];
}

function tally({ answered, wrong }: Offer['bound']): string {
  return `${answered} answered, ${wrong === 0 ? 'none' : wrong} of them wrong`;
}

/** Whether the promise can be given; else what it would take. `left`: benchmark pictures nobody has decided. */
export function verdictWords(offer: Offer, left: number): string {
  const { bound, risk, threshold, least } = offer;
  const allowed = percent(risk);
  if (bound.holds) return `That is within the ${allowed} you allow: you can auto-label.`;
  if (threshold === null) return `It takes at least ${least} benchmark answers without an error.`;
  const { answersToGo, decisionsToGo } = bound;
  const start = `Not yet within the ${allowed} you allow. That takes ${least} benchmark answers without an error, or more with some`;
  if (decisionsToGo === null) return `${start}; so far there is none of that confidence.`;
  const need = `${start}: another ${answersToGo} right ones, which is about ${count(decisionsToGo, 'more benchmark decision')}`;
  if (decisionsToGo <= left) return `${need}. Every sixth picture you label is for the benchmark.`;
  return `${need}; ${left === 0 ? 'none is' : `only ${left} are`} left to decide, so it takes more pictures or a better model.`;
}

export interface AuditFinding {
  words: string;
  isBroken: boolean;
}

/** What a person's answers to the audit sample say about the promise. */
export function auditFinding({ audited, looked, wrong, risk }: Acceptance): AuditFinding {
  const allowed = percent(risk);
  if (looked === 0) {
    return {
      words: `${count(audited.length, 'picture')} drawn at random are waiting for your audit: they show whether the promise is kept.`,
      isBroken: false,
    };
  }
  const errors = wrong.length;
  const share = errors / looked;
  const seen = `Of ${looked} audited, ${errors === 0 ? 'none was' : errors === 1 ? 'one was' : `${errors} were`} wrong (${percent(share)})`;
  // More errors than the whole sample may have: no later answer can mend that.
  const isBroken = errors > risk * audited.length;
  if (isBroken) {
    return {
      words: `${seen}: more than the ${allowed} promised for the sample of ${audited.length}. The promise is broken; remove its labels, or look at them one by one.`,
      isBroken,
    };
  }
  const upper = boundPercent(clopperPearsonUpper(errors, looked));
  const left =
    looked < audited.length
      ? ` ${audited.length - looked} are left to look at.`
      : ' The promise is kept.';
  return {
    words: `${seen}; by these alone, no more than ${upper} with 95\u00a0% confidence. Promised: ${allowed} at most.${left}`,
    isBroken,
  };
}
