/** How far people, and the model, agree on the same pictures: a score beside which a model's can be read. */
import { kappaNumbers } from '../messages/agreement-words';
import { count, percent } from '../messages/numbers';
import { kappa, type Agreement } from '../statistics/kappa';
import { labelsSaid, labelsTrue, type Answers } from './benchmark-answers';

/** What the person said when they looked at pictures a second time. */
export interface SelfAgreement {
  n: number;
  agreed: number;
  kappa: Agreement;
}

/** Of the model's answers with the truth: over labels, or over every tag of every picture. */
export function modelKappa(answers: Answers): Agreement {
  const { task, classes, itemIds } = answers;
  const rows = [...itemIds.keys()];
  if (task === 'single') {
    const first = (labels: number[]) => labels[0] ?? 0;
    return kappa(
      rows.map((row) => first(labelsSaid(answers, row))),
      rows.map((row) => first(labelsTrue(answers, row))),
      classes,
    );
  }
  const given = (labelsOf: typeof labelsSaid) =>
    rows.flatMap((row) => {
      const labels = labelsOf(answers, row);
      return Array.from({ length: classes }, (_, label) => Number(labels.includes(label)));
    });
  return kappa(given(labelsSaid), given(labelsTrue), 2);
}

function kappaWords(agreement: Agreement): string {
  if (Number.isNaN(agreement.value)) return 'undefined, because every answer was the same';
  return kappaNumbers(agreement);
}

export function humanWords(person: SelfAgreement, model: Agreement | null): string {
  const own = `Looking at ${count(person.n, 'picture')} a second time, you gave the same answer for ${person.agreed} (${percent(person.agreed / person.n)}): Cohen’s kappa ${kappaWords(person.kappa)}.`;
  return model === null
    ? own
    : `${own} The model’s, with you on the benchmark: ${kappaWords(model)}.`;
}
