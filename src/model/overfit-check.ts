/**
 * Whether a network can learn a handful of pictures by heart: the plainest test that pictures, labels
 * and training fit together (Karpathy 2019, "A recipe for training neural networks": overfit one batch).
 */
import { success } from '../outcome';
import type { Outcome } from '../outcome';
import { enter } from './backend';
import { yieldToEventLoop } from './yield-to-event-loop';
import type { FineTuneRequest } from './fine-tune-request';
import { Steps } from './fine-tune-steps';
import type { Head } from './head';
import { whileOpen } from './training-network';

const rate = 0.01;
const mostSteps = 100;
/** Share of the loss of guessing under which, all being right, it knows them by heart. */
const overfit = 0.1;

interface LearnedByHeart {
  hasLearned: boolean;
  /** Mean surprise (nats) before each step. */
  losses: number[];
  /** Share right before each step, 0–1. */
  accuracies: number[];
  /** 1 where right at the end, one a picture. */
  right: Uint8Array;
}

/**
 * Trains on all pictures of the request at once, unchanged, with a head that has forgotten everything.
 * A loss that is no number counts as not learned. Failures as `whileOpen`.
 */
export async function checkOverfit(
  request: Omit<FineTuneRequest, 'check'>,
  onStep: (done: number, total: number) => void,
  signal?: AbortSignal,
): Promise<Outcome<LearnedByHeart>> {
  const settings = { ...request.settings, augment: false };
  const blank = { ...request, head: forgetful(request.head), settings, balance: false };
  const { kind, classes } = blank.head;
  const known = overfit * Math.log(kind === 'softmax' ? classes : 2);
  return whileOpen(blank, signal, async (network, weights) => {
    const steps = new Steps(blank, weights, network);
    const all = Uint32Array.from({ length: blank.examples.count }, (_, row) => row);
    const learned: LearnedByHeart = {
      hasLearned: false,
      losses: [],
      accuracies: [],
      right: new Uint8Array(all.length),
    };
    try {
      while (!learned.hasLearned && steps.taken < mostSteps) {
        await yieldToEventLoop();
        signal?.throwIfAborted();
        onStep(steps.taken, mostSteps);
        const { loss, accuracy, right } = await steps.step(all, 1, rate);
        learned.losses.push(loss);
        learned.accuracies.push(accuracy);
        if (!Number.isFinite(loss)) break;
        learned.right = right;
        learned.hasLearned = accuracy === 1 && loss < known;
      }
      return success(learned);
    } finally {
      enter('fine-tune');
      steps.dispose();
    }
  });
}

/** On the same features, but knowing nothing, and free to learn anything. */
function forgetful(head: Head): Head {
  return {
    ...head,
    kernel: new Float32Array(head.kernel.length),
    bias: new Float32Array(head.bias.length),
    temperature: 1,
    l2: 0,
  };
}
