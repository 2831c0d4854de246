/** Decided items whose label looks mistaken, as they were last looked for. */
import { database } from './database';
import { getItems } from './items';
import type { Item, ItemId, LabelId, ProjectId } from './records';
import type { Doubts } from './trust-records';

/** Keeps what was found; replaces what was found before. Nothing is kept of a project that is gone. */
export async function saveDoubts(found: Doubts): Promise<void> {
  await database.transaction('rw', [database.projects, database.doubts], async () => {
    if ((await database.projects.get(found.projectId)) !== undefined)
      await database.doubts.put(found);
  });
}

export function getDoubts(projectId: ProjectId): Promise<Doubts | undefined> {
  return database.doubts.get(projectId);
}

export interface Doubt {
  readonly item: Item;
  /** Its place in the queue as it was found, from 0. */
  readonly place: number;
  readonly given: LabelId[];
  readonly suggested: LabelId;
  readonly confidence: number;
  readonly margin: number;
}

export interface DoubtQueue {
  readonly found: Doubts;
  /** Still to be looked at, most doubtful first. */
  readonly waiting: Doubt[];
  /** Decided since, whether the label was kept or changed. */
  readonly settled: Doubt[];
}

/** The queue as it stands after every decision since; null before anything was looked for. */
export async function doubtQueue(projectId: ProjectId): Promise<DoubtQueue | null> {
  const found = await getDoubts(projectId);
  if (found === undefined) return null;
  const items = new Map(
    (await getItems([...found.itemIds] as ItemId[])).map((item) => [item.id as number, item]),
  );
  const waiting: Doubt[] = [];
  const settled: Doubt[] = [];
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
