/** Runs one step of `npm test`, each line of its output under its name, and counts what it tested. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Count } from './test-counts';

export interface Step {
  name: string;
  command: string;
  args: string[];
  env?: Record<string, string>;
  /** After so long it is stopped and counts as failed. */
  minutes: number;
  /** Where its JSON report lies; null for a check that counts as one test. */
  report: { file: string; count: (report: unknown) => Count } | null;
}

export async function runStep(step: Step): Promise<Count> {
  console.log(`──── ${step.name}: ${step.command} ${step.args.join(' ')}`);
  const began = Date.now();
  const hasSucceeded = await spawnStep(step);
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(`──── ${step.name}: ${hasSucceeded ? 'passed' : 'FAILED'} in ${seconds} s`);
  return countStep(step, hasSucceeded);
}

function countStep(step: Step, hasSucceeded: boolean): Count {
  const failed = (why: string): Count => ({ passed: 0, failed: 1, skipped: 0, failures: [why] });
  if (step.report === null)
    return hasSucceeded ? { passed: 1, failed: 0, skipped: 0, failures: [] } : failed(step.name);
  if (!existsSync(step.report.file)) return failed(`${step.name} (ended without a report)`);
  const count = step.report.count(JSON.parse(readFileSync(step.report.file, 'utf8')));
  // A step can fail beside its tests: a file that does not load, an error nobody caught.
  if (!hasSucceeded && count.failed === 0) {
    count.failed += 1;
    count.failures.push(`${step.name} (failed outside its tests)`);
  }
  if (hasSucceeded && count.passed === 0) return failed(`${step.name} (no test ran)`);
  return count;
}

const isWindows = process.platform === 'win32';
const running = new Set<ChildProcess>();

/** With all it started: each step is a process group of its own. */
function stop(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (isWindows) child.kill();
    else process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    // Nobody of the group is left.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

process.once('exit', () => running.forEach(stop));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

function spawnStep(step: Step): Promise<boolean> {
  const binaries = resolve('node_modules/.bin');
  return new Promise((settle) => {
    const child = spawn(step.command, step.args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: isWindows,
      detached: !isWindows,
      env: { ...process.env, ...step.env, PATH: `${binaries}${delimiter}${process.env.PATH}` },
    });
    running.add(child);
    for (const input of [child.stdout, child.stderr])
      createInterface({ input }).on('line', (line) => console.log(`${step.name} | ${line}`));
    const timer = setTimeout(() => {
      console.log(`${step.name} took longer than ${step.minutes} minutes and was stopped.`);
      stop(child);
    }, step.minutes * 60_000);
    const finish = (hasSucceeded: boolean): void => {
      clearTimeout(timer);
      running.delete(child);
      settle(hasSucceeded);
    };
    child.once('error', (error) => {
      console.log(`${step.command} did not start: ${error.message}`);
      finish(false);
    });
    // What it left running would hold its output open, and disturb the steps beside it.
    child.once('exit', () => stop(child));
    child.once('close', (code) => finish(code === 0));
  });
}
