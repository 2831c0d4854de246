import { loadFromFiles } from '@teachablemachine/image';
import { afterAll, describe, expect, it } from 'vitest';
import { workingCopy } from '../../../src/collection/items';
import { getPredictions } from '../../../src/collection/runs';
import { readArchive } from '../../../src/exchange/zip-archive';
import { trainerClient, remoteCallback } from '../../../src/workers/client';
import { learnedCollection } from './learned-collection';

const trainer = trainerClient();
afterAll(() => trainer.close());

describe('Teachable Machine’s own library', () => {
  it('loads our TensorFlow.js bundle, and agrees on square pictures', async () => {
    const { project, servingRun, items, labels } = await learnedCollection(24);
    const report = remoteCallback(() => undefined);
    const exported = await trainer.call((api, job) =>
      api.exportModel(job, servingRun, 'tfjs-float32', report),
    );
    if (!exported.ok) throw new Error(exported.problem.detail);
    const files = await readArchive(exported.value.file);
    if (!files.ok) throw new Error(files.problem.detail);
    const file = (name: string) => new File([files.value.get(name)!.slice()], name);
    const model = await loadFromFiles(
      file('model.json'),
      file('weights.bin'),
      file('metadata.json'),
    );
    expect(model.getClassLabels()).toEqual(labels.map(({ name }) => name));

    const predictions = await getPredictions(project.id);
    if (!predictions) throw new Error('Nothing is predicted.');
    const nameOf = new Map(labels.map(({ id, name }) => [id, name]));
    for (const item of items) {
      const answers = await model.predict(await pictureOf(item.id));
      const row = predictions.itemIds.indexOf(item.id) * predictions.labelIds.length;
      predictions.labelIds.forEach((labelId, column) => {
        const there = answers.find(({ className }) => className === nameOf.get(labelId));
        const here = predictions.probabilities[row + column] ?? NaN;
        expect(Math.abs((there?.probability ?? NaN) - here)).toBeLessThan(0.02);
      });
    }
  });
});

async function pictureOf(itemId: Parameters<typeof workingCopy>[0]): Promise<HTMLImageElement> {
  const blob = await workingCopy(itemId);
  if (!blob) throw new Error('A picture is gone.');
  const picture = new Image();
  picture.src = URL.createObjectURL(blob);
  await picture.decode();
  URL.revokeObjectURL(picture.src);
  return picture;
}
