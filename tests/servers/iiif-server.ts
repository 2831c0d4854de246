/**
 * A small IIIF server on loopback. It hands out the manifests of ../shared/fixtures/iiif with every
 * address rewritten to itself, books of its own, and pictures made to measure. Each instance has its
 * own port, and so is a host of its own, with manners of its own.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';
import { pictureOf } from './picture';

/**
 * 'limiting' answers every second request for a picture with 429; 'failing' stumbles over every third
 * picture and cuts another short; 'slow' lets every answer wait; 'closed' lets no other page read it.
 */
export type Manner = 'kind' | 'limiting' | 'failing' | 'slow' | 'closed';

export interface IiifServer {
  /** Without a slash at the end. */
  base: string;
  /** Paths that were asked for, in this order. */
  asked: string[];
  /** Requests under way at the busiest moment. */
  busiest(): number;
  close(): Promise<void>;
}

const fixtures = join(import.meta.dirname, '../../../shared/fixtures/iiif');

/** What an image service says it has: nobody should ask for the whole of it. */
const whole = { width: 6000, height: 4000 };

export async function serveIiif(manner: Manner = 'kind'): Promise<IiifServer> {
  const asked: string[] = [];
  let busy = 0;
  let busiest = 0;
  const server = createServer((request, response) => {
    busy += 1;
    busiest = Math.max(busiest, busy);
    response.on('close', () => (busy -= 1));
    void answer(request, response);
  });
  const pictures = new Map<string, number>();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', base);
    const path = decodeURIComponent(url.pathname);
    asked.push(path);
    if (manner !== 'closed') response.setHeader('access-control-allow-origin', '*');
    // Between two requests that follow each other at once, so that they overlap.
    if (manner === 'slow') await new Promise((resolve) => setTimeout(resolve, 40));
    if (path === '/asked') return json(response, asked);
    if (path === '/busiest') return json(response, busiest);
    if (path === '/collection.json') return json(response, collection(base));
    if (path === '/book.json') return json(response, book(base, url.searchParams));
    if (path.startsWith('/fixtures/')) return fixture(response, path.slice('/fixtures/'.length));
    if (!path.startsWith('/of/')) return void response.writeHead(404).end();
    if (path.endsWith('/info.json')) return json(response, info(base + url.pathname));
    picture(response, path);
  }

  function picture(response: ServerResponse, path: string): void {
    const made = /^(.+)\/full\/([^/]+)\/0\/(default|native)\.jpg$/.exec(path);
    const size = made === null ? { width: 900, height: 600 } : sizeOf(made[2] ?? '');
    // The whole is refused: it is as large as a file in a reading room.
    if (size === null) return void response.writeHead(400).end();
    const name = made?.[1] ?? path;
    const times = (pictures.get(name) ?? 0) + 1;
    pictures.set(name, times);
    if (manner === 'limiting' && times === 1)
      return void response.writeHead(429, { 'retry-after': '0' }).end();
    const number = Number(/(\d+)$/.exec(name)?.[1] ?? 0);
    if (manner === 'failing' && number % 3 === 1) return void response.writeHead(500).end();
    const bytes = pictureOf(name, size.width, size.height);
    response.setHeader('content-type', 'image/png');
    response.end(manner === 'failing' && number % 3 === 2 ? bytes.subarray(0, 600) : bytes);
  }

  function fixture(response: ServerResponse, path: string): void {
    const file = normalize(join(fixtures, path));
    if (!file.startsWith(fixtures) || !existsSync(file)) return void response.writeHead(404).end();
    response.setHeader('content-type', 'application/json');
    response.end(rehoused(readFileSync(file, 'utf8'), base, path));
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    base,
    asked,
    busiest: () => busiest,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Every id becomes an address of this server; contexts and profiles stay what they are. */
function rehoused(text: string, base: string, path: string): string {
  const folder = path.slice(0, path.lastIndexOf('/'));
  return text
    .replaceAll('{{ id.url }}', `${base}/fixtures/${path}`)
    .replaceAll('{{ id.path }}', `${base}/fixtures/${folder}`)
    .replace(/("@?id"\s*:\s*")https?:(?:\\?\/){2}(?!127\.0\.0\.1)/g, `$1${base}/of/`);
}

function json(response: ServerResponse, value: unknown): void {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(value));
}

function info(address: string) {
  return {
    '@context': 'http://iiif.io/api/image/3/context.json',
    id: address.replace(/\/info\.json$/, ''),
    type: 'ImageService3',
    profile: 'level2',
    ...whole,
    maxWidth: 2000,
  };
}

/** Of the forms `w,h`, `w,` and `!w,h`; null for the whole, or more than is allowed. */
function sizeOf(text: string): { width: number; height: number } | null {
  const asked = /^!?(\d+),(\d*)$/.exec(text);
  if (asked === null) return null;
  const width = Number(asked[1]);
  const height =
    asked[2] === '' ? Math.round((width * whole.height) / whole.width) : Number(asked[2]);
  return width > 2000 || height > 2000 ? null : { width, height };
}

/** Two books, one that is missing, one page that is none, and itself once more. */
function collection(base: string) {
  const book = (title: string) => ({
    id: `${base}/book.json?${String(new URLSearchParams({ title, pages: '2' }))}`,
    type: 'Manifest',
    label: { en: [title] },
  });
  return {
    '@context': 'http://iiif.io/api/presentation/3/context.json',
    id: `${base}/collection.json`,
    type: 'Collection',
    label: { en: ['The shelf'] },
    items: [
      book('One'),
      book('Two'),
      { id: `${base}/missing.json`, type: 'Manifest', label: { en: ['Missing'] } },
      { id: 'javascript:alert(1)', type: 'Manifest', label: { en: ['Harm'] } },
      { id: `${base}/collection.json`, type: 'Collection', label: { en: ['The shelf'] } },
    ],
  };
}

/** `?pages=` of a `title`, its pictures on the server `images`; the canvases before `sound` are sound. */
function book(base: string, wish: URLSearchParams) {
  const title = wish.get('title') ?? 'A book';
  const images = (wish.get('images') ?? base).split(' ');
  const sound = Number(wish.get('sound') ?? 0);
  const id = `${base}/${encodeURIComponent(title)}`;
  return {
    '@context': 'http://iiif.io/api/presentation/3/context.json',
    id,
    type: 'Manifest',
    label: { en: [title] },
    metadata: [{ label: { en: ['Date'] }, value: { en: ['<i>c.</i> 1903'] } }],
    rights: 'http://creativecommons.org/publicdomain/mark/1.0/',
    requiredStatement: { label: { en: ['Attribution'] }, value: { en: ['The reading room'] } },
    provider: [{ id: `${base}/about`, type: 'Agent', label: { en: ['The library'] } }],
    items: Array.from({ length: Number(wish.get('pages') ?? 3) }, (_, at) => {
      const host = images[at % images.length] ?? base;
      const service = `${host}/of/${encodeURIComponent(title)}/${at}`;
      const body =
        at < sound
          ? { id: `${service}.mp3`, type: 'Sound' }
          : {
              id: `${service}/full/max/0/default.jpg`,
              type: 'Image',
              service: [{ id: service, type: 'ImageService3', profile: 'level2' }],
            };
      const painted = { type: 'Annotation', motivation: 'painting', body };
      return {
        id: `${id}/canvas/${at}`,
        type: 'Canvas',
        label: { none: [`f. ${at + 1}`] },
        items: [{ type: 'AnnotationPage', items: [painted] }],
      };
    }),
  };
}
