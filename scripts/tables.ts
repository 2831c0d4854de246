/** `npm run tables`: docs/simulations.md from what simulations wrote into bench-results/simulations. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { SimulationResult } from './simulation/result';
import { simulationTables } from './simulation/table';

const folder = 'bench-results/simulations';
const marks = [25, 50, 100, 200, 300, 400, 500, 600];

const results = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .sort()
  .map((name) =>
    v.parse(SimulationResult, JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown),
  );
if (results.length === 0) throw new Error(`${folder} holds no results: run simulations first.`);

const introduction = `# How much a decision buys

An expert is played from the folder names: every picture the Label page asks about is answered, a right
suggestion accepted with Enter, anything else corrected. After every 25 decisions the model in service is scored on
*all* benchmark pictures, by their folder names; none of them is ever learned from. Accuracy is
the mean over seeds (lowest–highest); then macro-F1, and how many suggestions had been accepted by then. "Uncertain" asks
first about the pictures the model knows least about; "random" asks in a drawn order. Everything runs in the built app, in
${results[0]?.browser ?? 'Chromium'} (times depend on the machine and on what else runs on it), with the backbone ${[...new Set(results.map((result) => result.backbone))].join(', ')}.

Made by this, run beside a folder \`collections\`:

\`\`\`sh
npm run build
for c in garments museum-objects; do for s in 1 2 3 4 5; do for w in uncertain random; do
  VITRINE_BUILT=1 npm run simulate -- ../shared/collections/$c --decisions 300 --seed $s --strategy $w \\
    --out bench-results/simulations/$c-$w-$s.json
done; done; done
npm run tables
\`\`\`
`;
writeFileSync('docs/simulations.md', `${introduction}\n${simulationTables(results, marks)}`);
console.log(`docs/simulations.md: ${results.length} simulations`);
