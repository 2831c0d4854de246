/** Backbones that lie beside the repository (../shared) or in it, read as files. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readArtifacts, weightFiles } from '../../../src/model/backbone';
import type { BackboneArtifacts } from '../../../src/model/backbone';

const root = join(import.meta.dirname, '../../..');

export const bundledFolder = join(root, 'public/backbone');
export const mobilenetFolder = join(root, '../shared/backbones/mobilenet_v2_0.35_224');
export const hasMobilenet = existsSync(mobilenetFolder);

export function readStored(folder: string): { json: unknown; weights: ArrayBuffer } {
  const json: unknown = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8'));
  const files = weightFiles(json);
  if (!files.ok) throw new Error(files.problem.detail);
  const bytes = Buffer.concat(files.value.map((file) => readFileSync(join(folder, file))));
  return { json, weights: new Uint8Array(bytes).buffer };
}

export function storedArtifacts(folder: string): BackboneArtifacts {
  const { json, weights } = readStored(folder);
  const artifacts = readArtifacts(json, weights);
  if (!artifacts.ok) throw new Error(artifacts.problem.detail);
  return artifacts.value;
}
