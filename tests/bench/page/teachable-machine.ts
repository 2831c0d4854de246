/** Teachable Machine's own library at work on pictures of a folder, as its site sets it up. */
import { createTeachable, IMAGE_SIZE } from '@teachablemachine/image';
// As its `predict` crops, and its site before `addExample`.
import { cropTo } from '@teachablemachine/image/dist/utils/canvas.js';
import { chooseBackend } from '../../../src/model/backend';
import type { Draw, PeerPicture, PeersFolder, TeachableResult } from './peers-request';

/** What the site trains with unless a person opens “Advanced”: 50 epochs of 16 pictures at 0.001, 100 hidden units. */
const siteDefaults = { denseUnits: 100, epochs: 50, learningRate: 0.001, batchSize: 16 };

export async function teachableMachine(
  { pictures, names, network }: PeersFolder,
  { labelled, test, seed }: Draw,
): Promise<TeachableResult> {
  // One thread: TensorFlow.js's threads hang where it is minified, see src/model/backend.ts.
  const chosen = await chooseBackend('embed', { prefer: 'wasm' });
  if (!chosen.ok || chosen.value.backend !== 'wasm') throw new Error('WebAssembly did not start.');
  const model = await createTeachable(
    { tfjsVersion: '' },
    { version: 2, checkpointUrl: network, trainingLayer: 'out_relu' },
  );
  model.setLabels([...names]);
  // Its shuffling, so that the same seed gives the same answers.
  model.setSeed(String(seed));
  const times: number[] = [];
  for (const place of labelled) {
    const picture = pictures[place]!;
    const square = cropTo(await decoded(picture), IMAGE_SIZE);
    const begun = performance.now();
    await model.addExample(picture.label, square);
    times.push(performance.now() - begun);
  }
  const begun = performance.now();
  await model.train(siteDefaults);
  const trainMs = performance.now() - begun;
  let right = 0;
  for (const place of test) {
    const picture = pictures[place]!;
    const answers = await model.predict(await decoded(picture));
    const best = answers.reduce((first, other) =>
      other.probability > first.probability ? other : first,
    );
    if (best.className === names[picture.label]) right += 1;
  }
  model.dispose();
  return {
    accuracy: right / test.length,
    addMs: times.sort((a, b) => a - b)[times.length >> 1] ?? Number.NaN,
    trainMs,
  };
}

async function decoded({ url }: PeerPicture): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = url;
  await image.decode();
  return image;
}
