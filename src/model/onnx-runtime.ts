/**
 * ONNX files, answered by ONNX Runtime in one thread of WebAssembly: what a stranger's program will make
 * of them. Fetched only when it is needed, from where the app itself comes from.
 */
import type { InferenceSession } from 'onnxruntime-web/wasm';
import binary from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { failure, success } from '../outcome';
import type { Outcome } from '../outcome';
import { yieldToEventLoop } from './yield-to-event-loop';

interface OpenOnnx {
  /** Probabilities, n × classes, of pictures of one size: RGB bytes, row by row. */
  run(pictures: readonly Uint8Array[], width: number, height: number): Promise<Float32Array>;
  dispose(): void;
}

const pass = 8;

/** @param names Of its input and its output. Fails with 'malformed-model'. */
export async function openOnnx(
  bytes: Uint8Array,
  names: { input: string; output: string },
): Promise<Outcome<OpenOnnx>> {
  const runtime = await import('onnxruntime-web/wasm');
  runtime.env.wasm.wasmPaths = { wasm: binary };
  runtime.env.wasm.numThreads = 1;
  let session: InferenceSession;
  try {
    session = await runtime.InferenceSession.create(bytes);
  } catch (error) {
    return failure('malformed-model', error instanceof Error ? error.message : String(error));
  }
  return success({
    async run(pictures, width, height) {
      const answers: Float32Array[] = [];
      for (let from = 0; from < pictures.length; from += pass) {
        await yieldToEventLoop();
        const batch = pictures.slice(from, from + pass);
        const all = new Uint8Array(batch.length * width * height * 3);
        batch.forEach((picture, at) => all.set(picture, at * width * height * 3));
        const input = new runtime.Tensor('uint8', all, [batch.length, height, width, 3]);
        const results = await session.run({ [names.input]: input });
        answers.push((results[names.output]!.data as Float32Array).slice());
      }
      return flat(answers);
    },
    dispose: () => void session.release(),
  });
}

function flat(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
