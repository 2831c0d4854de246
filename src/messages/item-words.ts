/** What is said about a picture beside it. */
import { resolveLabel } from '../collection/labels';
import type { Item, Label, Role } from '../collection/records';
import type { Accepted } from '../collection/trust-records';

/** Where it stands: its labels after merges, or what else was answered. */
export function standingWords(item: Item, labels: readonly Label[]): string {
  const answer = item.standing?.answer;
  switch (answer?.kind) {
    case undefined:
      return 'Open';
    case 'skipped':
      return 'Skipped';
    case 'none':
      return 'None of these';
    case 'cannot-tell':
      return 'Cannot tell';
    case 'labels':
      return answer.labelIds.map((id) => nameOf(labels, id)).join(', ');
  }
}

/** What the model answered by itself, said as the model's: “Lamp (the model)”. */
export function acceptedWords({ labelIds }: Accepted, labels: readonly Label[]): string {
  const names = labelIds.map((id) => nameOf(labels, id)).join(', ');
  return `${names === '' ? 'None of these' : names} (the model)`;
}

function nameOf(labels: readonly Label[], id: Label['id']): string {
  const final = resolveLabel(labels, id);
  return labels.find((label) => label.id === final)?.name ?? 'A deleted label';
}

/** What each role is for. */
export const roleWords: Record<Role, string> = {
  benchmark: 'Used to test (benchmark): decided without a suggestion',
  check: 'Used to adjust (check): never learned from',
  pool: 'Used to learn',
};
