/** Fine-tuning: a training loop of our own over pixels. */
import type { Outcome } from '../outcome';
import { enter } from './backend';
import type { FineTuneCallbacks, FineTuned, FineTuneRequest } from './fine-tune-request';
import { FineTuneSession } from './fine-tune-session';
import type { FineTuneState } from './fine-tune-state';
import { whileOpen } from './training-network';

/**
 * Trains head and backbone together by Adam, the head `learningRate` fast and the backbone a tenth of
 * that, warming up and then slowing down along a cosine. The epoch with the lowest check loss is kept
 * (without check items: the last). Everything random follows from the seed, so a run resumed from a
 * checkpoint goes exactly the way it would have gone.
 *
 * @returns Failures: 'too-few-examples', 'no-backend' (WebAssembly cannot train convolutions),
 *   'malformed-model', 'unsuitable-model', 'gpu-lost' and 'aborted' (go on from the last checkpoint),
 *   'not-a-number' and 'exploding-loss' (when it happened before any epoch was finished; later the best
 *   epoch is returned).
 */
export async function fineTune(
  request: FineTuneRequest,
  callbacks: FineTuneCallbacks = {},
  resume?: FineTuneState,
): Promise<Outcome<FineTuned>> {
  return whileOpen(request, callbacks.signal, async (network, weights) => {
    const session = new FineTuneSession(request, callbacks, weights, network, resume);
    try {
      return await session.run();
    } finally {
      enter('fine-tune');
      session.dispose();
    }
  });
}
