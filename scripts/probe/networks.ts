/** Which networks are probed: ours, what else of the catalogue is here, those asked for, and chance. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readArtifacts, weightFiles } from '../../src/model/backbone';
import { bundledEntry, catalogueEntry } from '../../src/collection/backbone-catalogue';
import { mobilenetFolder } from '../labelled-pictures';
import { bundledFolder, granted } from '../proofs/features';
import { writeRandomNetwork } from './random-network';

export interface ProbedNetwork {
  name: string;
  /** Holds model.json and its weights. */
  folder: string;
  inputSize: number;
  /** Of its weight files. */
  bytes: number;
}

export function networksToProbe(more: readonly string[]): ProbedNetwork[] {
  const others = more.map((folder) => ({ name: basename(folder), folder }));
  const mobilenet = catalogueEntry(basename(mobilenetFolder));
  if (mobilenet !== undefined && existsSync(mobilenetFolder))
    others.unshift({ name: mobilenet.name, folder: mobilenetFolder });
  else
    console.log(
      `Without MobileNetV2 0.35, which is not in ${mobilenetFolder}: name its folder with --backbone.`,
    );
  return [
    { name: bundledEntry.name, folder: bundledFolder },
    ...others,
    { name: 'random weights', folder: writeRandomNetwork(bundledFolder) },
  ].map(sized);
}

function sized({ name, folder }: { name: string; folder: string }): ProbedNetwork {
  const json: unknown = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8'));
  const files = granted(weightFiles(json)).map((file) => readFileSync(join(folder, file)));
  const weights = new Uint8Array(Buffer.concat(files)).buffer;
  const { inputSize } = granted(readArtifacts(json, weights));
  return { name, folder, inputSize, bytes: weights.byteLength };
}
