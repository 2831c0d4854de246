/** An answer in the words of the controls it was given with. */
import type { Answer, LabelId } from '../collection/records';

export function answerWords(answer: Answer, nameOf: (id: LabelId) => string): string {
  switch (answer.kind) {
    case 'labels':
      return answer.labelIds.map(nameOf).join(', ');
    case 'none':
      return 'None of these';
    case 'cannot-tell':
      return 'Cannot tell';
    case 'skipped':
      return 'Skipped';
  }
}
