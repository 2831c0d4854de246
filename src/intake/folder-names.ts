/** Which folders of a drop could be labels. */
import { activeLabels, createLabel, listLabels } from '../collection/labels';
import type { LabelId, ProjectId } from '../collection/records';
import { success, type Outcome } from '../outcome';

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

/**
 * A label for every name: the one on offer that is called so, in whatever case, or a new one. Fails
 * with what `createLabel` fails with; labels made before that stay.
 */
export async function labelsNamed(
  projectId: ProjectId,
  names: readonly string[],
): Promise<Outcome<Record<string, LabelId>>> {
  const existing = activeLabels(await listLabels(projectId));
  const known = new Map(existing.map(({ name, id }) => [comparable(name), id]));
  const labels: [string, LabelId][] = [];
  for (const name of names) {
    const id = known.get(comparable(name));
    if (id !== undefined) {
      labels.push([name, id]);
      continue;
    }
    const created = await createLabel(projectId, { name });
    if (!created.ok) return created;
    known.set(comparable(name), created.value.id);
    labels.push([name, created.value.id]);
  }
  return success(Object.fromEntries(labels));
}

function comparable(name: string): string {
  return name.normalize('NFKC').replace(/\s+/gu, ' ').trim().toLowerCase();
}
