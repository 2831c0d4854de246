import { decidedByFolder } from '../../collection/item-records';
import type { FileReport, ImportRequest } from '../protocol/pictures';
import { bringIn } from './bring-in';

/** Imports one batch of files; see the protocol. */
export function importBatch(request: ImportRequest, signal: AbortSignal): Promise<FileReport[]> {
  const labels = request.folderLabels ?? {};
  const arrivals = request.files.map(({ file, folder, handle, along }) => {
    const label = folder.slice(folder.lastIndexOf('/') + 1);
    // A folder may be called "constructor": only what was put there counts.
    const labelId = Object.hasOwn(labels, label) ? labels[label] : undefined;
    return { file, name: file.name, folder, handle, along: along ?? decidedByFolder(labelId) };
  });
  return bringIn(request.projectId, arrivals, request.workingSide, signal);
}
