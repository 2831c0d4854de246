/** The command line of the bench. */
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { mobilenetFolder } from '../labelled-pictures';

export interface BenchOptions {
  /** Measured alone; none: all of them. */
  sections: string[];
  /** Instead of sections: the comparison with Teachable Machine. */
  peers: { folders: string[]; labelled: number } | null;
}

const manual = (sections: readonly string[]): string => `npm run bench -- [<section> …]
  sections: ${sections.join(', ')}; without any, all are measured and docs/bench.md is written
npm run bench -- peers <folder of labelled folders> …
  --labelled <number>  pictures to learn from (200)`;

/** Throws with the manual where it cannot understand. */
export function readBenchOptions(
  line: readonly string[],
  sections: readonly string[],
): BenchOptions {
  const { positionals, values } = parseArgs({
    args: [...line],
    allowPositionals: true,
    options: { labelled: { type: 'string', default: '200' } },
  });
  const fail = (why: string): never => {
    throw new Error(`${why}\n${manual(sections)}`);
  };
  if (positionals[0] !== 'peers') {
    const unknown = positionals.find((name) => !sections.includes(name));
    return unknown === undefined
      ? { sections: positionals, peers: null }
      : fail(`There is no section ${unknown}.`);
  }
  const folders = positionals.slice(1).map((folder) => resolve(folder));
  if (folders.length === 0) fail('Name a folder.');
  for (const folder of folders)
    if (!existsSync(folder) || !statSync(folder).isDirectory()) fail(`${folder} is no folder.`);
  if (!existsSync(mobilenetFolder)) fail(`MobileNetV2 0.35 is not in ${mobilenetFolder}.`);
  const labelled = Number(values.labelled);
  if (!Number.isInteger(labelled) || labelled < 2) fail(`${values.labelled} is no such number.`);
  return { sections: [], peers: { folders, labelled } };
}

export function isSection<Sections extends object>(
  name: string,
  sections: Sections,
): name is Extract<keyof Sections, string> {
  return Object.hasOwn(sections, name);
}
