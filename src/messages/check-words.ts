/** What the data checks found, in sentences: what it is, what it means, what to do about it. */
import { day } from './times';
import { count } from './numbers';
import type { DataChecks, NearPair } from '../collection/assessment-records';
import type { Label } from '../collection/records';

export interface CheckFinding {
  readonly check: 'examples' | 'balance' | 'leakage' | 'contradiction' | 'shift' | 'pictures';
  /** `grave`: training now would mislead. `notable`: worth a look. `fine`: looked at, nothing found. */
  readonly weight: 'grave' | 'notable' | 'fine';
  readonly found: string;
  readonly means: string;
  readonly todo: string;
}

/** Examples a label is learned from: below these it is hardly learned, and not well. */
const hardly = 5;
const notWell = 10;
/** How many times as many examples the most frequent label may have. */
const imbalance = 10;
/** Corrected p-value below which a batch counts as unlike what came before. */
export const shiftAt = 0.01;

/** The gravest first. */
export function checkFindings(checks: DataChecks, labels: readonly Label[]): CheckFinding[] {
  const order = { grave: 0, notable: 1, fine: 2 };
  return [
    leakage(checks),
    contradiction(checks),
    examples(checks, labels),
    shift(checks),
    balance(checks, labels),
    pictures(checks),
  ].toSorted((a, b) => order[a.weight] - order[b.weight]);
}

/** The gravest finding, where one is grave: said before training. */
export function gravestFinding(checks: DataChecks, labels: readonly Label[]): CheckFinding | null {
  return checkFindings(checks, labels).find(({ weight }) => weight === 'grave') ?? null;
}

/** Pairs that nobody has said anything about. */
export function openPairs({ pairs, verdicts }: DataChecks): NearPair[] {
  const said = new Set(verdicts.map(({ itemIds }) => String(itemIds)));
  return pairs
    .filter(({ itemIds }) => !said.has(String(itemIds)))
    .toSorted((a, b) => urgency(b) - urgency(a) || b.likeness - a.likeness);
}

function urgency({ inTwoRoles, isContradicted }: NearPair): number {
  return (isContradicted ? 2 : 0) + (inTwoRoles ? 1 : 0);
}

function leakage(checks: DataChecks): CheckFinding {
  const open = openPairs(checks);
  const across = open.filter(({ inTwoRoles }) => inTwoRoles).length;
  const straddling = checks.straddling.length;
  const means =
    'When one picture of an object is used to learn and another to test, the score is too good: the model has already seen the answer (data leakage).';
  if (across + straddling > 0) {
    return {
      ...{ check: 'leakage', weight: 'grave', means },
      found: [
        across > 0
          ? `${count(across, 'pair')} of pictures that seem to show one object: one is used to learn, the other to test or to adjust.`
          : '',
        straddling > 0
          ? `${count(straddling, 'group')} of one object ${straddling === 1 ? 'has' : 'have'} pictures in more than one role.`
          : '',
      ]
        .filter((part) => part !== '')
        .join(' '),
      todo: 'Go through the pairs below: pictures of one object get the same role, so that the model never sees the answer.',
    };
  }
  if (open.length > 0) {
    return {
      ...{ check: 'leakage', weight: 'notable' },
      found: `${count(open.length, 'pair')} of pictures that seem to show one object.`,
      means: 'Both have the same role, so the score is not affected; they only count twice.',
      todo: 'Go through the pairs below when you have a moment.',
    };
  }
  return fine('leakage', 'No picture used to learn looks like one used to test.');
}

function contradiction(checks: DataChecks): CheckFinding {
  const clashing = openPairs(checks).filter(({ isContradicted }) => isContradicted).length;
  if (clashing === 0) {
    return fine('contradiction', 'No two pictures that look alike were labelled differently.');
  }
  return {
    ...{ check: 'contradiction', weight: 'grave' },
    found: `${count(clashing, 'pair')} of pictures that seem to show one object, labelled differently.`,
    means: 'One of the two labels is probably a mistake. The model would learn both.',
    todo: 'They come first among the pairs below. Click a picture’s name to correct its label.',
  };
}

