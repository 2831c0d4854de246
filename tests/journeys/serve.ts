/**
 * Before all journeys: serve what `npm run build` left in dist/ on loopback, once as it is meant
 * to be and once without the headers that isolate the page.
 */
import { existsSync } from 'node:fs';
import { serveBuiltApp } from '../../scripts/serve';

export default async function serve(): Promise<() => Promise<void>> {
  if (!existsSync('dist/index.html'))
    throw new Error('There is no built app in dist/: run `npm run build` first.');
  const served = await serveBuiltApp();
  const notIsolated = await serveBuiltApp({ isolated: false });
  // Read by tests/journeys/app.ts in Playwright's worker processes.
  process.env.VITRINE_URL = served.url;
  process.env.VITRINE_URL_NOT_ISOLATED = notIsolated.url;
  return async () => {
    await Promise.all([served.close(), notIsolated.close()]);
  };
}
