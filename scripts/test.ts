/**
 * `npm test`: every check there is, in one go, two steps at a time. A failed step does not stop the
 * others; the last line says how many tests passed and failed, a static check counting as one test.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from './ensure-browser';
import { inLanes } from './in-lanes';
import { countPlaywright, countVitest, type Count } from './test-counts';
import { runStep, type Step } from './test-step';

const reports = mkdtempSync(join(tmpdir(), 'vitrine-tests-'));

function check(name: string, command: string, ...args: string[]): Step {
  return { name, command, args, minutes: 10, report: null };
}

function vitest(kind: string, minutes: number, projects = [kind]): Step {
  const file = join(reports, `${kind}.json`);
  return {
    name: `${kind} tests`,
    command: 'vitest',
    args: [
      ...['run', ...projects.flatMap((project) => ['--project', project])],
      ...['--reporter=default', '--reporter=json'],
      `--outputFile.json=${file}`,
    ],
    minutes,
    report: { file, count: countVitest },
  };
}

const journeys: Step = {
  name: 'journeys',
  command: 'playwright',
  args: ['test', '--reporter=list,json'],
  env: { PLAYWRIGHT_JSON_OUTPUT_FILE: join(reports, 'journeys.json') },
  minutes: 30,
  report: { file: join(reports, 'journeys.json'), count: countPlaywright },
};

const build = check('build', 'vite', 'build');
const browser = vitest('browser', 30, ['browser', 'browser-training']);

/** The long ones first; the short ones fill what is left. */
const steps: { task: Step; after?: Step }[] = [
  { task: build },
  { task: vitest('unit', 15) },
  { task: check('size', 'size-limit'), after: build },
  { task: journeys, after: build },
  { task: browser },
  { task: check('lint', 'eslint', '--max-warnings', '0', '.') },
  {
    task: check(
      'types of the page',
      'svelte-check',
      '--tsconfig',
      './tsconfig.json',
      '--fail-on-warnings',
    ),
  },
  { task: check('types of the workers', 'tsc', '-p', 'tsconfig.worker.json') },
  { task: check('types of scripts and tests', 'tsc', '-p', 'tsconfig.node.json') },
  { task: check('formatting', 'prettier', '--check', '.') },
  { task: check('boundaries', 'depcruise', 'src', 'sample', 'scripts') },
  { task: check('dead code', 'knip') },
];

const began = Date.now();
const total: Count = { passed: 0, failed: 0, skipped: 0, failures: [] };
const add = (count: Count): void => {
  total.passed += count.passed;
  total.failed += count.failed;
  total.skipped += count.skipped;
  total.failures.push(...count.failures);
};

const isBrowserReady = ensureBrowser();
if (!isBrowserReady) add({ passed: 0, failed: 1, skipped: 0, failures: ['a browser to test in'] });
await inLanes(steps, 2, async (step) => {
  const needsBrowser = step === journeys || step === browser;
  if (isBrowserReady || !needsBrowser) add(await runStep(step));
});

const minutes = ((Date.now() - began) / 60_000).toFixed(1);
console.log(`\n${steps.length} steps in ${minutes} minutes`);
for (const failure of total.failures) console.log(`failed: ${failure}`);
console.log(
  `${total.passed} passed, ${total.failed} failed` +
    (total.skipped > 0 ? `, ${total.skipped} skipped` : ''),
);
process.exitCode = total.failed > 0 ? 1 : 0;
