/** The command line of the probe. */
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface ProbeOptions {
  /** Each holds a folder of pictures for each label. */
  folders: string[];
  /** Folders with a model.json, beside those that are always probed. */
  backbones: string[];
  withSpeed: boolean;
}

const manual = `npm run probe -- <folder of labelled folders> …
  --backbone <folder>  a network in TensorFlow.js layers format (model.json), any number of times
  --no-speed           does not measure pictures per second`;

/** Throws with the manual where it cannot understand. */
export function readProbeOptions(line: readonly string[]): ProbeOptions {
  const { positionals, values } = parseArgs({
    args: [...line],
    allowPositionals: true,
    options: {
      backbone: { type: 'string', multiple: true, default: [] },
      'no-speed': { type: 'boolean', default: false },
    },
  });
  const folders = positionals.map((folder) => resolve(folder));
  const backbones = values.backbone.map((folder) => resolve(folder));
  if (folders.length === 0) throw new Error(manual);
  for (const folder of folders)
    if (!existsSync(folder) || !statSync(folder).isDirectory())
      throw new Error(`${folder} is no folder.\n${manual}`);
  for (const folder of backbones)
    if (!existsSync(join(folder, 'model.json')))
      throw new Error(`There is no model.json in ${folder}.\n${manual}`);
  return { folders, backbones, withSpeed: !values['no-speed'] };
}
