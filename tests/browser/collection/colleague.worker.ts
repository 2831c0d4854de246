/** Another context on the same database, as a second tab would be: answers what it is told to. */
import { addItems } from '../../../src/collection/items';
import type { ItemId, LabelId, ProjectId } from '../../../src/collection/records';
import { answer, as, picture } from '../../unit/collection/stage';

export interface Request {
  projectId: ProjectId;
  labelId: LabelId;
  /** Answered one after the other. */
  decide: ItemId[];
  /** Numbers of the pictures to bring in. */
  add: number[];
}

addEventListener('message', (event: MessageEvent<Request>) => {
  void run(event.data).then((done) => postMessage(done));
});

async function run({ projectId, labelId, decide, add }: Request): Promise<{ added: number }> {
  for (const itemId of decide) await answer(projectId, itemId, as(labelId));
  const results = [];
  for (const index of add) results.push(await addItems(projectId, [picture(index)]));
  const added = results.flatMap((outcome) => (outcome.ok ? outcome.value : []));
  return { added: added.filter((result) => typeof result === 'number').length };
}
