/** Goes through the rows with a filter. Every condition is made ready once, and cheap ones come first. */
import { resolveLabel } from '../../collection/label-rows';
import type { Label, LabelId } from '../../collection/records';
import type { PictureFilter } from '../protocol/catalogue';
import { roles, states, type Columns } from './columns';
import type { Opinions } from './opinions';
import { fieldMatcher, wordsOf } from './row-text';

type Condition = (row: number) => boolean;

/** Ids of the rows that match, in the order of import. */
export function matching(
  columns: Columns,
  filter: PictureFilter,
  labels: readonly Label[],
  opinions: Opinions | null,
): Uint32Array {
  const conditions = conditionsOf(columns, filter, labels, opinions);
  const { ids } = columns;
  const found = new Uint32Array(columns.length);
  let count = 0;
  rows: for (let row = 0; row < columns.length; row += 1) {
    for (const holds of conditions) if (!holds(row)) continue rows;
    found[count] = ids[row] ?? 0;
    count += 1;
  }
  return found.slice(0, count);
}

function conditionsOf(
  columns: Columns,
  filter: PictureFilter,
  labels: readonly Label[],
  opinions: Opinions | null,
): Condition[] {
  const conditions: Condition[] = [];
  const { state, role, labelId, confidence, field } = filter;
  if (state !== undefined) {
    const wanted = states.indexOf(state);
    conditions.push((row) => columns.stateAt(row) === wanted);
  }
  if (role !== undefined) {
    const wanted = roles.indexOf(role);
    conditions.push((row) => columns.roleAt(row) === wanted);
  }
  const sets = resolvedSets(columns, labels);
  if (labelId !== undefined) {
    conditions.push(
      (row) => isDecided(columns, row) && !!sets[columns.answerAt(row)]?.has(labelId),
    );
  }
  if (filter.isContested === true) conditions.push(contested(columns, sets, opinions));
  if (confidence !== undefined) conditions.push(asSureAs(columns, opinions, confidence));
  for (const word of wordsOf(filter.text ?? '')) {
    conditions.push((row) => columns.textAt(row).includes(word));
  }
  if (field !== undefined && field.value.trim() !== '') {
    const mark = columns.fieldMarks.find(field.name);
    const holds = mark === undefined ? () => false : fieldMatcher(mark, field.value, field.match);
    conditions.push((row) => holds(columns.textAt(row)));
  }
  return conditions;
}

function isDecided(columns: Columns, row: number): boolean {
  return columns.stateAt(row) === states.indexOf('decided');
}

/** The labels that answers count for today, by the number of the answer. */
function resolvedSets(columns: Columns, labels: readonly Label[]): ReadonlySet<LabelId>[] {
  const target = new Map(labels.map(({ id }) => [id, resolveLabel(labels, id)]));
  return columns.labelSets.map((ids) => new Set(ids.map((id) => target.get(id) ?? id)));
}

/** Decided for labels, and not those that the model would have chosen. */
function contested(
  columns: Columns,
  sets: readonly ReadonlySet<LabelId>[],
  opinions: Opinions | null,
): Condition {
  return (row) => {
    const chosen = sets[columns.answerAt(row)];
    if (opinions === null || !chosen || chosen.size === 0 || !isDecided(columns, row)) return false;
    const opinion = opinions.rowOf(columns.ids[row] ?? 0, row);
    return opinion >= 0 && !opinions.isShared(opinion, chosen);
  };
}

/** A benchmark picture that is still to be decided is asked blind: how sure the model is stays unsaid. */
function asSureAs(
  columns: Columns,
  opinions: Opinions | null,
  { atLeast, atMost }: { atLeast: number; atMost: number },
): Condition {
  const benchmark = roles.indexOf('benchmark');
  return (row) => {
    if (opinions === null) return false;
    if (columns.roleAt(row) === benchmark && !isDecided(columns, row)) return false;
    const opinion = opinions.rowOf(columns.ids[row] ?? 0, row);
    if (opinion < 0) return false;
    const sure = opinions.confidence(opinion);
    return sure >= atLeast && sure <= atMost;
  };
}
