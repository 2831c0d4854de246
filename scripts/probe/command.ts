/** The command itself: features of every network for every collection, scores, speeds, one table. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { featuresOf } from '../proofs/features';
import { networksToProbe } from './networks';
import { readProbeOptions } from './options';
import type { ProbeResult } from './result';
import { perClass, scoreDraws, type Score } from './score';
import { measureSpeeds } from './speed';
import { probeTable } from './table';

const options = readProbeOptions(process.argv.slice(2));
const networks = networksToProbe(options.backbones);
const collections: ProbeResult['collections'] = [];
for (const folder of options.folders) {
  const name = basename(folder);
  const scores: (Score | null)[][] = [];
  let size = { pictures: 0, labels: 0 };
  for (const network of networks) {
    const features = await featuresOf(folder, network.folder);
    size = { pictures: features.files.length, labels: features.names.length };
    scores.push(perClass.map((count) => scoreDraws(features, count)));
    console.log(
      name,
      network.name,
      scores.at(-1)?.map((score) => score?.mean.toFixed(3) ?? '–'),
    );
  }
  collections.push({ name, ...size, scores });
}
const speeds = options.withSpeed ? await measureSpeeds(networks) : [];
const result: ProbeResult = { at: new Date().toISOString(), networks, speeds, collections };
mkdirSync('bench-results', { recursive: true });
writeFileSync('bench-results/probe.json', `${JSON.stringify(result, null, 2)}\n`);
console.log(`\n${probeTable(result)}`);
