/** The real Python packages, where this machine has them: VITRINE_PYTHON, or the `python3` of the path. */
import { execFileSync, spawnSync } from 'node:child_process';

const python = process.env.VITRINE_PYTHON ?? 'python3';

export const hasPython = spawnSync(python, ['--version']).status === 0;

/** True when all of these packages can be found. */
export function hasPackages(...names: string[]): boolean {
  const found = `import importlib.util as u, sys; sys.exit(any(u.find_spec(n) is None for n in sys.argv[1:]))`;
  return hasPython && spawnSync(python, ['-c', found, ...names]).status === 0;
}

/** Runs a script and gives what it prints. Throws with what it complained of. */
export function runPython(script: string, ...args: string[]): string {
  return execFileSync(python, [script, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3', CUDA_VISIBLE_DEVICES: '-1' },
  });
}
