/** Which folders of a drop could be labels, and which say what pictures were for elsewhere. */
import type { IncomingFile } from '../workers/protocol/pictures';
export { labelsNamed } from '../collection/label-names';

/** Folders that say what pictures are for, not what they show. */
const purposes = /^(train|training|val|valid|validation|dev|test|testing)$/i;

/**
 * The names of the folders that hold pictures, in alphabetical order, without the one folder that
 * everything lies in: [] when there are no subfolders. `train/`, `validation/` and `test/` are passed
 * over; the folders inside them count once.
 */
export function folderNames(folders: Iterable<string>): string[] {
  const paths = [...new Set(folders)];
  const tops = new Set(paths.map((path) => path.split('/', 1)[0] ?? ''));
  const root = tops.size === 1 ? [...tops][0] : '';
  const names = paths
    .filter((path) => path !== '' && path !== root)
    .map(lastName)
    .filter((name) => !purposes.test(name));
  return [...new Set(names)].sort((a, b) => a.localeCompare(b));
}

/** The name that decides for a file; see `ImportRequest.folderLabels`. */
export function lastName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

const splits: [RegExp, string][] = [
  [/^(train|training)$/i, 'train'],
  [/^(val|valid|validation|dev)$/i, 'validation'],
  [/^(test|testing)$/i, 'test'],
];

/** Whether the folders are the parts of a data set: one folder called “test” alone is none. */
export function hasSplits(folders: Iterable<string>): boolean {
  return new Set([...new Set(folders)].flatMap((folder) => splitOf(folder) ?? [])).size > 1;
}

/**
 * What pictures were for where they come from, kept as a field of their records. Their role here is
 * drawn anew: who made the parts, and by what rule, nobody here can tell.
 */
export function withSplits(files: readonly IncomingFile[]): readonly IncomingFile[] {
  return hasSplits(files.map(({ folder }) => folder)) ? files.map(withSplit) : files;
}

function withSplit(incoming: IncomingFile): IncomingFile {
  const { folder, attachments } = incoming;
  const split = splitOf(folder);
  if (split === null) return incoming;
  const record = attachments?.record ?? { source: '', remote: null, fields: [] };
  const fields = [...record.fields, { name: 'Split', value: split }];
  const kept = attachments ?? { group: null, decision: null };
  return { ...incoming, attachments: { ...kept, record: { ...record, fields } } };
}

function splitOf(folder: string): string | null {
  const names = folder.split('/');
  return splits.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1] ?? null;
}
