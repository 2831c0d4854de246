/**
 * One collection after a good deal of work, many times over: roles drawn by the app from a seed, the
 * benchmark and check pictures decided, so many pool pictures decided in random order, a head fitted as
 * the app fits it. What it then says of every picture is held against the folder's name.
 */
import { draw, roleFor } from '../../src/collection/roles';
import type { Role } from '../../src/collection/records';
import { predict, type HeadData } from '../../src/model/head';
import { chooseHead } from '../../src/model/selection';
import { granted, type LabelledFeatures } from './features';

export interface Answers {
  /** n × labels, calibrated. */
  probabilities: Float32Array;
  /** n × labels, 0 or 1. */
  targets: Uint8Array;
}

export interface SimulatedCollection {
  check: Answers;
  benchmark: Answers;
  /** Pool pictures nobody has decided. */
  open: Answers;
  decided: number;
}

export async function simulate(
  features: LabelledFeatures,
  seed: number,
  poolDecisions: number,
): Promise<SimulatedCollection> {
  const { pool, check, benchmark } = rolesOf(features, seed);
  const learned = pool.slice(0, poolDecisions);
  const head = granted(
    await chooseHead(dataOf(features, learned), dataOf(features, check), {
      l2: 'auto',
      balance: true,
    }),
  );
  const answers = async (rows: number[]): Promise<Answers> => {
    const { features: vectors, targets } = dataOf(features, rows);
    return { probabilities: await predict(head, vectors, rows.length), targets };
  };
  return {
    check: await answers(check),
    benchmark: await answers(benchmark),
    open: await answers(pool.slice(poolDecisions)),
    decided: check.length + benchmark.length + learned.length,
  };
}

/** Rows of each role in the role's random order, as the app draws them. */
function rolesOf({ files }: LabelledFeatures, seed: number): Record<Role, number[]> {
  const roles: Record<Role, number[]> = { pool: [], check: [], benchmark: [] };
  const order = files.map((file) => draw(seed, file));
  files.forEach((_, row) => {
    roles[roleFor(order[row]?.role ?? 1, roles.benchmark.length)].push(row);
  });
  const inOrder = (a: number, b: number) => (order[a]?.order ?? 0) - (order[b]?.order ?? 0);
  for (const rows of Object.values(roles)) rows.sort(inOrder);
  return roles;
}

function dataOf({ truth, names, dims, vectors }: LabelledFeatures, rows: number[]): HeadData {
  const classes = names.length;
  const features = new Float32Array(rows.length * dims);
  const targets = new Uint8Array(rows.length * classes);
  rows.forEach((row, at) => {
    features.set(vectors.subarray(row * dims, (row + 1) * dims), at * dims);
    targets[at * classes + (truth[row] ?? 0)] = 1;
  });
  return { features, dims, targets, classes, kind: 'softmax' };
}
