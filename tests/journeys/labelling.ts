/** Decisions at the desk, made by someone who knows what the pictures show. */
import type { Page } from '@playwright/test';
import { deskReady, readDesk } from '../../scripts/drive/desk';
import { readRows } from '../../scripts/drive/stored';
import { answerOne, comparable, knownItems, type Answered } from '../../scripts/simulation/expert';

export interface Expert {
  /** Answers the picture on the desk: Enter for a right suggestion, else the label's key or name. */
  answer(): Promise<Answered>;
  /** Answers until so many decisions are confirmed; returns what happened. */
  until(decisions: number): Promise<Answered[]>;
}

/** `truth` says what an item shows, by its file name; without it the folder does. */
export async function expertAt(
  page: Page,
  projectId: string,
  truth?: (name: string) => string,
): Promise<Expert> {
  const labels = await readRows(page, { store: 'labels', projectId, fields: ['name'] });
  const names = new Map(labels.map(({ name }) => [comparable(name), name]));
  const truthOf = new Map<number, string>();
  const look = async (): Promise<void> => {
    for (const { id, truth: folder, name } of await knownItems(page, projectId))
      truthOf.set(id, truth === undefined ? folder : comparable(truth(name)));
  };
  const answer = async (): Promise<Answered> => {
    await deskReady(page);
    const { confirmed, item } = await readDesk(page);
    // More pictures may have come in since.
    if (item !== null && !truthOf.has(item)) await look();
    const answered = await answerOne(page, truthOf, names, confirmed ?? 0);
    if (answered === null) throw new Error('There is no picture on the desk.');
    return answered;
  };
  return {
    answer,
    until: async (decisions) => {
      const answered: Answered[] = [];
      while (((await readDesk(page)).confirmed ?? 0) < decisions) answered.push(await answer());
      return answered;
    },
  };
}
