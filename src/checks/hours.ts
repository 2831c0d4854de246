/** How long the pictures that are left would take, by hand and with suggestions. */
import type { DecisionTime } from '../collection/decision-times';

/** Timed decisions before their median says anything. */
const enoughTimed = 10;

/** Milliseconds; null where too few decisions of the kind were timed. */
export function workLeft(facts: {
  left: number;
  alone: DecisionTime | null;
  helped: DecisionTime | null;
}): { alone: number | null; helped: number | null } {
  const all = (time: DecisionTime | null) =>
    time === null || time.n < enoughTimed ? null : time.median * facts.left;
  return { alone: all(facts.alone), helped: all(facts.helped) };
}

/** "about 40 minutes", "about 3.5 hours". */
export function hoursWords(milliseconds: number): string {
  const minutes = milliseconds / 60_000;
  if (minutes < 1.5) return 'about a minute';
  if (minutes < 90) return `about ${Math.round(minutes)} minutes`;
  const hours = minutes / 60;
  return `about ${hours < 10 ? Math.round(hours * 2) / 2 : Math.round(hours)} hours`;
}
