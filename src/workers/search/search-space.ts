/** What a search may try: which settings, between which bounds, and where it begins. */
import type { Run } from '../../collection/training-records';
import type { Search, SearchScope } from '../../collection/trust-records';
import { defaultL2 } from '../../model/selection';
import { randomNumbers } from '../../statistics/random';
import { drawPlace, type Place, type Space } from '../../statistics/random-search';
import { bestBefore } from '../../statistics/successive-halving';

type Recipe = Run['recipe'];

const spaces: Record<SearchScope, Space> = {
  head: {
    l2: { kind: 'log', low: 1e-4, high: 3 },
    balance: { kind: 'choice', values: [true, false] },
    smoothing: { kind: 'choice', values: [0, 0.05, 0.1, 0.2] },
  },
  network: {
    depth: { kind: 'choice', values: ['last-block', 'last-three', 'all'] },
    learningRate: { kind: 'log', low: 3e-5, high: 1e-2 },
    batchSize: { kind: 'choice', values: [8, 16, 32] },
    augment: { kind: 'choice', values: [true, false] },
  },
};

/** What a run gets when nobody chooses: the trial that the others must beat. */
function usualRecipe({ scope, plan }: Pick<Search, 'scope' | 'plan'>): Recipe {
  if (scope === 'head') return { kind: 'head', settings: { l2: 'auto', balance: true } };
  const epochs = plan.rungs.at(-1) ?? 1;
  return {
    kind: 'fine-tune',
    settings: {
      ...{ depth: 'last-three', learningRate: 0.0005, batchSize: 16, augment: true },
      // The heats decide who goes on; within a trial nothing stops early.
      ...{ epochs, patience: epochs },
    },
  };
}

/**
 * The settings of the next trial of a round. They follow from the search's seed, how many trials there
 * are and what the earlier rounds found, and from nothing else.
 *
 * @param recipes Of the trials so far, in their order. @param examples Pictures in the pool.
 */
export function nextRecipe(
  search: Pick<Search, 'scope' | 'plan' | 'seed' | 'trials'>,
  round: number,
  recipes: readonly Recipe[],
  examples: number,
): Recipe {
  const usual = usualRecipe(search);
  if (round === 0) return usual;
  const best = bestBefore(search.trials, search.plan, round);
  const near = best === null ? null : placeOf(recipes[best] ?? usual, examples);
  const random = randomNumbers(search.seed, search.trials.length);
  const drawn = drawPlace(spaces[search.scope], round, near, random);
  return { kind: usual.kind, settings: { ...usual.settings, ...drawn } } as Recipe;
}

function placeOf({ settings }: Recipe, examples: number): Place {
  const place: Place = { ...settings };
  if (place.l2 === 'auto') place.l2 = defaultL2(examples);
  if ('l2' in settings) place.smoothing = settings.smoothing ?? 0;
  return place;
}
