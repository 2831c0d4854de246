/** What an item's events add up to. */
import type { ActId, Answer, Decision, ItemState, Standing } from './records';

/**
 * The answer that counts after all of one item's events, oldest first; null when none does. An event
 * whose act was taken back counts for nothing, and that goes for taking back as well.
 */
export function standingAfter(events: readonly Decision[]): Standing | null {
  const undone = new Set<ActId>();
  for (let index = events.length - 1; index >= 0; index -= 1) {
    const event = events[index];
    if (event === undefined || undone.has(event.actId)) continue;
    if (event.kind === 'answer') {
      return { decisionId: event.id, answer: event.answer, at: event.at };
    }
    undone.add(event.undoes);
  }
  return null;
}

export function stateOf(answer: Answer | undefined): ItemState {
  if (answer === undefined) return 'open';
  return answer.kind === 'skipped' ? 'skipped' : 'decided';
}
