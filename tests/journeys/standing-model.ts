/** The model as it stands while something is taken of it. */
import type { Page } from '@playwright/test';
import { readRows } from '../../scripts/drive/stored';

function readPredictions(page: Page, projectId: string) {
  return readRows(page, {
    store: 'predictions',
    projectId,
    fields: ['runId', 'version', 'labelIds', 'itemIds', 'probabilities'],
  });
}

type Said = Awaited<ReturnType<typeof readPredictions>>[number];

/**
 * What is taken, and what the app says of every picture, by one version of the model: it may be
 * refreshed at any moment, and then what was taken meanwhile is taken again.
 */
export async function takenAsItStands<T>(
  page: Page,
  projectId: string,
  take: () => Promise<T>,
): Promise<{ taken: T; said: Said }> {
  for (;;) {
    const [before] = await readPredictions(page, projectId);
    const taken = await take();
    const [said] = await readPredictions(page, projectId);
    if (before === undefined || said === undefined) throw new Error('The model predicts nothing.');
    if (before.runId === said.runId && before.version === said.version) return { taken, said };
  }
}
