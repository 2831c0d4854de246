/** What a person writes about a run: never read by anything that computes. */
import { updateRun } from './runs';
import type { RunId } from './records';
import type { Run } from './training-records';

/** Tags are trimmed; empty ones and repetitions go. */
export async function annotateRun(
  id: RunId,
  { note, tags, pinned }: Partial<Pick<Run, 'note' | 'tags' | 'pinned'>>,
): Promise<void> {
  await updateRun(id, {
    ...(note === undefined ? {} : { note: note.trim() }),
    ...(tags === undefined ? {} : { tags: tidyTags(tags) }),
    ...(pinned === undefined ? {} : { pinned }),
  });
}

function tidyTags(tags: readonly string[]): string[] {
  const tidy = tags.map((tag) => tag.replace(/\s+/gu, ' ').trim());
  return [...new Set(tidy)].filter((tag) => tag !== '');
}
