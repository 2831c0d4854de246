import { hirePictures, type Hired } from '../workers/client';
import type { PicturesApi } from '../workers/protocol/pictures';

let one: Hired<PicturesApi> | null = null;

/** The one worker that asks other people's servers: it knows which of them want to be left alone. */
export function remoteWorker(): Hired<PicturesApi> {
  if (one !== null) return one;
  const [worker] = hirePictures(1);
  if (worker === undefined) throw new Error('There is nobody to ask other servers.');
  one = worker;
  return worker;
}
