/** The bundled network on one engine: made ready once, then one pass whenever it is asked. */
import { chooseBackend } from '../../../src/model/backend';
import { bundledBackbone } from '../../../src/collection/backbone-catalogue';
import { loadEmbedder, type Embedder } from '../../../src/model/embedder';
import { readBundled } from '../../../src/workers/backbones/bundled-network';
import { onLiteRt } from '../../../src/workers/backbones/embedders';

/** LiteRT as the app runs it, LiteRT where a host does not isolate the page, and TensorFlow.js's WebAssembly on one thread. */
export type EngineName = 'litert' | 'litert-one-thread' | 'tensorflow';

export type EngineRequest = { kind: 'open'; engine: EngineName; base: string } | { kind: 'pass' };

/** One batch of the app's. */
const batch = 16;
let opened: { embedder: Embedder; pixels: Uint8Array[] } | null = null;

self.addEventListener('message', ({ data }: MessageEvent<EngineRequest>) => {
  (data.kind === 'open' ? open(data) : pass()).then(
    (found) => self.postMessage(found),
    reportError,
  );
});

/** @returns How many threads it takes. */
async function open({ engine, base }: Extract<EngineRequest, { kind: 'open' }>): Promise<number> {
  if (engine === 'litert-one-thread')
    Object.defineProperty(globalThis, 'crossOriginIsolated', { value: false });
  const chosen = await chooseBackend('embed', { prefer: 'wasm' });
  if (!chosen.ok || chosen.value.backend !== 'wasm') throw new Error('WebAssembly did not start.');
  const artifacts = await readBundled(new URL(base), bundledBackbone);
  if (!artifacts.ok) throw new Error(artifacts.problem.kind);
  const load = engine === 'tensorflow' ? loadEmbedder : onLiteRt;
  const loaded = await load(artifacts.value);
  if (!loaded.ok) throw new Error(loaded.problem.detail ?? loaded.problem.kind);
  const embedder = loaded.value;
  const size = embedder.inputSize ** 2 * 3;
  const pixels = Array.from({ length: batch }, (_, picture) =>
    Uint8Array.from({ length: size }, (__, at) => (at * 31 + picture * 97) % 256),
  );
  opened = { embedder, pixels };
  await embedder.embed(pixels);
  return 'threads' in embedder ? (embedder.threads as number) : 1;
}

/** @returns Milliseconds a picture. */
async function pass(): Promise<number> {
  if (opened === null) throw new Error('No engine has been opened.');
  const begun = performance.now();
  await opened.embedder.embed(opened.pixels);
  return (performance.now() - begun) / batch;
}
