/** What the file of a collection is called. */

/** The collection's name without what a file system may refuse, and the day. */
export function backupName(collection: string): string {
  return `${backupStem(collection)} ${new Date().toISOString().slice(0, 10)}.vitrine`;
}

export function backupStem(name: string): string {
  const safe = name.replace(/[\p{Cc}<>:"/\\|?*]+/gu, ' ').trim();
  return [...safe].slice(0, 80).join('') || 'Collection';
}
