import { describe, expect, it } from 'vitest';
import { bundledBackbone } from '../../../src/collection/backbone-catalogue';
import type { BackboneSummary } from '../../../src/collection/backbones';
import type { BackboneHash, Label, LabelId, ProjectId } from '../../../src/collection/records';
import { backboneChoices, backboneName, readWish } from '../../../src/training/backbone-choices';
import { accuracyCurve, curveRows, curveSentence, lossCurve } from '../../../src/training/curves';
import { estimateSeconds, hasGraphicsCard, outlookWords } from '../../../src/messages/device-words';
import { advancedFields, epochsField, readNumber } from '../../../src/training/recipes';
import { canServe, heldWords, recipeWords, statusWords } from '../../../src/messages/run-words';
import type { DeviceReport } from '../../../src/workers/protocol/trainer';
import { aRun, fineTuneSettings } from '../experiments/a-run';

const run = aRun(3, {
  recipe: { kind: 'fine-tune', settings: fineTuneSettings },
  startedAt: 0,
  finishedAt: null,
  device: 'webgpu',
});

const epoch = (number: number, loss: number, checkLoss: number | null) => ({
  epoch: number,
  loss,
  accuracy: 1 - loss / 2,
  checkLoss,
  checkAccuracy: checkLoss === null ? null : 0.5,
  milliseconds: 2000,
});

describe('numbers typed into a recipe', () => {
  it('are read within their bounds, with a comma or a point', () => {
    const [rate] = advancedFields;
    expect(rate && readNumber('0,001', rate)).toBe(0.001);
    expect(rate && readNumber('1e-4', rate)).toBe(0.0001);
    expect(readNumber(' 12 ', epochsField)).toBe(12);
  });

  it('are refused when empty, broken, out of bounds, or not whole where they must be', () => {
    for (const text of ['', ' ', 'ten', '0', '-3', '2.5', '1000', 'Infinity', 'NaN'])
      expect(readNumber(text, epochsField)).toBeNull();
  });
});

describe('a run in words', () => {
  it('says what was trained and how it stands', () => {
    expect(recipeWords(run)).toBe('deeper: last three blocks, up to 10 epochs');
    const usual = { l2: 'auto' as const, balance: true };
    expect(recipeWords({ recipe: { kind: 'head', settings: usual } })).toBe('new head');
    const tried = { l2: 0.3, balance: false, smoothing: 0.1 };
    expect(recipeWords({ recipe: { kind: 'head', settings: tried } })).toBe(
      'new head: L2 0.3, labels not balanced, label smoothing 10\u00a0%',
    );
    expect(statusWords(run, true)).toBe('in service');
    const held = { reason: 'worse' as const, n: 45, p: 0.0401, floor: null };
    expect(statusWords({ status: 'done', held }, false)).toBe('held back');
    expect(statusWords({ status: 'embedding', held: null }, false)).toBe('looking at pictures');
  });

  it('says why it is held back: worse by more than chance, or a floor broken', () => {
    expect(heldWords({ reason: 'worse', n: 45, p: 0.0401, floor: null }, [])).toContain(
      'on 45 benchmark pictures it was right less often',
    );
    const labels = [{ id: 'fern' as LabelId, name: 'Fern' } as Label];
    const floor = {
      metric: { kind: 'recall' as const, labelId: 'fern' as LabelId },
      atLeast: 0.9,
      was: 0.7,
    };
    expect(heldWords({ reason: 'floor', n: 45, p: null, floor }, labels)).toBe(
      'Held back: on 45 benchmark pictures, recall of “Fern” was 70\u00a0%; your goals ask for at least 90\u00a0%.',
    );
  });

  it('can serve only when it is finished, has a head and does not serve already', () => {
    expect(canServe(run, null)).toBe(true);
    expect(canServe(run, run.id)).toBe(false);
    expect(canServe({ ...run, version: 0 }, null)).toBe(false);
    expect(canServe({ ...run, status: 'failed' }, null)).toBe(false);
  });
});

