/**
 * Which key chooses which label. A label's own key comes first; the first nine labels without one
 * answer to the digit of their position. Keys the desk needs for itself are never given away.
 */
import type { Label, LabelId } from '../collection/records';

/** Single keys with a meaning of their own at the desk, lower case. */
const deskKeys = ['s', 'z', 'n', 'r', 'x', '0', '/', '?', '+', '-', '='] as const;

/** More labels than digits: the desk offers type-ahead beside the keys. */
export function needsTypeAhead(labels: readonly Label[]): boolean {
  return labels.length > 9;
}

/** Key shown for each label, for those that have one. `labels` are the offered ones, in position order. */
export function labelKeys(labels: readonly Label[]): Map<LabelId, string> {
  const reserved = new Set<string>(deskKeys);
  const taken = new Set<string>();
  const keys = new Map<LabelId, string>();
  const give = (id: LabelId, key: string) => {
    if (key === '' || reserved.has(key) || taken.has(key)) return;
    taken.add(key);
    keys.set(id, key);
  };
  for (const label of labels) give(label.id, label.key.toLowerCase());
  for (const [index, label] of labels.slice(0, 9).entries())
    if (!keys.has(label.id)) give(label.id, String(index + 1));
  return keys;
}

/** The label a pressed key chooses, or null. */
export function labelForKey(keys: ReadonlyMap<LabelId, string>, pressed: string): LabelId | null {
  const wanted = pressed.toLowerCase();
  for (const [id, key] of keys) if (key === wanted) return id;
  return null;
}

/** The character of a key press; the digit row counts as digits on keyboards that need Shift for them. */
export function characterOf(event: { key: string; code: string }): string {
  if (/^\d$/.test(event.key)) return event.key;
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code);
  // On a French keyboard the unshifted digit row types & é " …: the place on the row is meant. Signs
  // that are commands themselves keep their meaning.
  if (digit?.[1] !== undefined && !deskKeys.some((key) => key === event.key)) return digit[1];
  return event.key;
}
