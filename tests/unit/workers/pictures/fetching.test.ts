import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  PoliteFetcher,
  usualManners,
  type Manners,
} from '../../../../src/workers/pictures/fetching';

let server: Server;
let base: string;
/** What was asked for, in this order; and how many were being answered at the worst moment. */
let asked: string[];
let busiest: number;
let answer: (response: ServerResponse, path: string) => void | Promise<void>;

beforeAll(async () => {
  let busy = 0;
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    busy += 1;
    busiest = Math.max(busiest, busy);
    response.on('close', () => (busy -= 1));
    void answer(response, request.url ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(() => {
  asked = [];
  busiest = 0;
});

/** In a hurry, so that the tests are. */
const brisk: Manners = { ...usualManners, spacingMs: 0, firstPauseMs: 5, longestPauseMs: 2000 };

function fetcher(manners: Partial<Manners> = {}) {
  const polite = new PoliteFetcher({ ...brisk, ...manners });
  return (path: string, signal = new AbortController().signal, maxBytes = 1000) =>
    polite.fetch(base + path, { signal, maxBytes });
}

/** The first requests are answered with the statuses, all others with a body. */
function fails(...statuses: number[]): void {
  const left = [...statuses];
  answer = (response) => {
    const status = left.shift();
    if (status === undefined) response.end('here');
    else response.writeHead(status).end();
  };
}

describe('a polite fetcher', () => {
  it('asks a host for four things at once and no more', async () => {
    const held: ServerResponse[] = [];
    answer = (response) => {
      held.push(response);
      // Four are in hand: only now are they answered, and those after them.
      if (held.length >= 4) for (const one of held) one.end('here');
    };
    const get = fetcher();
    const found = await Promise.all(Array.from({ length: 12 }, (_, at) => get(`/${at}`)));
    expect(found.every(({ ok }) => ok)).toBe(true);
    expect(asked).toHaveLength(12);
    expect(busiest).toBe(4);
  });

  it('asks again after a pause when the server says it is asked too much', async () => {
    fails(429, 503, 429);
    expect(await fetcher()('/busy')).toMatchObject({ ok: true });
    expect(asked).toHaveLength(4);
  });

  it('does not wait for a server that asks for longer than a person would', async () => {
    answer = (response) => void response.writeHead(503, { 'retry-after': '86400' }).end();
    expect(await fetcher()('/')).toMatchObject({ problem: { kind: 'rate-limited' } });
    expect(asked).toHaveLength(1);
  });

  it('gives up in the end, and says why', async () => {
    fails(...Array<number>(20).fill(429));
    expect(await fetcher()('/')).toMatchObject({ problem: { kind: 'rate-limited', status: 429 } });
    expect(asked).toHaveLength(usualManners.tries);
  });

  it('tries thrice where the server stumbles, once where nothing is there or it is kept', async () => {
    const kinds: [number, string, number][] = [
      [500, 'network', 3],
      [404, 'no-such-address', 1],
      [410, 'no-such-address', 1],
      [403, 'access-denied', 1],
      [400, 'network', 1],
    ];
    for (const [status, kind, times] of kinds) {
      asked = [];
      fails(...Array<number>(20).fill(status));
      expect(await fetcher()('/')).toMatchObject({ ok: false, problem: { kind } });
      expect(asked).toHaveLength(times);
    }
  });

  it('reads no more than it was allowed to', async () => {
    answer = (response) => void response.end('x'.repeat(2000));
    expect(await fetcher()('/')).toMatchObject({ problem: { kind: 'too-many-bytes' } });
  });

  it('gives up a server that begins and does not end', async () => {
    answer = (response) => void response.write('half');
    const answered = await fetcher({ patienceMs: 1000, tries: 2 })('/');
    expect(answered).toMatchObject({ problem: { kind: 'network' } });
    expect(asked).toHaveLength(2);
  });

  it('stops at once when told to: while asking, while pausing, while waiting for its turn', async () => {
    answer = () => undefined;
    const stop = new AbortController();
    const get = fetcher({ atOnce: 1 });
    const [asking, waiting] = [get('/', stop.signal), get('/', stop.signal)];
    await expect.poll(() => asked.length).toBe(1);
    stop.abort();
    expect(await asking).toMatchObject({ problem: { kind: 'aborted' } });
    expect(await waiting).toMatchObject({ problem: { kind: 'aborted' } });

    fails(429);
    const again = new AbortController();
    const pausing = fetcher({ firstPauseMs: 60_000, longestPauseMs: 60_000 })('/', again.signal);
    await expect.poll(() => asked.length).toBe(2);
    again.abort();
    expect(await pausing).toMatchObject({ problem: { kind: 'aborted' } });
  });
});
