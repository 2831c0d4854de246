/**
 * The headers that isolate the page from other origins, in exchange for which a browser lets WebAssembly use
 * several threads. Everything the page shows from elsewhere is fetched with CORS, which isolation allows; whether a
 * host forbids that is asked without CORS, which 'require-corp' would refuse and 'credentialless' allows. A server that
 * cannot send headers, or a browser that does not know the second, only makes the model slower.
 */
import type { Connect, Plugin } from 'vite';

const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'credentialless',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

export function crossOriginIsolation(): Plugin {
  const isolate: Connect.NextHandleFunction = (_request, response, next) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    next();
  };
  return {
    name: 'cross-origin-isolation',
    configureServer: (server) => void server.middlewares.use(isolate),
    configurePreviewServer: (server) => void server.middlewares.use(isolate),
  };
}

/** As a host that sends no headers of ours would serve the page. */
export function withoutIsolation(): Plugin {
  return {
    name: 'without-isolation',
    configurePreviewServer(server) {
      server.middlewares.use((_request, response, next) => {
        for (const name of Object.keys(headers)) response.removeHeader(name);
        next();
      });
    },
  };
}
