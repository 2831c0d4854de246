/** Small collections to put into a database. */
import { decide } from '../../../src/collection/decisions';
import { addItems, type NewItem } from '../../../src/collection/items';
import { createLabel } from '../../../src/collection/labels';
import { createProject, type NewProject } from '../../../src/collection/projects';
import type {
  Answer,
  BackboneHash,
  ItemId,
  Label,
  LabelId,
  Project,
  ProjectId,
  RunId,
  SuggestionSeen,
} from '../../../src/collection/records';
import type { Outcome } from '../../../src/outcome';

export const backbone = 'b'.repeat(64) as BackboneHash;

export function begin(wishes: Partial<NewProject> = {}): Promise<Project> {
  return createProject({
    name: 'Maps',
    task: 'single',
    seed: 7,
    annotator: 'Ada',
    backbone,
    ...wishes,
  });
}

export function picture(index: number, wishes: Partial<NewItem> = {}): NewItem {
  return {
    name: `sheet ${index}.jpg`,
    folder: 'scans',
    sha256: index.toString(16).padStart(64, '0'),
    bytes: 1000 + index,
    type: 'image/jpeg',
    width: 640,
    height: 480,
    handle: null,
    working: new Blob([`working ${index}`], { type: 'image/jpeg' }),
    thumbnail: { bytes: new TextEncoder().encode(`thumbnail ${index}`).buffer, type: 'image/jpeg' },
    attachments: null,
    ...wishes,
  };
}

export async function addPictures(
  projectId: ProjectId,
  count: number,
  wishes: Partial<NewItem> = {},
): Promise<ItemId[]> {
  const pictures = Array.from({ length: count }, (_, index) => picture(index, wishes));
  return ids(granted(await addItems(projectId, pictures)));
}

export function ids(added: (ItemId | { duplicateOf: string })[]): ItemId[] {
  return added.filter((entry): entry is ItemId => typeof entry === 'number');
}

export async function addLabels(projectId: ProjectId, ...names: string[]): Promise<LabelId[]> {
  const labels: Label[] = [];
  for (const name of names) labels.push(granted(await createLabel(projectId, { name })));
  return labels.map((label) => label.id);
}

export function granted<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`refused: ${outcome.problem.kind}`);
  return outcome.value;
}

export function as(...labelIds: LabelId[]): Answer {
  return { kind: 'labels', labelIds };
}

/** Answers at the desk, in one act. */
export async function answer(
  projectId: ProjectId,
  itemIds: ItemId | readonly ItemId[],
  given: Answer,
  suggestion: SuggestionSeen | null = null,
) {
  const entries = [itemIds]
    .flat()
    .map((itemId) => ({ itemId, answer: given, suggestion, tookMs: 900 }));
  return (await decide(projectId, entries, { source: 'desk' })).actId;
}

export function suggesting(...labelIds: LabelId[]): SuggestionSeen {
  return { runId: 'run' as RunId, version: 1, labelIds, confidence: 0.8, shown: true };
}
