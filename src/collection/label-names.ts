/** Labels by their names, as files and folders know them. */
import { success, type Outcome } from '../outcome';
import { activeLabels, createLabels, listLabels } from './labels';
import type { LabelId, ProjectId } from './records';

/**
 * A label for every name: the one on offer that is called so, in whatever case, or a new one. Fails
 * with what `createLabels` fails with; then none is made.
 */
export async function labelsNamed(
  projectId: ProjectId,
  names: readonly string[],
): Promise<Outcome<Record<string, LabelId>>> {
  const existing = activeLabels(await listLabels(projectId));
  const known = new Map(existing.map(({ name, id }) => [comparableName(name), id]));
  const missing = new Map<string, string>();
  for (const name of names) {
    const key = comparableName(name);
    if (!known.has(key) && !missing.has(key)) missing.set(key, name);
  }
  const created = await createLabels(
    projectId,
    [...missing.values()].map((name) => ({ name })),
  );
  if (!created.ok) return created;
  for (const { id, name } of created.value) known.set(comparableName(name), id);
  const labels = names.flatMap((name) => {
    const id = known.get(comparableName(name));
    return id === undefined ? [] : [[name, id] as const];
  });
  return success(Object.fromEntries(labels));
}

/** As labels are told apart: one space between words, case and ways of writing an accent aside. */
export function comparableName(name: string): string {
  return name.normalize('NFKC').replace(/\s+/gu, ' ').trim().toLowerCase();
}
