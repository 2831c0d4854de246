/** Before the tests in a browser: image servers of every manner, for those that ask for them. */
import type { TestProject } from 'vitest/node';
import { serveIiif, type Manner } from './iiif-server';

declare module 'vitest' {
  export interface ProvidedContext {
    imageServers: Record<Manner, string>;
  }
}

const manners: Manner[] = ['kind', 'limiting', 'failing', 'slow', 'closed'];

export default async function serve({ provide }: TestProject): Promise<() => Promise<void>> {
  const servers = await Promise.all(manners.map((manner) => serveIiif(manner)));
  const bases = servers.map(({ base }, at) => [manners[at], base]);
  provide('imageServers', Object.fromEntries(bases) as Record<Manner, string>);
  return async () => {
    await Promise.all(servers.map((server) => server.close()));
  };
}
