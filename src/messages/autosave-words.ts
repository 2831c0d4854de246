/** When a collection was last saved to its folder, in words. */
import { clock, day, daysBetween } from './times';
import type { Autosave } from '../collection/browser-records';

export function savedWords(
  { folder, at }: Pick<Autosave, 'folder' | 'at'>,
  now = Date.now(),
): string {
  const where = `the folder “${folder.name}”`;
  if (at === null) return `It will be saved to ${where} in a moment.`;
  return `Saved to ${where} ${momentWords(at, now)}.`;
}

function momentWords(at: number, now: number): string {
  const days = daysBetween(at, now);
  if (days <= 0) return `today at ${clock(at)}`;
  if (days === 1) return `yesterday at ${clock(at)}`;
  return `on ${day(at)} at ${clock(at)}`;
}
