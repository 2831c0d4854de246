/**
 * What a visitor's browser fetches, measured in the built app: the page's entry with everything it
 * imports before it can draw the first screen, and the worker that holds
 * TensorFlow.js.
 */
import { readFileSync, readdirSync } from 'node:fs';

const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'));
const firstScreen = new Set();
const visit = (key) => {
  const chunk = manifest[key];
  if (firstScreen.has(chunk.file)) return;
  firstScreen.add(chunk.file);
  for (const imported of chunk.imports ?? []) visit(imported);
};
visit('index.html');
// The begin screen, should it be loaded by the router rather than imported.
for (const key of Object.keys(manifest)) if (/Begin\w*\.svelte$/.test(key)) visit(key);

const scripts = [...firstScreen].filter((file) => file.endsWith('.js'));
for (const file of scripts)
  if (readFileSync(`dist/${file}`, 'utf8').includes('tfjsflags'))
    throw new Error(`${file} belongs to the first screen and holds TensorFlow.js`);

const workers = readdirSync('dist/assets').filter((name) => /^trainer\.worker.*\.js$/.test(name));

export default [
  {
    name: 'first screen, JavaScript',
    path: scripts.map((file) => `dist/${file}`),
    limit: '120 KiB',
    gzip: true,
  },
  {
    name: 'trainer worker, before it chooses a backend',
    path: workers.map((name) => `dist/assets/${name}`),
    limit: '260 KiB',
    gzip: true,
  },
];
