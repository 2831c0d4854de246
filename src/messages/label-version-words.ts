/** The versions of the labels a person can take: what stands now, and what was frozen. */
import { number } from './numbers';
import { moment } from './times';
import type { Version } from '../collection/versions';

/** Stands for "as it is now" where ids of frozen versions stand for those. */
export const now = 'now';

export function versionOptions(
  versions: readonly Version[],
  items: { decided: number },
): { value: string; label: string }[] {
  return [
    { value: now, label: `As they are now: ${number(items.decided)} decided` },
    ...versions.map((version) => ({ value: version.id, label: versionWords(version) })),
  ];
}

/** "Before the audit: 412 pictures, 20 Nov 2026, 18:05". */
function versionWords({ name, at, roles }: Version): string {
  const pictures = roles.pool + roles.check + roles.benchmark;
  return `${name === '' ? 'Version' : name}: ${number(pictures)} pictures, ${moment(at)}`;
}
