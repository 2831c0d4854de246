/**
 * `npm run probe -- <folder of labelled folders> …`: what backbones are worth on frozen features, side by
 * side. It computes with the app's own code, which is written for a bundler; so Vite loads it.
 */
import { resolve } from 'node:path';
import { runnerImport } from 'vite';
import { ensureBrowser } from './ensure-browser';

if (!ensureBrowser()) process.exit(1);
const command = resolve(import.meta.dirname, 'probe/command.ts');
await runnerImport(command, { configFile: false, logLevel: 'warn' });
