/** Rows of the collection as rows of a spreadsheet: a person's answer, else what the model thinks. */
import { resolveLabel } from '../../collection/labels';
import type { LabelledItem } from '../../collection/labelled-items';
import type { Label, LabelId, Predictions } from '../../collection/records';
import type { LabelledPicture } from '../../exchange/labels-csv';
import type { LabelsExportOptions } from '../protocol';

/** A tag the model gives at least this probability counts as suggested. */
const tagThreshold = 0.5;

interface Suggestion {
  labelIds: LabelId[];
  /** Of the first choice, 0–1. */
  confidence: number;
}

/** Only what may leave: restricted items, notes and times go when `options` asks for them. */
export function labelledPictures(
  items: readonly LabelledItem[],
  labels: readonly Label[],
  predictions: Predictions | undefined,
  options: LabelsExportOptions,
): LabelledPicture[] {
  const byId = new Map(labels.map((label) => [label.id, label]));
  const targets = new Map(labels.map(({ id }) => [id, resolveLabel(labels, id)]));
  const named = (ids: readonly LabelId[]) =>
    [...new Set(ids.map((id) => targets.get(id) ?? id))]
      .flatMap((id) => byId.get(id) ?? [])
      .sort((one, other) => one.position - other.position)
      .map(({ name, uri }) => ({ name, uri }));
  const suggestionFor = suggestions(predictions);

  return items
    .filter(({ item }) => options.includeRestricted || !item.restricted)
    .map(({ item, decision }) => {
      const answer = item.standing?.answer;
      const isAnswered = answer !== undefined && answer.kind !== 'skipped';
      const suggestion = isAnswered ? null : suggestionFor(item.id);
      return {
        file: item.name,
        folder: item.folder,
        sha256: item.sha256,
        labels: named(answer?.kind === 'labels' ? answer.labelIds : (suggestion?.labelIds ?? [])),
        answer: answer?.kind ?? '',
        confidence: suggestion?.confidence ?? null,
        source: suggestion ? 'model' : answer ? 'human' : '',
        annotator: decision?.by ?? '',
        annotatedAt: options.includeDecisionTimes ? (decision?.at ?? null) : null,
        tookMs: options.includeDecisionTimes ? (decision?.tookMs ?? null) : null,
        role: item.role,
        isRestricted: item.restricted,
        note: options.includeNotes ? item.note : '',
      };
    });
}

/** What the serving model would answer; no labels where it does not know. */
function suggestions(predictions: Predictions | undefined): (itemId: number) => Suggestion | null {
  if (!predictions) return () => null;
  const { labelIds, probabilities, floor, task } = predictions;
  const rowOf = new Map(Array.from(predictions.itemIds, (itemId, row) => [itemId, row]));
  return (itemId) => {
    const row = rowOf.get(itemId);
    if (row === undefined) return null;
    const own = probabilities.subarray(row * labelIds.length, (row + 1) * labelIds.length);
    const confidence = own.reduce((most, value) => Math.max(most, value), 0);
    const suggested = labelIds.filter((_, index) => {
      const probability = own[index] ?? 0;
      return task === 'tags' ? probability >= tagThreshold : probability === confidence;
    });
    const isKnown = task === 'tags' || confidence >= floor;
    return {
      labelIds: isKnown ? suggested.slice(0, task === 'tags' ? undefined : 1) : [],
      confidence,
    };
  };
}
