import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packModel } from '../../../../src/exchange/model-zip';
import { tfjsFiles } from '../../../../src/exchange/tfjs-files';
import { openModelFiles } from '../../../../src/workers/backbones/open-model-files';
import { described } from '../../exchange/description';
import { bundledFolder } from '../../model/stored-backbones';

const json = readFileSync(join(bundledFolder, 'model.json'), 'utf8');
const weights = new Uint8Array(readFileSync(join(bundledFolder, 'weights.bin')));
const model = new File([json], 'model.json');
const bytes = new File([weights], 'weights.bin');

describe('a network from files', () => {
  it('is put together from model.json and its weights, whatever lies beside them', async () => {
    const metadata = new File(['{"labels":["a"],"modelName":"tm-my-model"}'], 'metadata.json');
    const opened = await openModelFiles([metadata, bytes, new File(['a'], 'labels.txt'), model]);
    if (!opened.ok) throw new Error(opened.problem.detail);
    expect(opened.value.modelJson).toEqual(JSON.parse(json));
    expect(opened.value.weights.byteLength).toBe(weights.byteLength);
    expect(opened.value).toMatchObject({ name: 'Network of “tm-my-model”', licence: '' });
  });

  it('from an export of ours knows the collection it was made for, and its licence', async () => {
    const network = { modelJson: JSON.parse(json) as unknown, weights: weights.slice().buffer };
    const zip = new File(
      [await packModel(tfjsFiles(network, described), described)],
      'herbarium.zip',
    );
    expect(await openModelFiles([zip])).toMatchObject({
      ok: true,
      value: { name: 'Network of “Herbarium sheets 1890–1920”', licence: 'Apache-2.0' },
    });
  });

  it('says what is missing or broken', async () => {
    for (const [files, reason] of [
      [[bytes], 'no model.json'],
      [[model], 'weights.bin is missing'],
      [[new File(['{'], 'model.json'), bytes], 'model.json'],
      [[new File(['PK nonsense'], 'model.zip')], ''],
    ] as const)
      expect(await openModelFiles(files)).toMatchObject({
        ok: false,
        problem: {
          kind: 'malformed-model',
          detail: expect.stringContaining(reason) as unknown,
        },
      });
  });
});
