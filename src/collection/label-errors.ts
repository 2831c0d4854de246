/** Decided items whose label looks mistaken, as they were last looked for. */
import { database } from './database';
import { getItems } from './items';
import type { Item, ItemId, LabelId, ProjectId } from './records';
import type { LabelErrors } from './trust-records';

/** Keeps what was found; replaces what was found before. Nothing is kept of a project that is gone. */
export async function saveLabelErrors(found: LabelErrors): Promise<void> {
  await database.transaction('rw', [database.projects, database.doubts], async () => {
    if ((await database.projects.get(found.projectId)) !== undefined)
      await database.doubts.put(found);
  });
}

export function getLabelErrors(projectId: ProjectId): Promise<LabelErrors | undefined> {
  return database.doubts.get(projectId);
}

export interface LabelError {
  readonly item: Item;
  /** Its place in the queue as it was found, from 0. */
  readonly place: number;
  readonly given: LabelId[];
  readonly suggested: LabelId;
  readonly confidence: number;
  readonly margin: number;
}

export interface LabelErrorQueue {
  readonly found: LabelErrors;
  /** Still to be looked at, most doubtful first. */
  readonly waiting: LabelError[];
  /** Decided since, whether the label was kept or changed. */
  readonly settled: LabelError[];
}

/** The queue as it stands after every decision since; null before anything was looked for. */
export async function labelErrorQueue(projectId: ProjectId): Promise<LabelErrorQueue | null> {
  const found = await getLabelErrors(projectId);
  if (found === undefined) return null;
  const items = new Map(
    (await getItems([...found.itemIds] as ItemId[])).map((item) => [item.id as number, item]),
  );
  const waiting: LabelError[] = [];
  const settled: LabelError[] = [];
  found.itemIds.forEach((id, place) => {
    const item = items.get(id);
    const suggested = found.suggested[place];
    if (item?.state !== 'decided' || suggested === undefined) return;
    const given = found.given[place] ?? [];
    const confidence = found.confidences[place] ?? 0;
    const doubt = { item, place, given, suggested, confidence, margin: found.margins[place] ?? 0 };
    const isSettled = (item.standing?.decisionId ?? 0) > found.learnedUpTo;
    (isSettled ? settled : waiting).push(doubt);
  });
  return { found, waiting, settled };
}
