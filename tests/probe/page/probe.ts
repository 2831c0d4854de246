/** What scripts/probe asks the browser for. */
import type { Engine, Rate } from '../../../scripts/probe/speed';
import type { RateRequest } from './rate.worker';

declare global {
  interface Window {
    /** Null where this browser has no such engine. */
    measureRate(folder: string, engine: Engine): Promise<Rate | null>;
  }
}

window.measureRate = async (folder, engine) => {
  const modelJson: unknown = await (await fetch(`./${folder}/model.json`)).json();
  const weights = await (await fetch(`./${folder}/weights.bin`)).arrayBuffer();
  const worker = new Worker(new URL('./rate.worker.ts', import.meta.url), { type: 'module' });
  try {
    return await new Promise<Rate | null>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Rate | null>) => resolve(data);
      worker.onerror = (event) => reject(new Error(event.message));
      worker.postMessage({ modelJson, weights, engine } satisfies RateRequest);
    });
  } finally {
    worker.terminate();
  }
};
