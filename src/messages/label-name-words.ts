/** Labels by their names, also those that are not offered any more. */
import type { Label, LabelId } from '../collection/records';

export function labelName(labels: readonly Label[], id: LabelId): string {
  return labels.find((label) => label.id === id)?.name ?? 'a deleted label';
}

/** "Map, Plan", or "none of these". */
export function labelList(labels: readonly Label[], ids: readonly LabelId[]): string {
  return ids.length === 0 ? 'none of these' : ids.map((id) => labelName(labels, id)).join(', ');
}
