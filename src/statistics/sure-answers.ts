/** What a model would answer by itself, how sure it is of the whole answer, and whether that is right. */

/** Tags at or over this probability are given. */
const tagThreshold = 0.5;

export interface SureAnswer {
  /** Indices of the classes it answers: one where they exclude each other, else any number. */
  chosen: number[];
  /** That all of it is right, 0–1; with tags, each taken to be independent of the others. */
  confidence: number;
}

/** @param probabilities n × classes. */
export function sureAnswer(
  probabilities: ArrayLike<number>,
  row: number,
  classes: number,
  isExclusive: boolean,
): SureAnswer {
  const at = row * classes;
  if (isExclusive) {
    let best = 0;
    for (let c = 1; c < classes; c++) {
      if (probabilities[at + c]! > probabilities[at + best]!) best = c;
    }
    return { chosen: [best], confidence: probabilities[at + best]! };
  }
  const chosen: number[] = [];
  let confidence = 1;
  for (let c = 0; c < classes; c++) {
    const probability = probabilities[at + c]!;
    if (probability >= tagThreshold) chosen.push(c);
    confidence *= Math.max(probability, 1 - probability);
  }
  return { chosen, confidence };
}

/** Many answers beside the truth. */
export interface KnownAnswers {
  confidences: Float64Array;
  /** 1 where the whole answer is right. */
  right: Uint8Array;
}

/** @param targets n × classes, 0 or 1. */
export function knownAnswers(
  probabilities: ArrayLike<number>,
  targets: ArrayLike<number>,
  classes: number,
  isExclusive: boolean,
): KnownAnswers {
  const n = classes === 0 ? 0 : targets.length / classes;
  const confidences = new Float64Array(n);
  const right = new Uint8Array(n);
  for (let row = 0; row < n; row++) {
    const { chosen, confidence } = sureAnswer(probabilities, row, classes, isExclusive);
    confidences[row] = confidence;
    let isRight = true;
    for (let c = 0; c < classes; c++) {
      const isChosen = chosen.includes(c);
      if (
        isExclusive
          ? isChosen && targets[row * classes + c] !== 1
          : isChosen !== (targets[row * classes + c] === 1)
      ) {
        isRight = false;
      }
    }
    right[row] = isRight ? 1 : 0;
  }
  return { confidences, right };
}
