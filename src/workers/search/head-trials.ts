/** A trial of head settings: fitted without one part of the pool, and asked about that part. */
import type { Run } from '../../collection/training-records';
import { mean, rightAnswers, surprises } from '../../model/answers';
import { seenOnly } from '../../model/class-weights';
import { predict } from '../../model/head';
import { success, type Outcome } from '../../outcome';
import type { Examples } from '../learning/learning-set';
import { fitToDecisions } from '../learning/fit-and-predict';
import type { SearchBench } from './search-bench';

interface PartScore {
  /** Mean surprise, in nats. */
  readonly loss: number;
  /** Share right, 0–1. */
  readonly accuracy: number;
}

/**
 * Fits exactly as a run would be fitted, temperature and all chosen on check items, and scores on the
 * part left out. Numbers that break down are an infinite loss; fails with 'aborted'.
 */
export async function scoreOnPart(
  { project, set, table }: SearchBench,
  recipe: Run['recipe'],
  partOf: Uint8Array,
  part: number,
  signal: AbortSignal,
): Promise<Outcome<PartScore>> {
  const classes = set.labelIds.length;
  const rest = pick(set.pool, classes, (row) => partOf[row] !== part);
  const held = pick(set.pool, classes, (row) => partOf[row] === part);
  const fitted = await fitToDecisions(
    project,
    { ...set, pool: rest },
    table,
    recipe,
    undefined,
    signal,
  );
  if (!fitted.ok) {
    const isBroken = fitted.problem.kind === 'not-a-number';
    return isBroken ? success({ loss: Infinity, accuracy: 0 }) : fitted;
  }
  const answers = await predict(fitted.value, table.gather(held.rows), held.rows.length);
  const known = seenOnly(held.targets, { targets: rest.targets, classes });
  const { kind } = fitted.value;
  return success({
    loss: mean(surprises(answers, known, classes, kind)),
    accuracy: mean(rightAnswers(answers, held.targets, classes, kind)),
  });
}

function pick(examples: Examples, classes: number, isWanted: (row: number) => boolean): Examples {
  const wanted = [...examples.rows.keys()].filter(isWanted);
  const targets = new Uint8Array(wanted.length * classes);
  wanted.forEach((row, at) => {
    targets.set(examples.targets.subarray(row * classes, (row + 1) * classes), at * classes);
  });
  return {
    rows: wanted.map((row) => examples.rows[row] ?? 0),
    itemIds: wanted.map((row) => examples.itemIds[row] ?? 0),
    targets,
  };
}
