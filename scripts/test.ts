/**
 * `npm test`: every check there is, in one go. A failed step does not stop the others; the last line
 * says how many tests passed and failed, a static check counting as one test.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from './ensure-browser';
import { countPlaywright, countVitest, type Count } from './test-counts';
import { runStep, type Step } from './test-step';

const reports = mkdtempSync(join(tmpdir(), 'vitrine-tests-'));

function check(name: string, command: string, ...args: string[]): Step {
  return { name, command, args, minutes: 10, report: null };
}

function vitest(project: string, minutes: number): Step {
  const file = join(reports, `${project}.json`);
  return {
    name: `${project} tests`,
    command: 'vitest',
    args: [
      ...['run', '--project', project, '--reporter=default', '--reporter=json'],
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

const steps: Step[] = [
  check('formatting', 'prettier', '--check', '.'),
  check('lint', 'eslint', '--max-warnings', '0', '.'),
  check('types of the page', 'svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings'),
  check('types of the workers', 'tsc', '-p', 'tsconfig.worker.json'),
  check('types of scripts and tests', 'tsc', '-p', 'tsconfig.node.json'),
  check('boundaries', 'depcruise', 'src', 'sample', 'scripts'),
  check('dead code', 'knip'),
  check('build', 'vite', 'build'),
  check('size', 'size-limit'),
  vitest('unit', 10),
  vitest('browser', 30),
  journeys,
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
for (const step of steps) {
  const needsBrowser = step === journeys || step.name === 'browser tests';
  if (isBrowserReady || !needsBrowser) add(await runStep(step));
}

const minutes = ((Date.now() - began) / 60_000).toFixed(1);
console.log(`\n${steps.length} steps in ${minutes} minutes`);
for (const failure of total.failures) console.log(`failed: ${failure}`);
console.log(
  `${total.passed} passed, ${total.failed} failed` +
    (total.skipped > 0 ? `, ${total.skipped} skipped` : ''),
);
process.exitCode = total.failed > 0 ? 1 : 0;
