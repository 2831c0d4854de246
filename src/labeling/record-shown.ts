/** Whether the desk shows what is known of a picture: kept in this browser, for each collection. */
import type { ProjectId } from '../collection/records';

const keyOf = (projectId: ProjectId) => `vitrine.record.${projectId}`;

export function isRecordShown(projectId: ProjectId): boolean {
  try {
    return localStorage.getItem(keyOf(projectId)) === 'shown';
  } catch (error) {
    console.warn('Whether records are shown was not kept: the browser keeps nothing.', error);
    return false;
  }
}

export function keepRecordShown(projectId: ProjectId, isShown: boolean): void {
  try {
    localStorage.setItem(keyOf(projectId), isShown ? 'shown' : 'hidden');
  } catch (error) {
    console.warn('Whether records are shown lasts for this visit only.', error);
  }
}
