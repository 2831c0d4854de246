import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  bundledBackbone,
  bundledEntry,
  earlierBundled,
  bundledNetworks,
} from '../../../../src/collection/backbone-catalogue';
import type { BackboneHash } from '../../../../src/collection/records';
import { describeProblem } from '../../../../src/messages/problem-words';
import { readBundled } from '../../../../src/workers/backbones/bundled-network';
import { bundledFolder } from '../../model/stored-backbones';

const model = readFileSync(join(bundledFolder, 'model.json'));
const weights = readFileSync(join(bundledFolder, 'weights.bin'));
const earlier = {
  model: readFileSync(join(bundledFolder, 'model-1.json')),
  weights: readFileSync(join(bundledFolder, 'weights-1.bin')),
};
const hash = bundledBackbone;
const stranger = 'ab'.repeat(32) as BackboneHash;

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** The app's folder, with these files for its network. */
async function appWith(files: {
  model?: Buffer;
  weights?: Buffer;
  earlier?: { model: Buffer; weights: Buffer };
}): Promise<URL> {
  const served = new Map([
    ['/app/backbone/model.json', files.model],
    ['/app/backbone/weights.bin', files.weights],
    ['/app/backbone/model-1.json', files.earlier?.model],
    ['/app/backbone/weights-1.bin', files.earlier?.weights],
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
    const read = await readBundled(await appWith({ model, weights }), hash);
    expect(read).toMatchObject({ ok: true, value: { inputSize: bundledEntry.inputSize } });
  });

  it('is not used when a single bit of its weights is another', async () => {
    const damaged = Buffer.from(weights);
    damaged[500_000]! ^= 1;
    const read = await readBundled(await appWith({ model, weights: damaged }), hash);
    expect(read).toMatchObject({ ok: false, problem: { kind: 'hash-mismatch' } });
  });

  it('nor when its weights end too early', async () => {
    const torn = weights.subarray(0, weights.length / 2);
    const read = await readBundled(await appWith({ model, weights: torn }), hash);
    expect(read).toMatchObject({ ok: false, problem: { kind: 'hash-mismatch' } });
  });

  it('and the person is told what happened, what is safe and what to do', () => {
    const { happened, safe, next } = describeProblem({ kind: 'hash-mismatch', detail: '' });
    expect(happened).toContain('damaged');
    expect(safe).toContain('not stored or used');
    expect(next).toContain('Reload');
  });

  it('whose plan is damaged is refused for what it is', async () => {
    const read = await readBundled(
      await appWith({ model: Buffer.from('{"format":'), weights }),
      hash,
    );
    expect(read).toMatchObject({ ok: false, problem: { kind: 'malformed-model' } });
  });

  it('that is missing is said to be missing', async () => {
    const read = await readBundled(await appWith({ model }), hash);
    expect(read).toMatchObject({ ok: false, problem: { kind: 'not-found' } });
  });

  it('of an earlier version is read for collections that stand on it', async () => {
    const app = await appWith({ model, weights, earlier });
    const [then, now] = [await readBundled(app, earlierBundled), await readBundled(app, hash)];
    if (!then.ok || !now.ok) throw new Error('one was not read');
    expect(then.value.topology).not.toEqual(now.value.topology);
    // Stored in halves or less, held in float32.
    const sizes = [then, now].map(({ value }) => value.weights.byteLength / 4);
    const counts = [earlierBundled, hash].map((one) => bundledNetworks.get(one)!.parameters);
    expect(sizes).toEqual(counts);
  });

  it('is not what any other hash asks for', async () => {
    const read = await readBundled(await appWith({ model, weights }), stranger);
    expect(read).toMatchObject({ ok: false, problem: { kind: 'not-found' } });
  });
});
