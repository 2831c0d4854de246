/** Tries rising learning rates for a few steps each, on a network that is thrown away afterwards. */
import { success } from '../outcome';
import type { Outcome } from '../outcome';
import { risingRates, smoothed } from '../statistics/learning-rate';
import { randomNumbers, shuffled } from '../statistics/random';
import { enter } from './backend';
import { yieldToEventLoop } from './yield-to-event-loop';
import type { FineTuneRequest } from './fine-tune-request';
import { Steps } from './fine-tune-steps';
import { whileOpen } from './training-network';

const rates = { low: 1e-6, high: 1, steps: 60 };
/** The loss is lost when its running average is this many times the lowest so far. */
const runaway = 4;

interface RateSweep {
  /** One for each step that was taken. */
  rates: number[];
  /** Mean surprise (nats) of each step's pictures before it learned from them; the last may be no number. */
  losses: number[];
}

/**
 * Trains with a rate that rises from 1e-6 to 1 over 60 steps, or until the loss runs away. Batches follow
 * from the seed. Failures as `whileOpen`.
 */
export async function sweepRates(
  request: Omit<FineTuneRequest, 'check'>,
  onStep: (done: number, total: number) => void,
  signal?: AbortSignal,
): Promise<Outcome<RateSweep>> {
  return whileOpen(request, signal, async (network, weights) => {
    const steps = new Steps(request, weights, network);
    const sweep: RateSweep = { rates: [], losses: [] };
    try {
      for (const rate of risingRates(rates.low, rates.high, rates.steps)) {
        await yieldToEventLoop();
        signal?.throwIfAborted();
        onStep(sweep.rates.length, rates.steps);
        const { loss } = await steps.step(batch(request, steps.taken), steps.taken, rate);
        sweep.rates.push(rate);
        sweep.losses.push(loss);
        if (!Number.isFinite(loss) || hasRunAway(sweep.losses)) break;
      }
      return success(sweep);
    } finally {
      enter('fine-tune');
      steps.dispose();
    }
  });
}

function hasRunAway(losses: readonly number[]): boolean {
  const smooth = smoothed(losses);
  // A network that knows its pictures has next to no loss: a multiple of nothing is not much.
  const lowest = Math.max(0.1, Math.min(...smooth));
  return smooth.at(-1)! > runaway * lowest && losses.length > rates.steps / 4;
}

/** The pictures of a step: all in a random order, again and again. */
function batch({ examples, settings, seed }: Omit<FineTuneRequest, 'check'>, taken: number) {
  const size = Math.min(settings.batchSize, examples.count);
  const perRound = Math.max(1, Math.floor(examples.count / size));
  const order = shuffled(examples.count, randomNumbers(seed, Math.floor(taken / perRound)));
  const from = (taken % perRound) * size;
  return order.slice(from, from + size);
}
