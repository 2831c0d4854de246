/** A small collection that a real machine has looked at and learned from. */
import { decide } from '../../../src/collection/decisions';
import { getProject } from '../../../src/collection/projects';
import type { Item, Project, RunId } from '../../../src/collection/records';
import { getPredictions } from '../../../src/collection/runs';
import { watch } from '../../../src/collection/watch';
import { openMachine } from '../../../src/workers/machine';
import { backgroundLearnerGone } from '../workers/learning/background-learner-gone';
import { collectionOfKinds, type KindsCollection } from '../workers/pictures-of-kinds';

export interface LearnedCollection extends KindsCollection {
  project: Project;
  servingRun: RunId;
  decided: Item[];
}

/** `pictures` of three kinds, every second one decided, and a head that has learned from that. */
export async function learnedCollection(pictures: number): Promise<LearnedCollection> {
  const collection = await collectionOfKinds(pictures);
  const { id } = collection.project;
  const decided = collection.items.filter((_, index) => index % 2 === 0);
  const act = await decide(
    id,
    decided.map((item) => ({
      itemId: item.id,
      answer: { kind: 'labels', labelIds: [collection.truth(item).id] },
      suggestion: null,
      tookMs: 800,
    })),
    { source: 'desk' },
  );
  const machine = openMachine(id);
  try {
    await new Promise<void>((resolve) => {
      const watching = watch(() => getPredictions(id)).subscribe((predictions) => {
        const isCurrent = (predictions?.learnedUpTo ?? 0) >= Math.max(...act.decisionIds);
        if (!isCurrent || predictions?.itemIds.length !== pictures) return;
        watching.unsubscribe();
        resolve();
      });
    });
  } finally {
    machine.close();
  }
  await backgroundLearnerGone(id);
  const project = await getProject(id);
  if (!project?.servingRun) throw new Error('Nothing serves.');
  return { ...collection, project, servingRun: project.servingRun, decided };
}
