/** What leaves of the labels: one format or another, written piece by piece. */
import { getProject } from '../../collection/projects';
import type { ProjectId } from '../../collection/records';
import { failure, success, type Outcome } from '../../outcome';
import type { LabelsExport, LabelsProgress, LabelsWish } from '../protocol/export';
import { openExportFile } from './export-file';
import {
  fileNameFor,
  isArchive,
  writeAlone,
  writeArchive,
  type Export,
} from './label-export-files';
import { gatherExportRows } from './export-rows';

/**
 * Writes the labels as `wish` asks: what is restricted, noted or timed leaves only when asked for, and
 * no restricted picture ever does. Fails with 'not-found', 'quota-exceeded', 'aborted'; then nothing
 * of the file is left.
 */
export async function exportLabels(
  projectId: ProjectId,
  wish: LabelsWish,
  report: (progress: LabelsProgress) => void,
  signal: AbortSignal,
): Promise<Outcome<LabelsExport>> {
  const project = await getProject(projectId);
  if (!project) return failure('not-found', 'the collection is gone');
  const tell = timed(report);
  try {
    const exportRows = await gatherExportRows(project, wish, tell('reading'), signal);
    if (!exportRows.ok) return exportRows;
    const work: Export = {
      project,
      wish,
      exportRows: exportRows.value,
      tell,
      signal,
      at: Date.now(),
    };
    const { name, type } = fileNameFor(work);
    const file = await openExportFile(type, wish.target);
    try {
      await (isArchive(wish) ? writeArchive : writeAlone)(work, file.writable);
      return success({
        file: await file.finish(),
        fileName: wish.target?.name ?? name,
        report: work.exportRows.report,
      });
    } catch (error) {
      await file.discard();
      throw error;
    }
  } catch (error) {
    if (signal.aborted) return failure('aborted');
    if (isFull(error)) return failure('quota-exceeded');
    throw error;
  }
}

function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}

/** A clock for each stage: reading rows and packing pictures go at different speeds. */
function timed(report: (progress: LabelsProgress) => void): Export['tell'] {
  return (stage) => {
    const begun = performance.now();
    return (done, total) => {
      const each = (performance.now() - begun) / 1000 / Math.max(1, done);
      const secondsLeft = done === 0 ? null : Math.round(each * (total - done));
      report({ stage, done, total, secondsLeft });
    };
  };
}
