/** What heads say about items they have not seen, for every item there is. */
import { failure, success, type Outcome } from '../outcome';
import { probabilitiesOf } from './answers';
import { fitTemperature } from './calibration';
import { logits, type HeadData, type HeadSettings } from './head';
import { chooseHead } from './selection';

export interface OutOfFold {
  /** n × classes, calibrated over all folds together. */
  probabilities: Float32Array;
  /** 1 where the fold's head had seen every label of the item, so that it could have said them. */
  isKnown: Uint8Array;
}

/**
 * For each fold a head that learns from the others and answers there.
 *
 * @param foldOf The fold of each item, 0 … folds − 1. @param onFold Told how many folds are done.
 * @returns Failures as `chooseHead`, and 'aborted'.
 */
export async function outOfFold(
  data: HeadData,
  foldOf: Uint8Array,
  folds: number,
  settings: HeadSettings,
  { signal, onFold }: { signal?: AbortSignal; onFold?: (done: number) => void } = {},
): Promise<Outcome<OutOfFold>> {
  const { classes, kind, targets } = data;
  const raw = new Float32Array(targets.length);
  const isKnown = new Uint8Array(targets.length / classes);
  for (let fold = 0; fold < folds; fold++) {
    if (signal?.aborted) return failure('aborted');
    const rows = [...foldOf.keys()];
    const seen = pick(
      data,
      rows.filter((row) => foldOf[row] !== fold),
    );
    const asked = rows.filter((row) => foldOf[row] === fold);
    if (asked.length > 0) {
      const head = await chooseHead(seen, null, settings, { ...(signal && { signal }) });
      if (!head.ok) return head;
      const answers = await logits(head.value, pick(data, asked).features, asked.length);
      const labels = labelsIn(seen);
      asked.forEach((row, at) => {
        raw.set(answers.subarray(at * classes, (at + 1) * classes), row * classes);
        const own = cells(targets, row, classes);
        isKnown[row] = own.every((value, label) => value === 0 || labels[label] === 1) ? 1 : 0;
      });
    }
    onFold?.(fold + 1);
  }
  // What no head could have said tells nothing about how sure they may be.
  const known = [...isKnown.keys()].filter((row) => isKnown[row] === 1);
  const temperature = fitTemperature(
    Float32Array.from(known.flatMap((row) => [...cells(raw, row, classes)])),
    Uint8Array.from(known.flatMap((row) => [...cells(targets, row, classes)])),
    classes,
    kind,
  );
  return success({ probabilities: probabilitiesOf(raw, classes, kind, temperature), isKnown });
}

function cells<Matrix extends Float32Array | Uint8Array>(
  matrix: Matrix,
  row: number,
  classes: number,
): Matrix {
  return matrix.subarray(row * classes, (row + 1) * classes) as Matrix;
}

function pick(data: HeadData, rows: readonly number[]): HeadData {
  const { dims, classes } = data;
  const features = new Float32Array(rows.length * dims);
  const targets = new Uint8Array(rows.length * classes);
  rows.forEach((row, at) => {
    features.set(data.features.subarray(row * dims, (row + 1) * dims), at * dims);
    targets.set(data.targets.subarray(row * classes, (row + 1) * classes), at * classes);
  });
  return { ...data, features, targets };
}

/** 1 for each label that some item has. */
function labelsIn({ targets, classes }: HeadData): Uint8Array {
  const labels = new Uint8Array(classes);
  targets.forEach((value, at) => {
    if (value === 1) labels[at % classes] = 1;
  });
  return labels;
}
