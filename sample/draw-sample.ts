/** The sample collection: pictures of documents drawn by our own code, so that it needs no licence. */
import { inventors } from './documents/inventors';
import { sampleKinds, sampleSize } from './kinds';
import { scan } from './paper/scan';
import { Random } from './random';

const seed = 1851;

export { sampleSize };

const order = new Random(seed).shuffled(Array.from({ length: sampleSize }, (_, at) => at));

/** The kind of one picture, without drawing it. */
export function kindOfSample(index: number): string {
  const place = order[index];
  const kind = place === undefined ? undefined : sampleKinds[place % sampleKinds.length];
  if (kind === undefined) throw new RangeError(`the sample collection has no picture ${index}`);
  return kind.name;
}

/**
 * Draws one picture of the collection. The same `index` (0 … `sampleSize` − 1) gives the same picture,
 * and the name does not tell the kind. Needs OffscreenCanvas; meant for a worker.
 */
export async function drawSample(
  index: number,
): Promise<{ name: string; kind: string; blob: Blob }> {
  const kind = kindOfSample(index);
  const random = new Random(seed, index + 1);
  const invent = inventors[kind];
  if (invent === undefined) throw new Error(`nobody draws a ${kind}`);
  const canvas = scan(invent(random), random);
  const quality = random.between(0.72, 0.9);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality });
  return { name: `scan-${String(index + 1).padStart(4, '0')}.jpg`, kind, blob };
}
