/** A label edit in words, for the button that takes it back. */
import { number } from './numbers';
import type { Label, LabelEdit } from '../collection/records';

export function editWords(edit: LabelEdit, labels: readonly Label[]): string {
  const name = `“${edit.after[0]?.name ?? edit.before[0]?.name ?? '?'}”`;
  if (edit.kind === 'create' && edit.after.length > 1)
    return `${number(edit.after.length)} new labels`;
  if (edit.kind === 'create') return `new label ${name}`;
  if (edit.kind === 'split') return `${name} split off`;
  if (edit.kind === 'retire') return `${name} retired`;
  if (edit.kind === 'restore') return `${name} restored`;
  if (edit.kind === 'merge') {
    const into = labels.find(({ id }) => id === edit.after[0]?.mergedInto)?.name ?? '?';
    return `${name} merged into “${into}”`;
  }
  const former = edit.before[0]?.name;
  if (former !== undefined && former !== edit.after[0]?.name) return `“${former}” renamed ${name}`;
  return `change to ${name}`;
}
