/** Serves the built app on loopback, with the headers it is meant to have, for whoever drives it. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { build, preview, type Plugin } from 'vite';
import { withoutIsolation } from './cross-origin-isolation';

export interface Served {
  /** Ends with '/'. */
  url: string;
  close(): Promise<void>;
}

/**
 * @param besides The files of each folder are served under /its key/, from the same origin.
 * @param isolated False: without the headers that let the page use threads.
 */
export async function serveBuiltApp({
  besides = {},
  isolated = true,
}: { besides?: Readonly<Record<string, string>>; isolated?: boolean } = {}): Promise<Served> {
  const server = await preview({
    logLevel: 'warn',
    plugins: [
      ...(isolated ? [] : [withoutIsolation()]),
      ...Object.entries(besides).map(([name, folder]) => serveBeside(name, resolve(folder))),
    ],
    // Port 0: the system names a free one.
    preview: { host: '127.0.0.1', port: 0, strictPort: true, open: false },
  });
  const address = server.httpServer.address();
  if (address === null || typeof address === 'string') throw new Error('It listens on no port.');
  return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close() };
}

/** Builds anew, unless VITRINE_BUILT says that `dist/` is what should be measured. */
export async function buildApp(): Promise<void> {
  if (process.env.VITRINE_BUILT !== undefined && existsSync('dist/index.html')) return;
  await build({ logLevel: 'warn' });
}

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};

function serveBeside(name: string, folder: string): Plugin {
  return {
    name: `serve-${name}`,
    configurePreviewServer(server) {
      server.middlewares.use(`/${name}`, (request, response, next) => {
        const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
        const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
        if (!file.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) {
          next();
          return;
        }
        // Teachable Machine's library calls eval; these pages are not the app.
        response.removeHeader('Content-Security-Policy');
        response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream');
        response.end(readFileSync(file));
      });
    },
  };
}
