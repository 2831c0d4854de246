import type { FileReport, ImportRequest } from '../protocol';
import { bringIn } from './bring-in';

/** Imports one batch of files; see the protocol. */
export function importBatch(request: ImportRequest, signal: AbortSignal): Promise<FileReport[]> {
  const arrivals = request.files.map(({ file, folder, handle }) => {
    const label = folder.slice(folder.lastIndexOf('/') + 1);
    const labels = request.folderLabels ?? {};
    // A folder may be called "constructor": only what was put there counts.
    const labelId = Object.hasOwn(labels, label) ? (labels[label] ?? null) : null;
    return { file, name: file.name, folder, handle, labelId };
  });
  return bringIn(request.projectId, arrivals, request.workingSide, signal);
}
