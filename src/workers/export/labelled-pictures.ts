/** Rows of the collection as rows of a file: a person's answer, else what the model thinks. */
import { activeLabels, resolveLabel } from '../../collection/labels';
import type { LabelledItem } from '../../collection/labelled-items';
import type { Answer, ItemId, Label, LabelId, RunId } from '../../collection/records';
import type { Predictions } from '../../collection/training-records';
import type { Accepted } from '../../collection/trust-records';
import type { LabelClass, OutgoingPicture } from '../../exchange/labelled-picture';
import type { LabelsWish } from '../protocol/export';

/** A tag the model gives at least this probability counts as suggested. */
const tagThreshold = 0.5;

/** Everything that rows are made from, beside the items themselves. */
export interface Known {
  labels: readonly Label[];
  predictions: Predictions | undefined;
  accepted: ReadonlyMap<ItemId, Accepted>;
  runNumbers: ReadonlyMap<RunId, number>;
  /** The frozen version that is wanted: its labels, and what it says of each of its items. */
  frozen: { labelIds: LabelId[]; rows: ReadonlyMap<ItemId, LabelId[]> } | null;
}

type RowWish = Pick<
  LabelsWish,
  | 'modelLabels'
  | 'includeUnanswered'
  | 'includeRestricted'
  | 'includeNotes'
  | 'includeDecisionTimes'
>;

interface Said {
  labelIds: readonly LabelId[];
  /** Of the first choice, 0–1. */
  confidence: number;
  generator: string;
  promisedError: number | null;
}

/** The labels rows may have, in the order of the numbers they get, each with a name of its own. */
export function labelClasses({ labels, frozen }: Pick<Known, 'labels' | 'frozen'>): LabelClass[] {
  const byId = new Map(labels.map((label) => [label.id, label]));
  const offered = activeLabels(labels);
  const retired = labels.filter((label) => label.retiredAt !== null && label.mergedInto === null);
  const listed = frozen
    ? frozen.labelIds.flatMap((id) => byId.get(id) ?? [])
    : [...offered, ...retired];
  const taken = new Set<string>();
  return listed.map((label) => {
    const { id, description, uri, guideline } = label;
    let name = label.name;
    for (let again = 2; taken.has(name); again++) name = `${label.name} (${again})`;
    taken.add(name);
    const isRetired = label.retiredAt !== null;
    return { id, name, description, uri, guideline, isRetired, mergedInto: label.mergedInto ?? '' };
  });
}

/** Only what may leave: restricted items, notes and times go when `wish` asks for them. */
export function labelledPictures(
  items: readonly LabelledItem[],
  known: Known,
  wish: RowWish,
): OutgoingPicture[] {
  const classes = labelClasses(known);
  const places = new Map(classes.map(({ id }, place) => [id, place]));
  const targets = known.frozen
    ? null
    : new Map(known.labels.map(({ id }) => [id, resolveLabel(known.labels, id)]));
  const placesOf = (ids: readonly LabelId[]) =>
    [...new Set(ids.map((id) => targets?.get(id) ?? id))]
      .flatMap((id) => places.get(id) ?? [])
      .sort((one, other) => one - other);
  const modelSays = wish.modelLabels && !known.frozen ? modelsWord(known) : () => null;

  return items
    .filter(({ item }) => wish.includeRestricted || !item.restricted)
    .map(({ item, decision }) => {
      const answer = answerOf({ item, decision }, known);
      const isAnswered = answer !== undefined && answer.kind !== 'skipped';
      const said = isAnswered ? null : modelSays(item.id);
      const chosen = placesOf(answer?.kind === 'labels' ? answer.labelIds : (said?.labelIds ?? []));
      return {
        id: item.id,
        file: item.name,
        folder: item.folder,
        sha256: item.sha256,
        classes: chosen,
        labels: chosen.map((place) => {
          const { name = '', uri = '' } = classes[place] ?? {};
          return { name, uri };
        }),
        answer: answer?.kind ?? ('' as const),
        confidence: said?.confidence ?? null,
        source: said ? ('model' as const) : answer ? ('human' as const) : ('' as const),
        annotator: decision?.by ?? '',
        generator: said?.generator ?? '',
        promisedError: said?.promisedError ?? null,
        annotatedAt: wish.includeDecisionTimes ? (decision?.at ?? null) : null,
        tookMs: wish.includeDecisionTimes ? (decision?.tookMs ?? null) : null,
        role: item.role,
        isRestricted: item.restricted,
        note: wish.includeNotes ? item.note : '',
        path: '',
        width: item.width,
        height: item.height,
        type: item.type,
      };
    })
    .filter((row) => wish.includeUnanswered || saysSomething(row));
}

/** A label, or a decision that none applies: what a data set can learn from. */
export function saysSomething({ labels, answer }: Pick<OutgoingPicture, 'labels' | 'answer'>) {
  return labels.length > 0 || answer === 'none';
}

function answerOf({ item }: LabelledItem, { frozen }: Known): Answer | undefined {
  if (!frozen) return item.standing?.answer;
  const labelIds = frozen.rows.get(item.id) ?? [];
  return labelIds.length === 0 ? { kind: 'none' } : { kind: 'labels', labelIds };
}

/** What the model answered by itself where that stands, else what it would answer. */
function modelsWord({ predictions, accepted, runNumbers }: Known): (id: ItemId) => Said | null {
  const suggestionFor = suggestions(predictions);
  return (id) => {
    const row = accepted.get(id);
    if (row === undefined) return suggestionFor(id);
    const number = runNumbers.get(row.runId);
    return {
      labelIds: row.labelIds,
      confidence: row.confidence,
      generator: generatorName(number, row.version),
      promisedError: row.risk,
    };
  };
}

function generatorName(run: number | undefined, version: number): string {
  return `${run === undefined ? 'a deleted run' : `run ${run}`}, version ${version}`;
}

/** What the serving model would answer; no labels where it does not know. */
function suggestions(predictions: Predictions | undefined): (itemId: ItemId) => Said | null {
  if (!predictions) return () => null;
  const { labelIds, probabilities, floor, task, runNumber, version } = predictions;
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
      generator: generatorName(runNumber, version),
      promisedError: null,
    };
  };
}
