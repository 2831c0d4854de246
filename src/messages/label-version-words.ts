/** The versions of the labels a person can take: what stands now, and what was frozen. */
import type { Version } from '../collection/versions';

/** Stands for "as it is now" where ids of frozen versions stand for those. */
export const now = 'now';

export function versionOptions(
  versions: readonly Version[],
  items: { decided: number },
): { value: string; label: string }[] {
  return [
    { value: now, label: `As they are now: ${items.decided.toLocaleString('en')} decided` },
    ...versions.map((version) => ({ value: version.id, label: versionWords(version) })),
  ];
}

/** "Before the audit: 412 pictures, 20 November 2026, 18:05". */
function versionWords({ name, at, roles }: Version): string {
  const pictures = roles.pool + roles.check + roles.benchmark;
  const when = new Date(at).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' });
  return `${name === '' ? 'Frozen' : name}: ${pictures.toLocaleString('en')} pictures, ${when}`;
}
