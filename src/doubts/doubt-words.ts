/** The queue of doubts in words: what it is about, and how far it is. */
import type { Doubt, DoubtQueue } from '../collection/doubts';
import type { Answer, LabelId, Role, Task } from '../collection/records';

/** The answer that would take the doubted label's place: the other label, or the tags with one more or less. */
export function suggestedAnswer({ given, suggested }: Doubt, task: Task): Answer {
  if (task === 'single') return { kind: 'labels', labelIds: [suggested] };
  const labelIds = given.includes(suggested)
    ? given.filter((id) => id !== suggested)
    : [...given, suggested];
  return labelIds.length > 0 ? { kind: 'labels', labelIds } : { kind: 'none' };
}

/** What the model would say, in the words of the answer it would change to. */
export function suggestionWords(doubt: Doubt, task: Task, nameOf: (id: LabelId) => string): string {
  const name = nameOf(doubt.suggested);
  if (task === 'single') return name;
  return doubt.given.includes(doubt.suggested) ? `without ${name}` : `with ${name}`;
}

/** Whether what stands now says the same as what was doubted. */
function isKept({ item, given }: Doubt, resolve: (id: LabelId) => LabelId): boolean {
  const answer = item.standing?.answer;
  const now = answer?.kind === 'labels' ? answer.labelIds.map(resolve) : [];
  if (answer?.kind === 'cannot-tell') return false;
  return now.length === given.length && now.every((id) => given.includes(id));
}

/** "12 of the 94 most doubtful pictures looked at: 3 labels changed, 9 kept." */
export function progressWords(
  { found, waiting, settled }: DoubtQueue,
  resolve: (id: LabelId) => LabelId,
): string {
  const likely = found.likely;
  const kept = settled.filter((doubt) => isKept(doubt, resolve)).length;
  const changed = settled.length - kept;
  const result = `${changed} ${changed === 1 ? 'label' : 'labels'} changed, ${kept} kept.`;
  const left = waiting.filter(({ place }) => place < likely).length;
  if (likely === 0) {
    return `Nothing stands out among ${waiting.length + settled.length} decided pictures. ${settled.length} looked at: ${result}`;
  }
  if (left === 0) {
    return `All ${likely} pictures whose label the model would contest have been looked at: ${result} The rest follow in order of doubt.`;
  }
  return `${likely - left} of the ${likely} pictures whose label the model would contest looked at: ${result}`;
}

/** What a correction means beyond the label itself. */
export const roleNotes: Record<Role, string> = {
  benchmark:
    'A benchmark picture. Correcting it changes the score, upwards or downwards. The desk asks about these without a suggestion; here one is shown, so look at the picture before you look at it.',
  check: 'A check picture: correcting it changes how the model is tuned.',
  pool: '',
};
