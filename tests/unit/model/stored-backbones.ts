/** Backbones that lie beside the repository (../shared) or in it, read as files. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readArtifacts, weightFiles } from '../../../src/model/backbone';
import type { BackboneArtifacts } from '../../../src/model/backbone';

const root = join(import.meta.dirname, '../../..');

export const bundledFolder = join(root, 'public/backbone');
export const mobilenetFolder = join(root, '../shared/backbones/mobilenet_v2_0.35_224');
export const hasMobilenet = existsSync(mobilenetFolder);

export function readStored(
  folder: string,
  plan = 'model.json',
): { json: unknown; weights: ArrayBuffer } {
  const json: unknown = JSON.parse(readFileSync(join(folder, plan), 'utf8'));
  const files = weightFiles(json);
  if (!files.ok) throw new Error(files.problem.detail);
  const bytes = Buffer.concat(files.value.map((file) => readFileSync(join(folder, file))));
  return { json, weights: new Uint8Array(bytes).buffer };
}

export function storedArtifacts(folder: string, plan?: string): BackboneArtifacts {
  const { json, weights } = readStored(folder, plan);
  const artifacts = readArtifacts(json, weights);
  if (!artifacts.ok) throw new Error(artifacts.problem.detail);
  return artifacts.value;
}

/**
 * The bundled network of version 0.3, which looks at 128 × 128 pixels: real, and many times quicker than
 * today's. For what holds of any network.
 */
export function earlierArtifacts(): BackboneArtifacts {
  return storedArtifacts(bundledFolder, 'model-2.json');
}
