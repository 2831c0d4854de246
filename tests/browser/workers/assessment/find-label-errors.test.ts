import { afterEach, expect, it } from 'vitest';
import { decide } from '../../../../src/collection/decisions';
import { labelErrorQueue } from '../../../../src/collection/label-errors';
import type { Item } from '../../../../src/collection/records';
import { trainerClient, remoteCallback } from '../../../../src/workers/client';
import type { Progress } from '../../../../src/workers/protocol/calls';
import { learnedCollection, type LearnedCollection } from '../../export/learned-collection';
import { collectionOfKinds } from '../pictures-of-kinds';

const trainer = trainerClient();
afterEach(() => trainer.close());

const look = (projectId: LearnedCollection['project']['id'], told: Progress[] = []) =>
  trainer.call((api, job) =>
    api.findLabelErrors(
      job,
      projectId,
      remoteCallback((progress) => void told.push(progress)),
    ),
  );

/** Gives a picture a label that is not its own. */
const slip = (collection: LearnedCollection, item: Item, source: 'desk' | 'doubts' = 'desk') => {
  const wrong = collection.labels.find(({ id }) => id !== collection.truth(item).id)!;
  const answer = { kind: 'labels' as const, labelIds: [wrong.id] };
  const entry = { itemId: item.id, answer, suggestion: null, tookMs: 1 };
  return decide(collection.project.id, [entry], { source });
};

it('puts slips at the head of the queue, and what was settled there out of it', async () => {
  const collection = await learnedCollection(60);
  const { id } = collection.project;
  const [first, second] = collection.decided as [Item, Item];
  await slip(collection, first);
  await slip(collection, second);
  const told: Progress[] = [];
  expect(await look(id, told)).toEqual({ ok: true, value: 30 });
  await expect.poll(() => told.map(({ done }) => done)).toEqual([0, 1, 2, 3, 4, 5]);

  const queue = await labelErrorQueue(id);
  const slips = queue!.waiting.filter(({ item }) => [first.id, second.id].includes(item.id));
  expect(slips).toHaveLength(2);
  for (const { item, place, suggested, margin } of slips) {
    expect(place).toBeLessThan(5);
    expect(suggested).toBe(collection.truth(item).id);
    expect(margin).toBeGreaterThan(0);
  }
  expect(queue!.found.likely).toBeGreaterThanOrEqual(2);

  await slip(collection, first, 'doubts');
  await look(id);
  expect((await labelErrorQueue(id))?.waiting.map(({ item }) => item.id)).not.toContain(first.id);
});

it('says so when there is too little to compare', async () => {
  const { project } = await collectionOfKinds(3);
  const outcome = await look(project.id);
  expect(outcome.ok ? null : outcome.problem.kind).toBe('too-few-examples');
});
