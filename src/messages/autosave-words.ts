/** When a collection was last saved to its folder, in words. */
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
  const time = new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  const days = Math.round((startOfDay(now) - startOfDay(at)) / 86_400_000);
  if (days <= 0) return `today at ${time}`;
  if (days === 1) return `yesterday at ${time}`;
  const date = new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'long' });
  return `on ${date} at ${time}`;
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
