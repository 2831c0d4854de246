/**
 * Whether pictures that come in are copied whole, or as small pictures only, their originals opened when
 * needed. A choice for a collection, remembered in this browser.
 */
import type { ProjectId } from '../collection/records';

const key = (projectId: ProjectId) => `vitrine-small-pictures-${projectId}`;

let said = $state<{ projectId: ProjectId; isSmall: boolean } | null>(null);

export function keepsCopies(projectId: ProjectId): boolean {
  if (said?.projectId === projectId) return !said.isSmall;
  return localStorage.getItem(key(projectId)) === null;
}

export function keepCopies(projectId: ProjectId, wanted: boolean): void {
  said = { projectId, isSmall: !wanted };
  if (wanted) localStorage.removeItem(key(projectId));
  else localStorage.setItem(key(projectId), 'yes');
}
