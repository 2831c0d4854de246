/** The sample collection: pictures of documents drawn by our own code, so that it needs no licence. */
import { sampleKinds } from './kinds';
import { Random } from './random';

const seed = 1851;
const perKind = 36;

/** How many pictures there are; as many of each kind. */
export const sampleSize = sampleKinds.length * perKind;

const order = new Random(seed).shuffled(Array.from({ length: sampleSize }, (_, at) => at));

/**
 * Draws one picture of the collection. The same `index` (0 … `sampleSize` − 1) gives the same picture,
 * and the name does not tell the kind. Needs OffscreenCanvas; meant for a worker.
 */
export async function drawSample(
  index: number,
): Promise<{ name: string; kind: string; blob: Blob }> {
  const place = order[index];
  const kind = place === undefined ? undefined : sampleKinds[place % sampleKinds.length];
  if (place === undefined || kind === undefined) throw new RangeError(`no sample ${index}`);
  const random = new Random(seed, index + 1);
  const canvas = new OffscreenCanvas(random.whole(560, 640), random.whole(700, 880));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('no 2D canvas');
  context.fillStyle = `hsl(${random.between(32, 48)} 40% ${random.between(78, 92)}%)`;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.strokeStyle = '#3a2a1a';
  const step = 20 + (place % sampleKinds.length) * 6;
  for (let y = 80; y < canvas.height - 80; y += step) {
    context.beginPath();
    context.moveTo(70, y);
    for (let x = 70; x < canvas.width - 70; x += 6) context.lineTo(x, y + random.normal(0, 4));
    context.stroke();
  }
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 });
  return { name: `scan-${String(index + 1).padStart(4, '0')}.jpg`, kind: kind.name, blob };
}
