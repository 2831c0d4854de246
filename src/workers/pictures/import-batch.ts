import { decidedByFolder, type Attachments } from '../../collection/item-records';
import type { LabelId } from '../../collection/records';
import { readZipEntry } from '../../exchange/zip-entry';
import type { ImportRequest, IncomingFile } from '../protocol/pictures';
import type { FileReport } from '../protocol/file-report';
import { bringIn, type Arrival } from './bring-in';

/** Imports one batch of files; see the protocol. */
export function importBatch(request: ImportRequest, signal: AbortSignal): Promise<FileReport[]> {
  const arrivals = arriving(request, signal);
  const { projectId, workingSide, keepsCopies } = request;
  return bringIn(projectId, arrivals, { workingSide, keepsCopies }, signal);
}

/** Files in archives are unpacked when their turn has come, and not before. */
async function* arriving(
  { files, folderLabels }: ImportRequest,
  signal: AbortSignal,
): AsyncGenerator<Arrival> {
  const labels = folderLabels ?? {};
  for (const incoming of files) {
    const { file, folder, handle, entry } = incoming;
    const label = folder.slice(folder.lastIndexOf('/') + 1);
    // A folder may be called "constructor": only what was put there counts.
    const labelId = Object.hasOwn(labels, label) ? labels[label] : undefined;
    const arrival = { name: entry?.name ?? file.name, folder, handle };
    const attachments = attachmentsWith(incoming, labelId);
    if (!entry || signal.aborted) yield { ...arrival, file, attachments };
    else {
      const read = await readZipEntry(file, entry.ref);
      yield { ...arrival, file: read.ok ? read.value : read.problem, attachments };
    }
  }
}

/** A decision of its own goes before that of the folder. */
function attachmentsWith(
  { attachments }: IncomingFile,
  labelId: LabelId | undefined,
): Attachments | null {
  const byFolder = decidedByFolder(labelId);
  if (attachments === null || attachments.decision !== null || byFolder === null)
    return attachments ?? byFolder;
  return { ...attachments, decision: byFolder.decision };
}
