/** How a search over settings is played: what every screen and worker takes it to be. */
import type { SearchScope } from '../../collection/trust-records';
import type { HalvingPlan } from '../../statistics/successive-halving';

/**
 * A unit of effort is one of eight parts of the pool held out (head), or one epoch (network, where an
 * epoch is worth the lowest check loss so far: that is the one that would be kept).
 */
export const searchPlans: Record<SearchScope, HalvingPlan> = {
  head: { rounds: 3, width: 8, rungs: [2, 4, 8], score: 'mean' },
  network: { rounds: 2, width: 8, rungs: [2, 4, 8], score: 'lowest' },
};

/** Decided pool pictures below which the parts would be too small to tell settings apart. */
export const enoughToSearch = 24;
