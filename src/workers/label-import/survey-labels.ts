/** What a file of labels holds, told before anything of it is taken. */
import { success, type Outcome } from '../../outcome';
import type { LabelSurvey } from '../protocol/label-import';
import { readLabelFile } from './read-label-file';

/** Fails as `readLabelFile` does. */
export async function surveyLabels(file: Blob): Promise<Outcome<LabelSurvey>> {
  const read = await readLabelFile(file);
  if (!read.ok) return read;
  const { tool, rows, leftOut } = read.value;
  const answered = rows.filter(({ source, answer }) => source === 'human' && isDecision(answer));
  const labels = new Set(answered.flatMap((row) => row.labels.map(({ name }) => name)));
  return success({
    ...{ tool, leftOut, pictures: rows.length, decided: answered.length },
    several: answered.filter((row) => row.labels.length > 1).length,
    labels: [...labels],
  });
}

function isDecision(answer: string): boolean {
  return answer !== '' && answer !== 'skipped';
}
