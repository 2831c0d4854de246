/** Names of entries in a zip from outside: what they say of where a file lies, and which are traps. */

/** Where an entry lies, '/' between the folders; '' at the top. */
export interface EntryPlace {
  name: string;
  folder: string;
}

/** Why a name may not be followed; null for an honest one. Nothing is unpacked to a disk, but names are shown and kept. */
export function nameFault(path: string): string | null {
  if (path.includes('\\')) return 'its name holds a backslash';
  if (path.startsWith('/')) return 'its name begins at the root of a disk';
  if (/^[a-z]:/i.test(path)) return 'its name begins with a drive letter';
  if (path.split('/').includes('..')) return 'its name leads out of the archive';
  if (/\p{Cc}/u.test(path)) return 'its name holds control characters';
  if (path.length > longestPath) return 'its name is too long';
  return placeOf(path).name === '' ? 'it has no name' : null;
}

const longestPath = 4096;

/** `./` and doubled slashes lead nowhere and are left out. */
export function placeOf(path: string): EntryPlace {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  const name = parts.pop() ?? '';
  return { name, folder: parts.join('/') };
}

/** Files that systems leave in archives for themselves. */
export function isLitter({ name, folder }: EntryPlace): boolean {
  if (/^(\.DS_Store|Thumbs\.db|desktop\.ini|\._.*)$/i.test(name)) return true;
  return folder.split('/').some((part) => /^(__MACOSX|\.[^.].*)$/.test(part));
}
