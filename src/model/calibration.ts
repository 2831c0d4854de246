/** Whether a confidence means what it says, and from which confidence on the model should speak. */
import { firstChoice, mean, probabilitiesOf, surprises } from './answers';
import type { HeadKind } from './head-kind';

/** Standard deviation of log temperature before anything is seen: how firmly few items hold it near 1. */
const priorSpread = 0.5;
const range = { low: Math.log(0.1), high: Math.log(10) };

/**
 * The temperature that makes check items least surprising (Guo et al. 2017, "On calibration of modern
 * neural networks"), held near 1 by a normal prior on its logarithm that a few items cannot outweigh.
 *
 * @param logits n × classes. @param targets n × classes, 0 or 1.
 * @returns In (0.1, 10); 1 without items.
 */
export function fitTemperature(
  logits: Float32Array,
  targets: Uint8Array,
  classes: number,
  kind: HeadKind,
): number {
  const n = targets.length / classes;
  if (n === 0) return 1;
  const cost = (log: number) => {
    const probabilities = probabilitiesOf(logits, classes, kind, Math.exp(log));
    const surprise = mean(surprises(probabilities, targets, classes, kind));
    return n * surprise + (log / priorSpread) ** 2 / 2;
  };
  return Math.exp(goldenSection(cost, range.low, range.high));
}

/** Where a function with one valley is lowest, to within 1e-4 (Kiefer 1953). */
function goldenSection(cost: (x: number) => number, from: number, to: number): number {
  const share = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [from, to];
  let [left, right] = [high - share * (high - low), low + share * (high - low)];
  let [costLeft, costRight] = [cost(left), cost(right)];
  while (high - low > 1e-4) {
    if (costLeft < costRight) {
      [high, right, costRight] = [right, left, costLeft];
      left = high - share * (high - low);
      costLeft = cost(left);
    } else {
      [low, left, costLeft] = [left, right, costRight];
      right = low + share * (high - low);
      costRight = cost(right);
    }
  }
  return (low + high) / 2;
}

/** First-choice confidence (its probability) and whether that choice was right, item by item. */
function firstChoices(
  probabilities: Float32Array,
  targets: Uint8Array,
  classes: number,
): { confidence: number; isRight: boolean }[] {
  return Array.from({ length: targets.length / classes }, (_, row) => {
    const at = row * classes + firstChoice(probabilities, row, classes);
    return { confidence: probabilities[at]!, isRight: targets[at] === 1 };
  });
}

/** How many check items weigh as much as the default does. */
const floorPrior = 20;

/** The floor before check items can tell: one half for two labels, less the more there are. */
export function defaultFloor(classes: number): number {
  return 0.25 + 0.5 / Math.max(2, classes);
}

/**
 * The lowest confidence from which a first choice is right at least half of the time on check items:
 * how often it is right is taken to grow with confidence (isotonic regression; Ayer et al. 1955). Few
 * items leave it near the default.
 *
 * @returns 0–1.
 */
export function chooseFloor(
  probabilities: Float32Array,
  targets: Uint8Array,
  classes: number,
): number {
  const answers = firstChoices(probabilities, targets, classes);
  const usual = defaultFloor(classes);
  if (answers.length === 0) return usual;
  answers.sort((a, b) => a.confidence - b.confidence || Number(a.isRight) - Number(b.isRight));
  const start = firstIndexAtHalf(answers.map(({ isRight }) => (isRight ? 1 : 0)));
  const seen = start < answers.length ? answers[start]!.confidence : 1;
  return (answers.length * seen + floorPrior * usual) / (answers.length + floorPrior);
}

/** Where the best non-decreasing fit to a sequence of zeros and ones reaches one half. */
function firstIndexAtHalf(sequence: number[]): number {
  const blocks: { sum: number; count: number }[] = [];
  for (const value of sequence) {
    let block = { sum: value, count: 1 };
    for (let last = blocks.at(-1); last && last.sum * block.count >= block.sum * last.count;) {
      block = { sum: last.sum + block.sum, count: last.count + block.count };
      blocks.pop();
      last = blocks.at(-1);
    }
    blocks.push(block);
  }
  let index = 0;
  for (const { sum, count } of blocks) {
    if (sum * 2 >= count) return index;
    index += count;
  }
  return index;
}
