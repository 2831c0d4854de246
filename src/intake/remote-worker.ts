import { pictureClients, type WorkerClient } from '../workers/client';
import type { PicturesApi } from '../workers/protocol/pictures';

let one: WorkerClient<PicturesApi> | null = null;

/** The one worker that asks other people's servers: it knows which of them want to be left alone. */
export function remoteWorker(): WorkerClient<PicturesApi> {
  if (one !== null) return one;
  const [worker] = pictureClients(1);
  if (worker === undefined) throw new Error('There is nobody to ask other servers.');
  one = worker;
  return worker;
}
