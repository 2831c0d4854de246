/** Labels by their names, as files and folders know them. */
import { success, type Outcome } from '../outcome';
import { activeLabels, createLabel, listLabels } from './labels';
import type { LabelId, ProjectId } from './records';

/**
 * A label for every name: the one on offer that is called so, in whatever case, or a new one. Fails
 * with what `createLabel` fails with; labels made before that stay.
 */
export async function labelsNamed(
  projectId: ProjectId,
  names: readonly string[],
): Promise<Outcome<Record<string, LabelId>>> {
  const existing = activeLabels(await listLabels(projectId));
  const known = new Map(existing.map(({ name, id }) => [comparableName(name), id]));
  const labels: [string, LabelId][] = [];
  for (const name of names) {
    const id = known.get(comparableName(name));
    if (id !== undefined) {
      labels.push([name, id]);
      continue;
    }
    const created = await createLabel(projectId, { name });
    if (!created.ok) return created;
    known.set(comparableName(name), created.value.id);
    labels.push([name, created.value.id]);
  }
  return success(Object.fromEntries(labels));
}

/** As labels are told apart: one space between words, case and ways of writing an accent aside. */
export function comparableName(name: string): string {
  return name.normalize('NFKC').replace(/\s+/gu, ' ').trim().toLowerCase();
}
