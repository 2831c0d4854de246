/** The rows of an export: which items leave, and their pages whenever a format asks for them. */
import { listAccepted } from '../../collection/accepted';
import { itemIds } from '../../collection/items';
import { labelledAsOf, labelledPages } from '../../collection/labelled-items';
import { listLabels } from '../../collection/labels';
import type { ItemId, Project, Role } from '../../collection/records';
import type { Snapshot } from '../../collection/training-records';
import { getPredictions, listRuns } from '../../collection/runs';
import { getSnapshot } from '../../collection/snapshots';
import {
  splitOrder,
  type LabelClass,
  type OutgoingPicture,
  type Pages,
} from '../../exchange/labelled-picture';
import { failure, success, type Outcome } from '../../outcome';
import type { LabelsReport, LabelsWish } from '../protocol/export';
import { labelClasses, labelledPictures, saysSomething, type Known } from './labelled-pictures';

/** Rows in memory at once. */
const usualPage = 500;

export interface ExportRows {
  classes: LabelClass[];
  /** Which items leave, by what they are for. */
  ids: Record<Role, ItemId[]>;
  /** What is known before any picture was opened. */
  report: LabelsReport;
  /** Rows of some roles, or of all in the order of import. */
  pages(roles?: readonly Role[], pageSize?: number): ReturnType<Pages<OutgoingPicture>>;
}

/** Reads every row once, to know which leave. Fails with 'not-found', 'aborted'. */
export async function gatherExportRows(
  project: Project,
  wish: LabelsWish,
  tell: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<Outcome<ExportRows>> {
  const snapshot = wish.snapshotId === null ? null : await getSnapshot(wish.snapshotId);
  if (snapshot === undefined) return failure('not-found', 'the frozen version is gone');
  const known = await knownOf(project, snapshot);
  const all = snapshot
    ? snapshot.rows.map(({ itemId }) => itemId).sort((one, other) => one - other)
    : await itemIds(project.id);

  const rolesThen = new Map(snapshot?.rows.map(({ itemId, role }) => [itemId, role]));
  const pagesOf = async function* (ids: readonly ItemId[], pageSize: number, from = wish) {
    for await (const page of labelledPages(ids, pageSize)) {
      signal.throwIfAborted();
      const then = snapshot
        ? await Promise.all(page.map((row) => labelledAsOf(row, snapshot)))
        : page;
      yield labelledPictures(then, known, from).map((row) => ({
        ...row,
        role: rolesThen.get(row.id as ItemId) ?? row.role,
      }));
    }
  };

  const ids: ExportRows['ids'] = { pool: [], check: [], benchmark: [] };
  const report = emptyReport();
  let seen = 0;
  const everything = { ...wish, includeRestricted: true, includeUnanswered: true };
  if (signal.aborted) return failure('aborted');
  for await (const page of pagesOf(all, usualPage, everything)) {
    for (const row of page) {
      if (count(row, wish, report)) ids[row.role].push(row.id as ItemId);
    }
    seen += page.length;
    tell(seen, all.length);
  }
  return success({
    classes: labelClasses(known),
    ids,
    report,
    pages: (roles = splitOrder, pageSize = usualPage) =>
      pagesOf(
        roles.flatMap((role) => ids[role]).sort((one, other) => one - other),
        pageSize,
      ),
  });
}

async function knownOf(project: Project, snapshot: Snapshot | null): Promise<Known> {
  const [labels, predictions, accepted, runs] = await Promise.all([
    listLabels(project.id),
    getPredictions(project.id),
    listAccepted(project.id),
    listRuns(project.id),
  ]);
  return {
    labels,
    predictions,
    accepted: new Map(accepted.map((row) => [row.itemId, row])),
    runNumbers: new Map(runs.map(({ id, number }) => [id, number])),
    frozen: snapshot && {
      labelIds: snapshot.labelIds,
      rows: new Map(snapshot.rows.map(({ itemId, labelIds }) => [itemId, labelIds])),
    },
  };
}

function emptyReport(): LabelsReport {
  return {
    rows: 0,
    human: 0,
    model: 0,
    accepted: 0,
    leftOut: { restricted: 0, unanswered: 0 },
    pictures: { originals: 0, copies: 0, missing: 0 },
  };
}

/** Counts a row where it belongs; whether it leaves. */
function count(row: OutgoingPicture, wish: LabelsWish, report: LabelsReport): boolean {
  const says = saysSomething(row);
  if (row.isRestricted && !wish.includeRestricted) report.leftOut.restricted += 1;
  else if (!says && !wish.includeUnanswered) report.leftOut.unanswered += 1;
  else {
    report.rows += 1;
    if (says && row.source === 'human') report.human += 1;
    if (says && row.source === 'model') report.model += 1;
    if (row.promisedError !== null) report.accepted += 1;
    return true;
  }
  return false;
}
