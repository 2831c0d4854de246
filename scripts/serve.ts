/** Serves the built app on loopback, with the headers it is meant to have, for whoever drives it. */
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { build, preview } from 'vite';

export interface Served {
  /** Ends with '/'. */
  url: string;
  close(): Promise<void>;
}

export async function serveBuiltApp(): Promise<Served> {
  const port = await freePort();
  const server = await preview({
    logLevel: 'warn',
    preview: { host: '127.0.0.1', port, strictPort: true, open: false },
  });
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

/** Builds anew, unless VITRINE_BUILT says that `dist/` is what should be measured. */
export async function buildApp(): Promise<void> {
  if (process.env.VITRINE_BUILT !== undefined && existsSync('dist/index.html')) return;
  await build({ logLevel: 'warn' });
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
