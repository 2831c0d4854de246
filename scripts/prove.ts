/**
 * `npm run prove -- <name>`: runs one of `scripts/proofs` on the collections beside this repository, and
 * writes what it measured into `docs`. They compute with the app's own code, which is written for a
 * bundler; so Vite loads them.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { runnerImport } from 'vite';

const name = process.argv[2] ?? '';
const script = resolve(import.meta.dirname, 'proofs', `${name}.ts`);
if (!/^[a-z-]+$/.test(name) || !existsSync(script)) throw new Error(`There is no proof "${name}".`);
await runnerImport(script, { configFile: false, logLevel: 'warn' });
