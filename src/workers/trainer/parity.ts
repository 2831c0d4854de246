/** The finished file against the model in service: the same pictures in, the same answers out. */
import { itemIds } from '../../collection/items';
import type { ProjectId } from '../../collection/records';
import type { Backbone } from '../../model/backbone';
import { DeviceLost } from '../../model/device-loss';
import { predict, type Head } from '../../model/head';
import type { OpenModel } from '../../model/whole';
import { failure, success, type Outcome } from '../../outcome';
import type { ParityReport, WeightFormat } from '../protocol';
import { inWords, note, passes } from './parity-report';
import { networkView } from './network-view';

/** Pictures compared at most. */
const most = 200;
const batchSize = 16;

export interface Sides {
  readonly backbone: Backbone;
  readonly head: Head;
  readonly reopened: OpenModel;
}

/**
 * Compares on up to 200 pictures spread over the collection. Fails with 'parity-failed' when they
 * differ by more than the format allows or nothing could be compared, 'gpu-lost' and 'aborted'.
 */
export async function compareAnswers(
  projectId: ProjectId,
  format: WeightFormat,
  { backbone, head, reopened }: Sides,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<Outcome<ParityReport>> {
  const all = await itemIds(projectId);
  const count = Math.min(most, all.length);
  const chosen = all.filter((_, index) => isChosen(index, count, all.length));
  const report: ParityReport = { format, pictures: 0, largestDifference: 0, sameFirstLabel: 0 };
  for (let start = 0; start < chosen.length; start += batchSize) {
    if (signal.aborted) return failure('aborted');
    onProgress(start, chosen.length);
    const pixels = await readable(chosen.slice(start, start + batchSize), backbone.inputSize);
    if (pixels.length === 0) continue;
    try {
      const serving = await predict(head, await backbone.embed(pixels), pixels.length);
      note(report, serving, await reopened.run(pixels), head.classes);
    } catch (error) {
      if (error instanceof DeviceLost) return failure('gpu-lost', error.message);
      throw error;
    }
  }
  onProgress(chosen.length, chosen.length);
  if (signal.aborted) return failure('aborted');
  return passes(report) ? success(report) : failure('parity-failed', inWords(report));
}

/** Picks `count` of `total`, evenly spread. */
function isChosen(index: number, count: number, total: number): boolean {
  return Math.floor((index * count) / total) !== Math.floor(((index - 1) * count) / total);
}

async function readable(
  ids: Awaited<ReturnType<typeof itemIds>>,
  side: number,
): Promise<Uint8Array[]> {
  const pictures = await Promise.all(ids.map((id) => networkView(id, side)));
  return pictures.filter((pixels) => pixels !== null);
}
