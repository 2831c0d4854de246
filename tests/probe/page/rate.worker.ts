/** Measures one network on one backend, in a worker as the app computes. */
import type { Engine, Rate } from '../../../scripts/probe/speed';
import { chooseBackend } from '../../../src/model/backend';
import { readArtifacts } from '../../../src/model/backbone';
import { loadEmbedder } from '../../../src/model/embedder';
import { onLiteRt } from '../../../src/workers/backbones/embedders';

export interface RateRequest {
  modelJson: unknown;
  weights: ArrayBuffer;
  engine: Engine;
}

/** One pass of the app's. */
const pictures = 8;
/** Rounds go on for so long; a graphics card that a processor plays gets through one. */
const seconds = 4;

self.addEventListener('message', ({ data }: MessageEvent<RateRequest>) => {
  rate(data).then((found) => self.postMessage(found), reportError);
});

async function rate({ modelJson, weights, engine }: RateRequest): Promise<Rate | null> {
  const backend = engine === 'litert' ? 'wasm' : engine;
  const chosen = await chooseBackend('embed', { prefer: backend });
  if (!chosen.ok || chosen.value.backend !== backend) return null;
  const artifacts = readArtifacts(modelJson, weights);
  if (!artifacts.ok) throw new Error(artifacts.problem.detail);
  const load = engine === 'litert' ? onLiteRt : loadEmbedder;
  const loaded = await load(artifacts.value);
  if (!loaded.ok) throw new Error(loaded.problem.detail);
  const side = loaded.value.inputSize;
  const pixels = Array.from({ length: pictures }, (_, picture) =>
    Uint8Array.from({ length: side * side * 3 }, (__, at) => (at * 31 + picture * 97) % 256),
  );
  await loaded.value.embed(pixels);
  const rates: number[] = [];
  const begun = performance.now();
  while (rates.length === 0 || performance.now() - begun < seconds * 1000) {
    const round = performance.now();
    await loaded.value.embed(pixels);
    rates.push((pictures * 1000) / (performance.now() - round));
  }
  loaded.value.dispose();
  rates.sort((a, b) => a - b);
  return {
    perSecond: rates[Math.floor(rates.length / 2)]!,
    isSoftware: chosen.value.isSoftware,
  };
}
