/** How long ago a collection was written to a file, and whether that is too long. */
import { daysBetween } from './times';

/** After this many days a backup is old. */
const oldAfter = 7;

export function backedUpWords(at: number | null, now = Date.now()): string {
  if (at === null) return 'It has not been backed up yet.';
  const days = daysBetween(at, now);
  if (days <= 0) return 'Last backed up today.';
  return days === 1 ? 'Last backed up yesterday.' : `Last backed up ${days} days ago.`;
}

/** True where much would be lost: work has been done, and no recent file holds it. */
export function isBackupDue(
  { decided, backedUpAt }: { decided: number; backedUpAt: number | null },
  now = Date.now(),
): boolean {
  return decided >= 50 && (backedUpAt === null || daysBetween(backedUpAt, now) > oldAfter);
}
