/** What leaves of the labels: a spreadsheet. */
import { labelledItems } from '../../collection/labelled-items';
import { listLabels } from '../../collection/labels';
import { getProject } from '../../collection/projects';
import type { ProjectId } from '../../collection/records';
import { getPredictions } from '../../collection/runs';
import { writeLabelsCsv } from '../../exchange/labels-csv';
import { fileStem } from '../../exchange/words';
import { failure, success, type Outcome } from '../../outcome';
import type { LabelsExportOptions } from '../protocol';
import { labelledPictures } from './labelled-pictures';

/** One row a picture, decided or not; what is restricted, noted or timed leaves only when asked for. */
export async function exportLabels(
  projectId: ProjectId,
  options: LabelsExportOptions,
): Promise<Outcome<{ csv: Blob; fileName: string }>> {
  const project = await getProject(projectId);
  if (!project) return failure('not-found', 'the collection is gone');
  const [items, labels, predictions] = await Promise.all([
    labelledItems(projectId),
    listLabels(projectId),
    getPredictions(projectId),
  ]);
  const rows = labelledPictures(items, labels, predictions, options);
  return success({
    csv: new Blob([writeLabelsCsv(rows)], { type: 'text/csv;charset=utf-8' }),
    fileName: `${fileStem(project.name)}-labels.csv`,
  });
}
