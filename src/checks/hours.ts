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
