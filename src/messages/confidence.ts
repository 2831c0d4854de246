/** A calibrated probability, said the way a colleague would say it, and as a number beside it. */
export type ConfidenceWord = 'almost certain' | 'likely' | 'perhaps' | 'a guess';

/** The word for a calibrated probability, 0–1. */
export function confidenceWord(probability: number): ConfidenceWord {
  if (probability >= 0.95) return 'almost certain';
  if (probability >= 0.75) return 'likely';
  if (probability >= 0.5) return 'perhaps';
  return 'a guess';
}

/**
 * The number beside the word, in whole per cent. Never "100 %" or "0 %": a model that rounds itself
 * to certainty claims more than it can know.
 */
export function confidencePercent(probability: number): string {
  const percent = Math.round(probability * 100);
  if (percent >= 100) return '>\u00a099\u00a0%';
  if (percent <= 0) return '<\u00a01\u00a0%';
  return `${percent}\u00a0%`;
}
