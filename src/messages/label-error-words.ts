/** The queue of doubts in words: what it is about, and how far it is. */
import type { LabelError, LabelErrorQueue } from '../collection/label-errors';
import type { Answer, LabelId, Role, Task } from '../collection/records';

/** The answer that would take the doubted label's place: the other label, or the tags with one more or less. */
export function suggestedAnswer({ given, suggested }: LabelError, task: Task): Answer {
  if (task === 'single') return { kind: 'labels', labelIds: [suggested] };
  const labelIds = given.includes(suggested)
    ? given.filter((id) => id !== suggested)
    : [...given, suggested];
  return labelIds.length > 0 ? { kind: 'labels', labelIds } : { kind: 'none' };
}

/** What the model would say, in the words of the answer it would change to. */
export function suggestionWords(
  doubt: LabelError,
  task: Task,
  nameOf: (id: LabelId) => string,
): string {
  const name = nameOf(doubt.suggested);
  if (task === 'single') return name;
  return doubt.given.includes(doubt.suggested) ? `without ${name}` : `with ${name}`;
}

/** Whether what stands now says the same as what was doubted. */
function isKept({ item, given }: LabelError, resolve: (id: LabelId) => LabelId): boolean {
  const answer = item.standing?.answer;
  const now = answer?.kind === 'labels' ? answer.labelIds.map(resolve) : [];
  if (answer?.kind === 'cannot-tell') return false;
  return now.length === given.length && now.every((id) => given.includes(id));
}

/** "The model contests 94 labels. 12 of them looked at: 3 changed, 9 kept." */
export function progressWords(
  { found, waiting, settled }: LabelErrorQueue,
  resolve: (id: LabelId) => LabelId,
): string {
  const likely = found.likely;
  const kept = settled.filter((doubt) => isKept(doubt, resolve)).length;
  const changed = settled.length - kept;
  const result = `${changed} changed, ${kept} kept.`;
  const left = waiting.filter(({ place }) => place < likely).length;
  if (likely === 0) {
    return `The model disagrees with none of ${waiting.length + settled.length} labels; the most doubtful come first. ${settled.length} reviewed: ${result}`;
  }
  if (left === 0) {
    return `All ${likely} labels that the model disagrees with have been reviewed: ${result} The others follow, most doubtful first.`;
  }
  return `The model disagrees with ${likely} labels, sometimes wrongly. ${likely - left} reviewed: ${result}`;
}

/** What a correction means beyond the label itself. */
export const roleNotes: Record<Role, string> = {
  benchmark:
    'A benchmark picture: correcting it changes the score, up or down. Look at the picture before you read what the model says.',
  check: 'A check picture: correcting it changes how the model is adjusted.',
  pool: '',
};
