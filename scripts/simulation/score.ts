/** How good a set of answers is: accuracy and macro-F1 over named classes. */

export interface Score {
  n: number;
  /** 0–1; null when there was nothing to score. */
  accuracy: number | null;
  /** Mean F1 over the classes that occur among the true ones, 0–1. */
  macroF1: number | null;
}

/** `truth[i]` is what picture i is, `answers[i]` what the model calls it. */
export function scoreAnswers(truth: readonly string[], answers: readonly string[]): Score {
  const n = truth.length;
  if (n === 0) return { n, accuracy: null, macroF1: null };
  const count = (wanted: (actual: string, answer: string) => boolean): number =>
    truth.filter((name, index) => wanted(name, answers[index] ?? '')).length;
  const classes = [...new Set(truth)];
  const f1 = classes.map((name) => {
    const hits = count((actual, answer) => actual === name && answer === name);
    const claimed = count((_, answer) => answer === name);
    const present = count((actual) => actual === name);
    return (2 * hits) / (claimed + present);
  });
  return {
    n,
    accuracy: count((actual, answer) => actual === answer) / n,
    macroF1: f1.reduce((sum, value) => sum + value, 0) / classes.length,
  };
}

/** The label with the highest probability for each row; '' for items the model has not seen. */
export function firstChoices(
  predictions: { labelIds: string[]; itemIds: number[]; probabilities: number[] },
  itemIds: readonly number[],
): string[] {
  const width = predictions.labelIds.length;
  const rowOf = new Map(predictions.itemIds.map((id, row) => [id, row]));
  return itemIds.map((id) => {
    const row = rowOf.get(id);
    if (row === undefined) return '';
    const values = predictions.probabilities.slice(row * width, (row + 1) * width);
    return predictions.labelIds[values.indexOf(Math.max(...values))] ?? '';
  });
}