function examples({ labels: counts }: DataChecks, labels: readonly Label[]): CheckFinding {
  const few = counts.filter(({ examples: own }) => own < notWell);
  if (counts.length === 0) {
    return {
      ...{ check: 'examples', weight: 'grave', found: 'There are no labels yet.' },
      means: 'Without labels there is nothing to learn.',
      todo: 'Add at least two labels and decide a few pictures of each.',
    };
  }
  if (few.length === 0) {
    return fine('examples', `Every label has at least ${notWell} examples to learn from.`);
  }
  const isGrave = few.some(({ examples: own }) => own < hardly);
  const told = few
    .toSorted((a, b) => a.examples - b.examples)
    .slice(0, 6)
    .map(({ labelId, examples: own }) => `“${nameOf(labels, labelId)}” (${own})`);
  const more = few.length > told.length ? ` and ${few.length - told.length} more` : '';
  return {
    ...{ check: 'examples', weight: isGrave ? 'grave' : 'notable' },
    found: `Few examples to learn from: ${told.join(', ')}${more}.`,
    means: `With fewer than ${hardly} a label is hardly learned, with fewer than ${notWell} not well.`,
    todo: 'Label more of them (search the collection for likely ones), or merge labels that mean nearly the same.',
  };
}

function balance({ labels: counts }: DataChecks, labels: readonly Label[]): CheckFinding {
  const known = counts.filter(({ examples: own }) => own > 0);
  const [least, most] = [
    known.toSorted((a, b) => a.examples - b.examples)[0],
    known.toSorted((a, b) => b.examples - a.examples)[0],
  ];
  if (!least || !most || most.examples < imbalance * least.examples) {
    return fine('balance', `No label has ${imbalance} times as many examples as another.`);
  }
  return {
    ...{ check: 'balance', weight: 'notable' },
    found: `“${nameOf(labels, most.labelId)}” has ${most.examples} examples, “${nameOf(labels, least.labelId)}” ${least.examples}.`,
    means:
      'Without a correction a model neglects the rare label: it gets more pictures right by saying the frequent one.',
    todo: 'Training corrects for this: a rare label counts as much as a frequent one. You can switch that off for a run under Train, to compare. More examples of the rare label help most.',
  };
}

function shift({ shift: findings }: DataChecks): CheckFinding {
  const shifted = findings.filter(({ p }) => p < shiftAt);
  if (findings.length === 0) {
    return fine('shift', 'All pictures were added at once, so there are no batches to compare.');
  }
  if (shifted.length === 0) {
    return fine('shift', 'Later pictures look like the earlier ones.');
  }
  const told = shifted.map(({ at, n }) => `${count(n, 'picture')} from ${day(at)}`);
  return {
    ...{ check: 'shift', weight: 'notable' },
    found: `Some later pictures look different from the earlier ones: ${told.join('; ')}.`,
    means:
      'Maybe another scanner, another source or other objects. A model that learned from one batch may do worse on the other, and a combined score hides it.',
    todo: 'Look at the examples below. Label some pictures of each batch, and compare the score by folder and date under Review.',
  };
}

function pictures({ unreadable, tiny }: DataChecks): CheckFinding {
  if (unreadable.length + tiny.length === 0) {
    return fine('pictures', 'Every picture can be read, and none is tiny.');
  }
  return {
    ...{ check: 'pictures', weight: 'notable' },
    found: [
      unreadable.length > 0
        ? `${count(unreadable.length, 'picture')} cannot be read or ${unreadable.length === 1 ? 'is' : 'are'} blank.`
        : '',
      tiny.length > 0
        ? `${count(tiny.length, 'picture')} ${tiny.length === 1 ? 'has' : 'have'} a side under 64 pixels.`
        : '',
    ]
      .filter((part) => part !== '')
      .join(' '),
    means: 'There is little or nothing on them to learn from.',
    todo: 'Answer “Cannot tell”, or scan and add them again.',
  };
}

function fine(check: CheckFinding['check'], found: string): CheckFinding {
  return { check, weight: 'fine', found, means: '', todo: '' };
}

function nameOf(labels: readonly Label[], id: Label['id']): string {
  return labels.find((label) => label.id === id)?.name ?? 'a deleted label';
}
