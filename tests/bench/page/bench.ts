/** What scripts/bench.ts asks the browser for, beside the app and on its origin. */
import { bundledBackbone } from '../../../src/collection/backbone-catalogue';
import type { ArchiveResult } from './archive.worker';
import type { ComputeRequest, FitResult, PredictResult } from './compute.worker';
import type { DecodeRequest } from './decode.worker';
import type { FeaturesRequest, FeaturesResult } from './features.worker';
import { buildCollectionOfMany, type CollectionOfMany } from './collection-of-many';
import { ask } from './ask';
import { engines } from './engines';
import { peers, type Peers } from './peers';
import { drawPictures } from './pictures';
import { showStaticGrid } from './static-grid';
import { buildProject, type SyntheticProject } from './synthetic-project';

export interface Bench {
  buildProject(wanted: SyntheticProject): Promise<string>;
  buildCollectionOfMany(wanted: CollectionOfMany): Promise<string>;
  /** Milliseconds until a worker holds all features of a project. */
  readFeatures(projectId: string): Promise<FeaturesResult>;
  /** Writes a project to a file and brings it back. */
  archive(projectId: string): Promise<ArchiveResult>;
  /** Shows pictures in a grid that is simply there, of which nothing comes and goes. */
  showStaticGrid(cells: number): Promise<void>;
  /** JPEG files as base64, which is what crosses from a page to a script. */
  drawPictures(count: number, width: number, height: number): Promise<string[]>;
  /** Seconds for decoding and resizing pictures drawn alike, spread over workers. */
  decode(count: number, width: number, height: number, workers: number): Promise<number>;
  predict(pictures: number): Promise<PredictResult>;
  fit(examples: number, classes: number, dims: number, fresh: number): Promise<FitResult>;
  engines: typeof engines;
  peers: Peers;
}

declare global {
  interface Window {
    bench: Bench;
  }
}

window.bench = {
  buildProject,
  buildCollectionOfMany,
  readFeatures: async (projectId) => {
    const worker = new Worker(new URL('./features.worker.ts', import.meta.url), { type: 'module' });
    try {
      return await ask<FeaturesResult>(worker, {
        projectId,
        backbone: bundledBackbone,
      } satisfies FeaturesRequest);
    } finally {
      worker.terminate();
    }
  },
  archive: async (projectId) => {
    const worker = new Worker(new URL('./archive.worker.ts', import.meta.url), { type: 'module' });
    try {
      return await ask<ArchiveResult>(worker, { projectId });
    } finally {
      worker.terminate();
    }
  },
  showStaticGrid,
  drawPictures: async (count, width, height) =>
    Promise.all((await drawPictures(count, width, height)).map(base64)),
  decode: async (count, width, height, workers) => {
    const files = await drawPictures(count, width, height);
    const hands = Array.from(
      { length: workers },
      () => new Worker(new URL('./decode.worker.ts', import.meta.url), { type: 'module' }),
    );
    const warmUp = files.slice(0, workers);
    await spread(hands, warmUp);
    const begun = performance.now();
    await spread(hands, files);
    const seconds = (performance.now() - begun) / 1000;
    for (const worker of hands) worker.terminate();
    return seconds;
  },
  predict: async (pictures) => {
    const modelJson = (await (await fetch('../backbone/model.json')).json()) as unknown;
    const weights = await (await fetch('../backbone/weights.bin')).arrayBuffer();
    return compute<PredictResult>({ kind: 'predict', modelJson, weights, pictures });
  },
  fit: (examples, classes, dims, fresh) =>
    compute<FitResult>({ kind: 'fit', examples, classes, dims, fresh }),
  engines,
  peers,
};

function spread(workers: Worker[], files: Blob[]): Promise<unknown> {
  return Promise.all(
    workers.map((worker, index) => {
      const request: DecodeRequest = {
        files: files.filter((_, place) => place % workers.length === index),
        sides: [1024, 256],
      };
      return ask(worker, request);
    }),
  );
}

async function compute<Result>(request: ComputeRequest): Promise<Result> {
  const worker = new Worker(new URL('./compute.worker.ts', import.meta.url), { type: 'module' });
  try {
    return await ask<Result>(worker, request);
  } finally {
    worker.terminate();
  }
}

async function base64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
