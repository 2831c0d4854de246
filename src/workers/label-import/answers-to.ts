/** Of a file that asks several things about a picture, the answers that are meant. */
import type { Task } from '../../collection/records';
import { eachOnce, type BroughtLabels, type BroughtRow } from '../../exchange/brought-labels';

/**
 * Null where it has no such question. Where none is named, tags may come from all of them; one label a
 * picture comes from the question that has most answers.
 */
export function answersTo(
  question: string | null,
  { rows, questions }: BroughtLabels,
  task: Task,
): readonly BroughtRow[] | null {
  if (question !== null) return questions.find(({ name }) => name === question)?.rows ?? null;
  return task === 'tags' && questions.length > 0 ? together(questions) : rows;
}

/** Each question has a row for each picture, in the same order. */
function together([first, ...others]: BroughtLabels['questions']): BroughtRow[] {
  return (first?.rows ?? []).map((row, at) => {
    const all = [row, ...others.flatMap(({ rows }) => rows[at] ?? [])];
    const answered = all.find(({ answer }) => answer !== '') ?? row;
    return { ...answered, labels: eachOnce(all.flatMap(({ labels }) => labels)) };
  });
}
