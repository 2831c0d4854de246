/** What a probe found: networks, their speeds, and how well they serve each collection. */
import type { ProbedNetwork } from './networks';
import type { Score } from './score';
import type { Speed } from './speed';

export interface ProbeResult {
  at: string;
  networks: ProbedNetwork[];
  /** One for each network; empty where it was not asked for. */
  speeds: Speed[];
  collections: {
    name: string;
    pictures: number;
    labels: number;
    /** For each network, for each of `perClass`; null where a label has too few pictures. */
    scores: (Score | null)[][];
  }[];
}
