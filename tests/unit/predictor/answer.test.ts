import { describe, expect, it } from 'vitest';
import { computationOf } from '../../../src/exchange/computation-of';
import { readArtifacts } from '../../../src/model/backbone';
import { toFloat16 } from '../../../src/statistics/half-precision';
import { networkOf } from '../../../src/model/whole';
import { answerOf } from '../../../src/predictor/answer';
import { carried, unpacked } from '../../../src/predictor/carried-model';
import { largestGap, servedModel, type ServedModel } from '../exchange/served-model';
import {
  bundledFolder,
  earlierArtifacts,
  hasMobilenet,
  mobilenetFolder,
  storedArtifacts,
} from '../model/stored-backbones';
import { tinyModel } from '../model/tiny-network';

const facts = {
  collection: 'Drawings',
  task: 'single' as const,
  labels: [],
  inputSize: 32,
  floor: 0.4,
};

function stepsOf({ whole }: ServedModel) {
  const steps = computationOf(networkOf(whole));
  if (!steps.ok) throw new Error(steps.problem.detail);
  return steps.value;
}

async function answers(steps: ReturnType<typeof stepsOf>, pictures: readonly Uint8Array[]) {
  const all = await Promise.all(pictures.map((each) => answerOf(steps, each, async () => {})));
  return Float32Array.from(all.flatMap((each) => [...each]));
}

describe.each([
  ['the bundled backbone', () => storedArtifacts(bundledFolder), true, ['softmax']],
  ['that of version 0.3', earlierArtifacts, true, ['softmax', 'sigmoid']],
  ['MobileNet from ../shared', () => storedArtifacts(mobilenetFolder), hasMobilenet, ['sigmoid']],
] as const)('plain loops over %s', (_, artifacts, isThere, heads) => {
  it.skipIf(!isThere).each(heads)(
    'answer as it served, to 1e-4: %s',
    { timeout: 60_000 },
    async (kind) => {
      const served = await servedModel(artifacts(), kind, 3);
      const found = await answers(stepsOf(served), served.pictures.slice(0, 2));
      expect(largestGap(found, served.serving.slice(0, 6))).toBeLessThanOrEqual(1e-4);
    },
  );
});

it('a model carried as text in half precision differs by no more than half precision does', async () => {
  const { json, weights } = tinyModel();
  const artifacts = readArtifacts(json, weights);
  if (!artifacts.ok) throw new Error(artifacts.problem.detail);
  const served = await servedModel(artifacts.value, 'sigmoid');
  const packed = carried(facts, stepsOf(served));
  const base64 = Buffer.from(toFloat16(packed.weights).buffer).toString('base64');
  const parsed = JSON.parse(JSON.stringify(packed.model)) as typeof packed.model;
  const found = await answers(unpacked(parsed, base64), served.pictures);
  expect(largestGap(found, served.serving)).toBeLessThan(0.02);
});
