import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchBytes, fetchJson } from '../../src/network';

const body = Buffer.alloc(300_000, 7);
let server: Server;
let base: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/bytes') {
      response.setHeader('content-length', body.length);
      response.end(body);
    } else if (request.url === '/packed') {
      response.setHeader('content-encoding', 'gzip');
      response.end(gzipSync(body));
    } else if (request.url === '/model.json') response.end('{"format":"layers-model"}');
    else if (request.url === '/page.json') response.end('<html>');
    else if (request.url === '/broken') response.writeHead(500).end();
    else if (request.url === '/slow') response.write('a');
    else if (request.url === '/torn') {
      response.setHeader('content-length', 10);
      response.write('a', () => response.destroy());
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('fetching', () => {
  it('brings bytes, and tells how many have come', async () => {
    const seen: [number, number | null][] = [];
    const found = await fetchBytes(`${base}/bytes`, {
      onProgress: (done, total) => seen.push([done, total]),
    });
    expect(found.ok && new Uint8Array(found.value)).toEqual(new Uint8Array(body));
    expect(seen.at(-1)).toEqual([body.length, body.length]);
    expect(seen.map(([done]) => done)).toEqual(seen.map(([done]) => done).sort((a, b) => a - b));
  });

  it('promises no total where the server packs what it sends', async () => {
    const totals = new Set<number | null>();
    const found = await fetchBytes(`${base}/packed`, {
      onProgress: (_, total) => totals.add(total),
    });
    expect(found.ok && found.value.byteLength).toBe(body.length);
    expect([...totals]).toEqual([null]);
  });

  it('reads JSON, and says so when it is none', async () => {
    const json = await fetchJson(`${base}/model.json`);
    expect(json).toEqual({ ok: true, value: { format: 'layers-model' } });
    const page = await fetchJson(`${base}/page.json`);
    expect(page).toMatchObject({ ok: false, problem: { kind: 'malformed-model' } });
  });

  it('tells what is missing from what is broken and what cannot be reached', async () => {
    const kindOf = async (url: string) => {
      const found = await fetchBytes(url);
      return found.ok ? 'found' : found.problem.kind;
    };
    expect(await kindOf(`${base}/nothing`)).toBe('not-found');
    expect(await kindOf(`${base}/broken`)).toBe('network');
    expect(await kindOf(`${base}/torn`)).toBe('network');
    expect(await kindOf('http://127.0.0.1:1/')).toBe('network');
    expect(await kindOf('no address')).toBe('network');
  });

  it('stops when told to', async () => {
    const abort = new AbortController();
    const fetching = fetchBytes(`${base}/slow`, {
      signal: abort.signal,
      onProgress: () => abort.abort(),
    });
    expect(await fetching).toMatchObject({ ok: false, problem: { kind: 'aborted' } });
    expect(await fetchBytes(`${base}/bytes`, { signal: AbortSignal.abort() })).toMatchObject({
      problem: { kind: 'aborted' },
    });
  });
});
