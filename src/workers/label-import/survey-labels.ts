/** What a file of labels holds, told before anything of it is taken. */
import { eachOnce, type BroughtRow } from '../../exchange/brought-labels';
import { success, type Outcome } from '../../outcome';
import type { AnswersSurvey, LabelSurvey } from '../protocol/label-import';
import { readLabelFile } from './read-label-file';

/** Fails as `readLabelFile` does. */
export async function surveyLabels(file: Blob): Promise<Outcome<LabelSurvey>> {
  const read = await readLabelFile(file);
  if (!read.ok) return read;
  const { tool, rows, leftOut, questions } = read.value;
  return success({
    ...{ tool, leftOut, pictures: rows.length },
    ...surveyed(rows),
    questions: questions.map(({ name, rows: answers }) => ({ name, ...surveyed(answers) })),
  });
}

function surveyed(rows: readonly BroughtRow[]): AnswersSurvey {
  const answered = rows.filter(({ source, answer }) => source === 'human' && isDecision(answer));
  return {
    decided: answered.length,
    several: answered.filter(({ labels }) => labels.length > 1).length,
    labels: eachOnce(answered.flatMap(({ labels }) => labels)).map(({ name }) => name),
  };
}

function isDecision(answer: string): boolean {
  return answer !== '' && answer !== 'skipped';
}
