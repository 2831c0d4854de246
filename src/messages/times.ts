/**
 * Dates and durations as a person reads them: the one place for them, in the app and in exported
 * documents. Imports nothing, so that everything may import it. Times are milliseconds since the epoch.
 */

/** "21 Nov 2026", by the calendar of this computer. */
export function day(at: number): string {
  return new Date(at).toLocaleDateString('en-GB', { dateStyle: 'medium' });
}

/** "18:05". */
export function clock(at: number): string {
  return new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}

/** "21 Nov 2026, 18:05". */
export function moment(at: number): string {
  return `${day(at)}, ${clock(at)}`;
}

/** "2026-11-21", in UTC: for documents, which are read elsewhere. */
export function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** Whole days between the calendar days of two moments; 0 on the same day. */
export function daysBetween(earlier: number, later: number): number {
  const startOfDay = (at: number) => new Date(at).setHours(0, 0, 0, 0);
  return Math.round((startOfDay(later) - startOfDay(earlier)) / 86_400_000);
}

/** "15 seconds", "40 minutes", "3.5 hours": rounded, never falsely exact. */
export function duration(seconds: number): string {
  if (seconds < 55) return `${Math.max(5, Math.ceil(seconds / 5) * 5)} seconds`;
  const minutes = Math.max(1, Math.round(seconds / 60));
  if (minutes < 90) return minutes === 1 ? '1 minute' : `${minutes} minutes`;
  const hours = seconds / 3600;
  return `${hours < 10 ? Math.round(hours * 2) / 2 : Math.round(hours)} hours`;
}

/** "about 40 minutes left". */
export function timeLeft(seconds: number): string {
  return seconds < 5 ? 'a few seconds left' : `about ${duration(seconds)} left`;
}