describe('what to expect of a machine', () => {
  const device = (backend: DeviceReport['backend'], isSoftware = false): DeviceReport => ({
    backend,
    isSoftware,
    rejected: [],
  });

  it('trusts a graphics card only when it is one', () => {
    expect(hasGraphicsCard(device('webgpu'))).toBe(true);
    expect(hasGraphicsCard(device('webgpu', true))).toBe(false);
    expect(hasGraphicsCard(device('wasm'))).toBe(false);
    expect(outlookWords(device('webgpu', true))).toContain('slow');
  });

  it('estimates from an earlier run of the same depth, else from the kind of machine', () => {
    const settings = { depth: 'last-three' as const, epochs: 5 };
    const earlier = { ...run, epochs: [epoch(1, 1, null), epoch(2, 0.5, null)] };
    expect(estimateSeconds(settings, 100, device('wasm'), [earlier])).toBe(10);
    const guessed = estimateSeconds(settings, 100, device('wasm'), []);
    expect(guessed).toBeGreaterThan(estimateSeconds(settings, 100, device('webgpu'), []));
  });
});

describe('learning curves', () => {
  it('say how training went and what the check pictures say', () => {
    const epochs = [epoch(1, 1.2, 1.3), epoch(2, 0.43, 0.61)];
    expect(curveSentence(lossCurve(epochs, []))).toBe(
      'Loss went from 1.20 to 0.43 on the training pictures; on the check pictures, never trained on, it is 0.61 (lower is better).',
    );
    expect(curveRows(lossCurve(epochs, []))).toEqual([
      [1, '1.200', '1.300'],
      [2, '0.430', '0.610'],
    ]);
  });

  it('say what is known when nothing, a single epoch, or no check picture is', () => {
    expect(curveSentence(lossCurve([], []))).toBe('Loss: nothing measured yet.');
    expect(curveSentence(accuracyCurve([epoch(1, 0.5, null)], []))).toBe(
      'Accuracy is 75\u00a0% on the training pictures (higher is better).',
    );
    const steps = [
      { at: 0.5, loss: 2, accuracy: 0.1 },
      { at: 1, loss: 1, accuracy: 0.2 },
    ];
    expect(curveSentence(lossCurve([], steps))).toContain('from 2.00 to 1.00');
  });
});

describe('another network to build on', () => {
  const kept: BackboneSummary = {
    hash: 'c'.repeat(64) as BackboneHash,
    name: 'Fine-tuned in run 3',
    origin: 'fine-tuned',
    source: 'r',
    licence: 'Apache-2.0',
    addedAt: 0,
    projectId: 'p' as ProjectId,
    inputSize: 128,
    dims: 640,
  };

  it('offers what is kept here, but not what another collection made, nor what is in use', () => {
    const values = (current: BackboneHash, projectId: string) =>
      backboneChoices([kept], current, projectId as ProjectId).map(({ value }) => value);
    expect(values(bundledBackbone, 'p')).toContain(`kept ${kept.hash}`);
    expect(values(bundledBackbone, 'q')).not.toContain(`kept ${kept.hash}`);
    expect(values(kept.hash, 'p')).not.toContain(`kept ${kept.hash}`);
    expect(values(kept.hash, 'p')).toContain('catalogue efficientnet-lite0');
    expect(values(bundledBackbone, 'p')).toEqual(expect.arrayContaining(['url', 'files']));
    expect(backboneName(kept.hash, [kept])).toBe('the network fine-tuned in run 3');
  });

  it('asks for nothing until an https address or files are there', () => {
    expect(readWish('url', 'http://example.org/model.json', [])).toBeNull();
    expect(readWish('url', 'not an address', [])).toBeNull();
    expect(readWish('url', ' https://example.org/model.json ', [])).toEqual({
      kind: 'url',
      url: 'https://example.org/model.json',
    });
    expect(readWish('files', '', [])).toBeNull();
    const file = new File([], 'model.zip');
    expect(readWish('files', '', [file])).toEqual({ kind: 'files', files: [file] });
    expect(readWish(`kept ${kept.hash}`, '', [])).toEqual({ kind: 'kept', hash: kept.hash });
    expect(readWish('', '', [])).toBeNull();
  });
});
