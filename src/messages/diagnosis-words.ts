/** What a diagnosis found, in sentences a curator can act on. */
import { count, percent } from './numbers';
import type { CurveReading } from '../statistics/curve-reading';
import type { RateReading } from '../statistics/learning-rate';
import type { Diagnosis } from '../workers/protocol/trainer';

/** A rate as it is typed: two digits that say enough, never an exponent. */
export function rateText(rate: number): string {
  return Number(rate.toPrecision(2)).toLocaleString('en', {
    useGrouping: false,
    maximumFractionDigits: 8,
  });
}

/** What the sweep over learning rates says. */
export function rateWords({ suggested, hasFallen, lowestAt, risesFrom }: RateReading): string {
  if (suggested === null || lowestAt === null) {
    return 'The test was too short to tell: training diverged almost at once.';
  }
  const rise =
    risesFrom === null
      ? 'It did not clearly rise at any rate that was tried.'
      : `From ${rateText(risesFrom)} on it was clearly worse.`;
  return hasFallen
    ? `The loss fell fastest around ${rateText(suggested)} and was lowest at ${rateText(lowestAt)}. ${rise} Suggested: ${rateText(suggested)}.`
    : `The loss could not fall: the head already knows these pictures. ${rise} Suggested, a tenth of ${risesFrom === null ? 'the highest' : 'that'}: ${rateText(suggested)}.`;
}

/** Named at most, before "and … more". */
const mostNames = 4;

/** Whether a few pictures could be learned by heart, and what it means when not. */
export function overfitWords(found: Extract<Diagnosis, { kind: 'overfit' }>): {
  verdict: string;
  meaning: string;
} {
  const steps = count(found.losses.length, 'step');
  const pictures = count(found.pictures, 'picture');
  if (found.hasLearned) {
    return {
      verdict: `Passed: it memorised ${pictures} after ${steps}.`,
      meaning:
        'Pictures, labels and training work together. The hard part is not to memorise pictures but to generalise to others.',
    };
  }
  const last = found.losses.at(-1);
  if (last === undefined || !Number.isFinite(last)) {
    return {
      verdict: `Failed: training diverged after ${steps}.`,
      meaning: 'This network cannot be trained here. Use another one.',
    };
  }
  if (found.wrong.length === 0) {
    return {
      verdict: `Not quite: all ${pictures} are right after ${steps}, but it is not sure of them.`,
      meaning: 'It can learn them, slowly. Some of them may look much alike to it.',
    };
  }
  return {
    verdict: `Failed: after ${steps} it still has ${found.wrong.length} of ${pictures} wrong.`,
    meaning: `Look at ${named(found.wrong)}: either a label is mistaken, or two pictures with different labels look the same at the size the network sees.`,
  };
}

function named(names: readonly string[]): string {
  const said = names.slice(0, mostNames).map((name) => `“${name}”`);
  const more = names.length - said.length;
  return said.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** Bias and variance in words, the most telling first. */
export function readingWords(reading: CurveReading): string[] {
  const { last, course, isUnderfit, isOverfit, hasTurned, bestEpoch } = reading;
  const training = percent(last.accuracy);
  const said: string[] = [];
  if (isUnderfit) {
    said.push(
      `High bias: at the end it has only ${training} of its own training pictures right. ${
        course === 'falling'
          ? 'The training loss is still falling, so more epochs would help.'
          : 'The training loss has stopped falling: train deeper, or with another learning rate. Wrong labels have the same effect.'
      }`,
    );
  }
  if (isOverfit === true && last.checkAccuracy !== null) {
    said.push(
      `High variance: ${training} right on the training pictures, ${percent(last.checkAccuracy)} on the check pictures. What it learns does not generalise; more decided pictures, augmentation or fewer layers would help.`,
    );
  }
  if (hasTurned && bestEpoch !== null) {
    said.push(
      `The check loss was lowest after epoch ${bestEpoch} and has risen since: from there on it overfitted. Epoch ${bestEpoch} is the one that was kept.`,
    );
  }
  if (course === 'rising') {
    said.push('The training loss rises towards the end: the learning rate is too high.');
  }
  if (said.length === 0) {
    said.push(
      course === 'falling'
        ? 'Neither bias nor variance stands out, and the training loss is still falling: a few more epochs may help.'
        : 'Neither bias nor variance stands out: it has learned its pictures, and what it learned generalises.',
    );
  }
  if (isOverfit === null) {
    said.push('No check picture was decided, so it is not known whether it generalises.');
  }
  return said;
}
