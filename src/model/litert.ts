/**
 * LiteRT (TensorFlow Lite's successor) on the processor: embeds faster than TensorFlow.js's WebAssembly,
 * and uses several threads where the page is isolated. It reads `.tflite` files and cannot train.
 */
import type * as LiteRt from '@litertjs/core';
import type { CompiledModel, Environment, Tensor } from '@litertjs/core';
import compatBinary from '@litertjs/core/wasm/litert_wasm_compat_internal.wasm?url';
import plainBinary from '@litertjs/core/wasm/litert_wasm_internal.wasm?url';
import threadedScript from '@litertjs/core/wasm/litert_wasm_threaded_internal.js?url';
import threadedBinary from '@litertjs/core/wasm/litert_wasm_threaded_internal.wasm?url';
import { failure, success } from '../outcome';
import type { Outcome } from '../outcome';
import { yieldToEventLoop } from './yield-to-event-loop';
import type { Embedder } from './embedder';

interface Runtime {
  litert: typeof LiteRt;
  environment: Environment;
  threads: number;
}

/** More threads than this gain little with networks of this size, and leave nothing to the page. */
const mostThreads = 4;
/** How long pictures are computed before other messages are answered, in milliseconds. */
const turnMs = 50;

let runtime: Promise<Runtime> | null = null;

/**
 * An embedder on LiteRT.
 *
 * @param file A TensorFlow Lite file: float32 [1, side, side, 3] in [−1, 1] → float32 [1, dims].
 * @returns Failures: 'no-backend' (this browser cannot run LiteRT), 'unsuitable-model' (LiteRT cannot run
 *   the file).
 */
export async function openLiteEmbedder(
  file: Uint8Array,
  { inputSize, dims }: { inputSize: number; dims: number },
): Promise<Outcome<Embedder & { threads: number }>> {
  let started: Runtime;
  try {
    started = await (runtime ??= startRuntime());
  } catch (error) {
    runtime = null;
    return failure('no-backend', `LiteRT: ${messageOf(error)}`);
  }
  const { litert, environment, threads } = started;
  let model: CompiledModel;
  try {
    model = await litert.loadAndCompile(file, {
      environment,
      accelerator: 'wasm',
      cpuOptions: { numThreads: threads },
    });
  } catch (error) {
    return failure('unsuitable-model', `LiteRT: ${messageOf(error)}`);
  }
  const size = inputSize * inputSize * 3;
  const input = new Float32Array(size);
  return success({
    inputSize,
    dims,
    threads,
    async embed(pixels, signal) {
      const vectors = new Float32Array(pixels.length * dims);
      let turn = performance.now();
      for (const [row, picture] of pixels.entries()) {
        if (performance.now() - turn > turnMs) {
          await yieldToEventLoop();
          turn = performance.now();
        }
        signal?.throwIfAborted();
        if (picture.length !== size)
          throw new RangeError(`a picture has ${picture.length} bytes, not ${size}`);
        for (let at = 0; at < size; at++) input[at] = picture[at]! / 127.5 - 1;
        const shown = new litert.Tensor(input, [1, inputSize, inputSize, 3], environment);
        let found: Tensor[] = [];
        try {
          found = await model.run(shown);
          vectors.set(found[0]!.toTypedArray(), row * dims);
        } finally {
          shown.delete();
          for (const tensor of found) tensor.delete();
        }
      }
      return vectors;
    },
    dispose: () => void model.delete(),
  });
}

/** What the loader looks for among the globals of a worker. */
interface LoaderGlobals {
  ModuleFactory?: unknown;
  Module?: object;
  importScripts?: (url: string) => void;
}

async function startRuntime(): Promise<Runtime> {
  const litert = await import('@litertjs/core');
  const isFast = await litert.supportsFeature('relaxedSimd');
  const threads =
    isFast && globalThis.crossOriginIsolated
      ? Math.min(mostThreads, navigator.hardwareConcurrency)
      : 1;
  const build = threads > 1 ? 'threaded' : isFast ? 'plain' : 'compat';
  const { factory, binary } = await builds[build]();
  const globals = globalThis as LoaderGlobals;
  // Its loader knows classic workers only, and asks one to import its script; a module worker refuses.
  // The script has been imported already: as a module, where the Content Security Policy can see it.
  globals.importScripts = () => undefined;
  globals.ModuleFactory = factory;
  globals.Module = {
    locateFile: () => binary,
    ...(threads > 1
      ? { mainScriptUrlOrBlob: new URL(threadedScript, self.location.href).href }
      : {}),
    // It reports its every step.
    print: () => undefined,
    printErr: () => undefined,
  };
  await litert.loadLiteRt('litert/', { threads: threads > 1 });
  // It takes a graphics device on its own account; here it computes on the processor.
  litert.getDefaultEnvironment().webGpuDevice?.destroy();
  const environment = await litert.Environment.create({ webGpuDevice: null });
  return { litert, environment, threads };
}

const builds = {
  plain: async () => ({
    factory: (await import('@litertjs/core/wasm/litert_wasm_internal.js')).default,
    binary: plainBinary,
  }),
  compat: async () => ({
    factory: (await import('@litertjs/core/wasm/litert_wasm_compat_internal.js')).default,
    binary: compatBinary,
  }),
  threaded: async () => ({
    factory: (await import('@litertjs/core/wasm/litert_wasm_threaded_internal.js')).default,
    binary: threadedBinary,
  }),
};

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
