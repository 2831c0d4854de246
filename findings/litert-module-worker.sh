#!/usr/bin/env bash
# @litertjs/core 2.5.3 fetches its WebAssembly by `importScripts` wherever a function of that name exists
# (@litertjs/wasm-utils, bundle.js), and by a script element elsewhere. In a module worker that function exists and
# throws by specification (HTML, "import scripts into worker global scope"), and there is no document: so `loadLiteRt` cannot
# work there as it is. Here the loader is called where `importScripts` throws as it does in a module worker, and what it
# answers is shown. Fails when that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund @litertjs/core@2.5.3
cat > load.mjs <<'JS'
globalThis.self = globalThis;
globalThis.importScripts = () => {
  throw new TypeError("Module scripts don't support importScripts().");
};
const { loadLiteRt } = await import('@litertjs/core');
const outcome = await loadLiteRt('wasm/').then(() => 'loaded', (error) => error.message);
console.log(`@litertjs/core 2.5.3: ${outcome}`);
process.exit(outcome.includes("don't support importScripts") ? 0 : 1);
JS
node load.mjs
