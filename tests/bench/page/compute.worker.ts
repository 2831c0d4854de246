/** Measures what the model room does by itself: a bare loop of predictions, and fitting heads. */
import { chooseBackend, type BackendName } from '../../../src/model/backend';
import { readArtifacts } from '../../../src/model/backbone';
import { fastestEmbedder } from '../../../src/workers/backbones/embedders';
import { fitHead, type Head, type HeadData } from '../../../src/model/head';
import { defaultL2 } from '../../../src/model/selection';
import { seededNormal, seededRandom } from './random';

export type ComputeRequest =
  | { kind: 'predict'; modelJson: unknown; weights: ArrayBuffer; pictures: number }
  | { kind: 'fit'; examples: number; classes: number; dims: number; fresh: number };

export interface PredictResult {
  backend: string;
  picturesPerSecond: number;
}

export interface FitResult {
  backend: string;
  coldMs: number;
  /** After `fresh` more decisions, from the head before them; several times. */
  warmMs: number[];
  /** How far the warm head's loss lies above the converged one, as a share of it. */
  aboveConverged: number;
}

self.addEventListener('message', ({ data }: MessageEvent<ComputeRequest>) => {
  (async () => {
    const chosen = await chooseBackend('embed');
    if (!chosen.ok) throw new Error(chosen.problem.kind);
    const { backend } = chosen.value;
    self.postMessage(
      data.kind === 'predict' ? await predict(data, backend) : await fit(data, backend),
    );
  })().catch(reportError);
});

async function predict(
  { modelJson, weights, pictures }: Extract<ComputeRequest, { kind: 'predict' }>,
  backend: BackendName,
): Promise<PredictResult> {
  const artifacts = readArtifacts(modelJson, weights);
  if (!artifacts.ok) throw new Error(artifacts.problem.kind);
  const loaded = await fastestEmbedder(artifacts.value, { backend });
  if (!loaded.ok) throw new Error(loaded.problem.kind);
  const embedder = loaded.value;
  const batch = 16;
  const side = embedder.inputSize;
  const pixels = Array.from({ length: batch }, (_, picture) =>
    Uint8Array.from({ length: side * side * 3 }, (__, at) => (at * 31 + picture * 97) % 256),
  );
  await embedder.embed(pixels);
  const begun = performance.now();
  for (let done = 0; done < pictures; done += batch) await embedder.embed(pixels);
  const seconds = (performance.now() - begun) / 1000;
  embedder.dispose();
  return { backend, picturesPerSecond: (Math.ceil(pictures / batch) * batch) / seconds };
}

async function fit(
  { examples, classes, dims, fresh }: Extract<ComputeRequest, { kind: 'fit' }>,
  backend: string,
): Promise<FitResult> {
  const all = clouds(examples, classes, dims);
  const before = { ...all, ...firstRows(all, examples - fresh) };
  const settings = { l2: defaultL2(examples), balance: false };
  const fitted = async (data: HeadData, start?: Head, tolerance?: number): Promise<Head> => {
    const outcome = await fitHead(data, settings, {
      start,
      ...(tolerance === undefined ? {} : { tolerance, maxIterations: 3000 }),
    });
    if (!outcome.ok) throw new Error(outcome.problem.kind);
    return outcome.value;
  };
  await fitted(before);
  const cold = performance.now();
  const start = await fitted(before);
  const coldMs = performance.now() - cold;
  const warmMs: number[] = [];
  let warm = start;
  for (let round = 0; round < 5; round += 1) {
    const begun = performance.now();
    warm = await fitted(all, start);
    warmMs.push(performance.now() - begun);
  }
  const converged = loss(await fitted(all, warm, 1e-6), all);
  return { backend, coldMs, warmMs, aboveConverged: loss(warm, all) / converged - 1 };
}

/** One cloud a class, overlapping, as embeddings of a hard collection do. */
function clouds(examples: number, classes: number, dims: number): HeadData {
  const normal = seededNormal(seededRandom(7));
  const centres = Float32Array.from({ length: classes * dims }, () => 0.12 * normal());
  const features = new Float32Array(examples * dims);
  const targets = new Uint8Array(examples * classes);
  for (let row = 0; row < examples; row += 1) {
    const kind = row % classes;
    targets[row * classes + kind] = 1;
    for (let column = 0; column < dims; column += 1)
      features[row * dims + column] = Math.max(0, (centres[kind * dims + column] ?? 0) + normal());
  }
  return { features, dims, targets, classes, kind: 'softmax' };
}

function firstRows(
  { features, targets, dims, classes }: HeadData,
  rows: number,
): Pick<HeadData, 'features' | 'targets'> {
  return { features: features.slice(0, rows * dims), targets: targets.slice(0, rows * classes) };
}

/** What fitting minimises, in double precision: mean cross-entropy + l2 / 2 · ‖kernel‖². */
function loss(head: Head, { features, targets, dims, classes }: HeadData): number {
  const examples = targets.length / classes;
  let total = 0;
  const logits = new Float64Array(classes);
  for (let row = 0; row < examples; row += 1) {
    logits.set(head.bias);
    for (let column = 0; column < dims; column += 1) {
      const value =
        ((features[row * dims + column] ?? 0) - (head.mean[column] ?? 0)) /
        (head.scale[column] ?? 1);
      for (let label = 0; label < classes; label += 1)
        logits[label] = (logits[label] ?? 0) + value * (head.kernel[column * classes + label] ?? 0);
    }
    const highest = Math.max(...logits);
    const sum = logits.reduce((all, logit) => all + Math.exp(logit - highest), 0);
    const kind = targets.subarray(row * classes, (row + 1) * classes).indexOf(1);
    total += highest + Math.log(sum) - (logits[kind] ?? 0);
  }
  const weight = head.kernel.reduce((sum, value) => sum + value * value, 0);
  return total / examples + (head.l2 / 2) * weight;
}
