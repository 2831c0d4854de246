/** The finished file against the model here: the same pictures in, the same answers out. */
import { yieldToEventLoop } from '../../model/yield-to-event-loop';
import { failure, success, type Outcome } from '../../outcome';
import type { ParityReport } from '../protocol/export';
import { keptPicture } from '../originals/kept-picture';
import type { Answering } from './reopened-model';
import type { GoldenPicture } from './golden-set';
import { emptyReport, note, noteOwnWay } from './parity-report';

const batchSize = 16;

/** Fails with 'aborted'; rejects with DeviceLost. `onPicture`: after each, twice where the format prepares pictures. */
export async function compareAnswers(
  golden: readonly GoldenPicture[],
  finished: Answering,
  onPicture: (count: number) => void,
  signal: AbortSignal,
): Promise<Outcome<ParityReport>> {
  const report = emptyReport();
  for (let start = 0; start < golden.length; start += batchSize) {
    await yieldToEventLoop();
    if (signal.aborted) return failure('aborted');
    const batch = golden.slice(start, start + batchSize);
    const there = await finished.run(batch.map(({ pixels }) => pixels));
    const classes = batch[0]!.answer.length;
    const here = new Float32Array(batch.length * classes);
    batch.forEach(({ answer }, row) => here.set(answer, row * classes));
    note(report, here, there, classes);
    onPicture(batch.length);
  }
  if (finished.look === null) return success(report);
  for (const { itemId, answer } of golden) {
    await yieldToEventLoop();
    if (signal.aborted) return failure('aborted');
    const there = await lookAt(itemId, finished.look, signal);
    if (there) noteOwnWay(report, answer, there);
    onPicture(1);
  }
  return success(report);
}

/** Null when the picture is gone meanwhile. */
async function lookAt(
  itemId: GoldenPicture['itemId'],
  look: NonNullable<Answering['look']>,
  signal: AbortSignal,
): Promise<Float32Array | null> {
  const picture = await keptPicture(itemId, signal);
  if (!picture.ok) return null;
  const bitmap = await createImageBitmap(picture.value);
  try {
    return await look(bitmap);
  } finally {
    bitmap.close();
  }
}
