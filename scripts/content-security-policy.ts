/** The Content Security Policy, once: in the built page as a meta element, and as a header when we serve. */
import type { Plugin } from 'vite';

const policy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  // Svelte's transitions and Observable Plot write style elements.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  // https: for a backbone or a manifest a person asks for by its address. Plain http reaches no further
  // than this machine: an image server somebody runs beside the browser, and our own tests.
  "connect-src 'self' https: http://127.0.0.1:* http://localhost:*",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

export function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    transformIndexHtml: {
      order: 'post',
      handler: (html, context) =>
        context.bundle
          ? html.replace(
              '<meta charset="utf-8" />',
              `<meta charset="utf-8" />\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`,
            )
          : html,
    },
    configurePreviewServer(server) {
      server.middlewares.use((_request, response, next) => {
        response.setHeader('Content-Security-Policy', policy);
        response.setHeader('X-Content-Type-Options', 'nosniff');
        response.setHeader('Referrer-Policy', 'no-referrer');
        next();
      });
    },
  };
}
