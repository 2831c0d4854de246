/** What a model has to beat, named. */
import type { BaselineMethod } from '../collection/assessment-records';

export const baselineNames: Record<BaselineMethod, { short: string; words: string }> = {
  majority: { short: 'most frequent', words: 'always saying the most frequent label' },
  neighbours: { short: 'most similar', words: 'copying the most similar known pictures' },
  'colour-texture': {
    short: 'colour, texture',
    words: 'a linear model on colours and textures alone',
  },
  'frozen-head': {
    short: 'frozen network',
    words: 'a linear model on the network as it came',
  },
};
