/** The command line of `npm run simulate`. */
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Strategy } from '../../src/collection/records';

export interface SimulationOptions {
  folder: string;
  /** Stops after so many decisions, or when every picture has been decided. */
  decisions: number;
  strategy: Strategy;
  /** An entry of the app's catalogue, an address, files; null for the bundled one. */
  backbone: string | null;
  fineTune: boolean;
  seed: number;
  out: string | null;
}

export const usage = `npm run simulate -- <folder whose subfolders are labels>
  --decisions N                how many decisions to make (300)
  --strategy uncertain|random  in which order pool pictures are asked for (uncertain)
  --backbone NAME              an entry of the catalogue, https://…/model.json, or a path to a zip
                               or a folder with a model.json (the bundled network)
  --fine-tune                  after the last decision, fine-tune and score again
  --seed S                     draws roles and orders (1)
  --out FILE.json              where the result goes (printed, otherwise)`;

export function readOptions(args: string[]): SimulationOptions {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      decisions: { type: 'string', default: '300' },
      strategy: { type: 'string', default: 'uncertain' },
      backbone: { type: 'string' },
      'fine-tune': { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      out: { type: 'string' },
    },
  });
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw new Error('Name one folder.');
  if (values.strategy !== 'uncertain' && values.strategy !== 'random')
    throw new Error(`No such strategy: ${values.strategy}`);
  return {
    folder: resolve(folder),
    decisions: wholeNumber('--decisions', values.decisions, 1),
    strategy: values.strategy,
    backbone: values.backbone ?? null,
    fineTune: values['fine-tune'],
    seed: wholeNumber('--seed', values.seed, 0),
    out: values.out ?? null,
  };
}

function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least)
    throw new Error(`${name} takes a whole number of at least ${least}, not "${text}".`);
  return value;
}

/** Names of the subfolders that hold something: the labels. */
export function labelNames(folder: string): string[] {
  const names = readdirSync(folder)
    .filter((name) => !name.startsWith('.') && statSync(join(folder, name)).isDirectory())
    .filter((name) => readdirSync(join(folder, name)).length > 0)
    .sort();
  if (names.length < 2)
    throw new Error(`${folder} has ${names.length} subfolders; at least two labels are needed.`);
  return names;
}
