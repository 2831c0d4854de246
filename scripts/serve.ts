/** Serves the built app on loopback, with the headers it is meant to have, for whoever drives it. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { extname, join, resolve } from 'node:path';
import { build, preview, type Plugin } from 'vite';

export interface Served {
  /** Ends with '/'. */
  url: string;
  close(): Promise<void>;
}

/** With `besides`, the files of that folder are served under /beside/, from the same origin. */
export async function serveBuiltApp(besides?: string): Promise<Served> {
  const port = await freePort();
  const server = await preview({
    logLevel: 'warn',
    plugins: besides === undefined ? [] : [serveBeside(resolve(besides))],
    preview: { host: '127.0.0.1', port, strictPort: true, open: false },
  });
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
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

function serveBeside(folder: string): Plugin {
  return {
    name: 'serve-beside',
    configurePreviewServer(server) {
      server.middlewares.use('/beside', (request, response, next) => {
        const path = new URL(request.url ?? '/', 'http://localhost').pathname;
        const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
        if (!file.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) {
          next();
          return;
        }
        response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream');
        response.end(readFileSync(file));
      });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('No free port on 127.0.0.1.'));
      });
    });
  });
}
