/** Data versions in words. */
import { count } from './numbers';
import { moment } from './times';
import type { Version } from '../collection/versions';

/** The first characters of a hash: enough to tell versions apart by eye. */
export function shortHash(hash: string): string {
  return hash.slice(0, 8);
}

/** What a person calls it, else when it was frozen. */
export function versionName({ name, at }: Pick<Version, 'name' | 'at'>): string {
  return name === '' ? `of ${moment(at)}` : `“${name}”`;
}

export function picturesIn({ roles }: Pick<Version, 'roles'>): number {
  return roles.pool + roles.check + roles.benchmark;
}

/** "120 pictures: 90 to learn from, 12 to check, 18 benchmark". */
export function contentWords(version: Pick<Version, 'roles'>): string {
  const { pool, check, benchmark } = version.roles;
  return `${count(picturesIn(version), 'picture')}: ${pool} to learn, ${check} to adjust, ${benchmark} to test`;
}
