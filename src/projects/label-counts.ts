/** How many pictures count for each label now, merges included. */
import { resolveLabel } from '../collection/labels';
import type { Answer, Label, LabelId } from '../collection/records';

export function countByLabel(
  labels: readonly Label[],
  answers: readonly { answer: Answer }[],
): Map<LabelId, number> {
  const counts = new Map<LabelId, number>();
  for (const { answer } of answers) {
    if (answer.kind !== 'labels') continue;
    // Two tags that were merged are one tag now.
    const meant = new Set(answer.labelIds.map((id) => resolveLabel(labels, id)));
    for (const id of meant) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}
