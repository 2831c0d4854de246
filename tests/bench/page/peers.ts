/** What `npm run bench -- peers` asks the page for: two ways to learn from the same labelled pictures. */
import { ask } from './ask';
import type {
  Draw,
  OpenedFolder,
  PeersFolder,
  PeersRequest,
  TeachableResult,
  VitrineResult,
} from './peers-request';

export interface Peers {
  /** Brings the pictures in as the app does, and embeds them from their kept copies. */
  open(folder: PeersFolder): Promise<OpenedFolder>;
  vitrine(draw: Draw): Promise<VitrineResult>;
  teachableMachine(draw: Draw): Promise<TeachableResult>;
}

let opened: { folder: PeersFolder; worker: Worker } | null = null;

export const peers: Peers = {
  open: async (folder) => {
    opened?.worker.terminate();
    const worker = new Worker(new URL('./peers.worker.ts', import.meta.url), { type: 'module' });
    opened = { folder, worker };
    const base = new URL('../', location.href).href;
    const { pictures, names } = folder;
    return ask<OpenedFolder>(worker, {
      kind: 'open',
      pictures,
      labels: names.length,
      base,
    } satisfies PeersRequest);
  },
  vitrine: (draw) => ask(here().worker, { kind: 'learn', draw } satisfies PeersRequest),
  teachableMachine: async (draw) => {
    const { teachableMachine } = await import('./teachable-machine');
    return teachableMachine(here().folder, draw);
  },
};

function here(): NonNullable<typeof opened> {
  if (opened === null) throw new Error('No folder has been opened.');
  return opened;
}
