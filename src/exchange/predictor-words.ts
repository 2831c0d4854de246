/** What the standalone predictor says about itself: sentences for someone who was handed the file. */
import { isoDay } from '../messages/times';
import { count, estimateWords, percent } from '../messages/numbers';
import type { ModelDescription } from './model-description';

export function trustIn({ evaluation, task, floor, labels, evaluatedLabels }: ModelDescription) {
  const unlearned = evaluatedLabels.slice(labels.length);
  return [
    evaluation && evaluation.n > 0
      ? `On pictures it had never seen, decided by people without seeing a suggestion, it was right for ${estimateWords(evaluation.accuracy)}.`
      : 'It is not known how good it is.',
    'It was measured on pictures of its own collection. On others expect less, and check for yourself.',
    'It knows the labels below and no others: a picture of anything else still gets one of them.',
    ...(task === 'single' ? [`Below ${percent(floor)} it says that it does not know.`] : []),
    ...(unlearned.length > 0
      ? [`Labels of the collection it has never seen an example of: ${unlearned.join(', ')}.`]
      : []),
    'Its answers are suggestions: let a person who knows the material decide.',
  ];
}

export function originOf({
  collection,
  run,
  at,
  appVersion,
  snapshot,
  backbone,
}: ModelDescription) {
  return [
    `Run ${run.number} of “${collection}”, made with Vitrine ${appVersion} on ${isoDay(at)}.`,
    ...(snapshot
      ? [`Learned from ${count(snapshot.pool, 'decision')}. SHA-256 of them: ${snapshot.hash}.`]
      : []),
    `Built on ${backbone.name} (${backbone.source}), licence: ${backbone.licence || 'not stated'}. SHA-256 of its weights: ${backbone.hash}.`,
    'Its weights are stored in half precision. The finished page was tested on pictures of the collection and gave the same first answers.',
  ];
}
