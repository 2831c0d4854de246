/** A run held against the one it was made to repeat. */
import { count } from '../messages/numbers';
import type { FirstFit, Run } from '../collection/training-records';
import { statusWords } from '../messages/run-words';

/** Benchmark pictures both first heads answered, and how many of them differently. */
export function differingAnswers(
  one: FirstFit,
  other: FirstFit,
): { differing: number; of: number } {
  const answers = new Map(Array.from(one.itemIds, (itemId, at) => [itemId, one.answers[at]]));
  const shared = Array.from(other.itemIds, (itemId, at) => ({ itemId, said: other.answers[at] }));
  const both = shared.filter(({ itemId }) => answers.has(itemId));
  const differing = both.filter(({ itemId, said }) => answers.get(itemId) !== said);
  return { differing: differing.length, of: both.length };
}

/** One sentence or two: the same bit for bit, or what differs. */
export function samenessWords(original: Run, again: Run): string {
  const [one, other] = [`run ${original.number}`, `Run ${again.number}`];
  if (again.firstFit === null) {
    return `${other} recreates ${one}: ${statusWords(again, false)}.`;
  }
  if (original.firstFit === null) {
    return `${other} recreates ${one}, but the first head of ${one} was not kept, so they cannot be compared.`;
  }
  if (original.firstFit.sha256 === again.firstFit.sha256) {
    return `${other} recreated ${one}: the first head is the same, bit for bit.`;
  }
  const { differing, of } = differingAnswers(original.firstFit, again.firstFit);
  const apart =
    of === 0
      ? 'There is no benchmark picture to compare their answers on.'
      : differing === 0
        ? `They answer alike on all ${count(of, 'benchmark picture')}.`
        : `They answer differently on ${differing} of ${count(of, 'benchmark picture')}.`;
  const reasons = [
    original.device === again.device
      ? ''
      : `one was computed by ${original.device || 'an unknown device'}, the other by ${again.device || 'an unknown device'}`,
    original.appVersion === again.appVersion
      ? ''
      : `Vitrine was ${original.appVersion} then and is ${again.appVersion} now`,
    original.backbone === again.backbone
      ? ''
      : 'the trained networks are not equal bit for bit, as graphics cards do not add up in the same order every time',
  ].filter((reason) => reason !== '');
  const why = reasons.length === 0 ? '' : ` Possible reasons: ${reasons.join('; ')}.`;
  return `${other} recreated ${one}: the first heads are not the same bit for bit. ${apart}${why}`;
}
