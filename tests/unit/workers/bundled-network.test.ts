import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { bundledBackbone } from '../../../src/model/catalogue';
import { describeProblem } from '../../../src/problem-words';
import { readBundled } from '../../../src/workers/trainer/bundled-network';
import { bundledFolder } from '../model/stored-backbones';

const model = readFileSync(join(bundledFolder, 'model.json'));
const weights = readFileSync(join(bundledFolder, 'weights.bin'));

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** The app's folder, with these files for its network. */
async function appWith(files: { model?: Buffer; weights?: Buffer }): Promise<URL> {
  const served = new Map([
    ['/app/backbone/model.json', files.model],
    ['/app/backbone/weights.bin', files.weights],
  ]);
  server = createServer((request, response) => {
    const file = served.get(request.url ?? '');
    if (file === undefined) response.writeHead(404).end();
    else response.end(file);
  });
  const started = server;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return new URL(`http://127.0.0.1:${(started.address() as AddressInfo).port}/app/`);
}

describe('the network that comes with the app', () => {
  it('is read as it was made', async () => {
    const read = await readBundled(await appWith({ model, weights }));
    expect(read).toMatchObject({ ok: true, value: { inputSize: bundledBackbone.inputSize } });
  });

  it('is not used when a single bit of its weights is another', async () => {
    const damaged = Buffer.from(weights);
    damaged[500_000]! ^= 1;
    const read = await readBundled(await appWith({ model, weights: damaged }));
    expect(read).toMatchObject({ ok: false, problem: { kind: 'hash-mismatch' } });
  });

  it('nor when its weights end too early', async () => {
    const torn = weights.subarray(0, weights.length / 2);
    const read = await readBundled(await appWith({ model, weights: torn }));
    expect(read).toMatchObject({ ok: false, problem: { kind: 'hash-mismatch' } });
  });

  it('and the person is told what happened, what is safe and what to do', () => {
    const { happened, safe, next } = describeProblem({ kind: 'hash-mismatch', detail: '' });
    expect(happened).toContain('damaged');
    expect(safe).toContain('not used');
    expect(next).toContain('Reload');
  });

  it('whose plan is damaged is refused for what it is', async () => {
    const read = await readBundled(await appWith({ model: Buffer.from('{"format":'), weights }));
    expect(read).toMatchObject({ ok: false, problem: { kind: 'malformed-model' } });
  });

  it('that is missing is said to be missing', async () => {
    const read = await readBundled(await appWith({ model }));
    expect(read).toMatchObject({ ok: false, problem: { kind: 'not-found' } });
  });
});
