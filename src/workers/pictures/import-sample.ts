import { decidedByFolder } from '../../collection/item-records';
import type { LabelId, ProjectId } from '../../collection/records';
import { failure } from '../../outcome';
import { drawSample } from '../../../sample/draw-sample';
import type { FileReport } from '../protocol/file-report';
import { bringIn, type Arrival } from './bring-in';

const workingSide = 1024;

interface SampleRequest {
  projectId: ProjectId;
  from: number;
  to: number;
  labelIds: Record<string, LabelId>;
}

/** Draws and imports part of the sample collection; a kind named in `labelIds` is decided already. */
export async function importSample(
  request: SampleRequest,
  signal: AbortSignal,
): Promise<FileReport[]> {
  const reports = await bringIn(request.projectId, draw(request, signal), { workingSide }, signal);
  const undrawn = request.to - request.from - reports.length;
  const missing = Array.from({ length: undrawn }, (_, at) => ({
    name: `sample picture ${request.from + reports.length + at + 1}`,
    folder: '',
    ...failure('aborted'),
  }));
  return [...reports, ...missing];
}

/** Stops drawing when nobody wants the pictures any more. */
async function* draw(
  { from, to, labelIds }: SampleRequest,
  signal: AbortSignal,
): AsyncGenerator<Arrival> {
  for (let index = from; index < to && !signal.aborted; index++) {
    const { name, kind, blob } = await drawSample(index);
    // No folder: it would give the answer away.
    yield {
      file: blob,
      name,
      folder: '',
      handle: null,
      attachments: decidedByFolder(labelIds[kind]),
    };
  }
}
