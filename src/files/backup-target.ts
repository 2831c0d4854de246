/** Where the file of a collection goes, and what it is called. */
import { chooseTarget } from './save-picker';

/** As `chooseTarget` asks. */
export function chooseBackupTarget(suggestedName: string): ReturnType<typeof chooseTarget> {
  return chooseTarget(suggestedName, {
    description: 'Collection of Vitrine',
    accept: { 'application/x-vitrine': ['.vitrine'] },
  });
}

/** The collection's name without what a file system may refuse, and the day. */
export function backupName(collection: string): string {
  return `${safeName(collection)} ${new Date().toISOString().slice(0, 10)}.vitrine`;
}

export function safeName(name: string): string {
  const safe = name.replace(/[\p{Cc}<>:"/\\|?*]+/gu, ' ').trim();
  return [...safe].slice(0, 80).join('') || 'Collection';
}
