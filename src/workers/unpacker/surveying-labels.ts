/** What a file of labels holds, told before anything of it is taken. */
import { readLabels } from '../../exchange/label-files';
import { failure, success, type Outcome } from '../../outcome';
import type { LabelSurvey } from '../protocol/unpacker';

/** Far above the labels of any collection a browser holds. */
const mostBytes = 500_000_000;

export async function surveyLabels(file: Blob): Promise<Outcome<LabelSurvey>> {
  if (file.size > mostBytes) return failure('unknown-labels', 'it is larger than labels can be');
  let text: string;
  try {
    text = await file.text();
  } catch (error) {
    return failure('unreadable-file', String(error));
  }
  const read = readLabels(text);
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
