/** A few of the pictures a file was checked on, made ready to travel with it. */
import { getItems } from '../../collection/items';
import type { GoldenVector } from '../../exchange/golden-vectors';
import type { GoldenPicture } from './golden-set';

const most = 8;

/** Evenly spread over those compared; of restricted pictures the fingerprint alone. */
export async function goldenVectors(
  golden: readonly GoldenPicture[],
  side: number,
): Promise<GoldenVector[]> {
  const step = Math.max(1, Math.floor(golden.length / most));
  const few = golden.filter((_, index) => index % step === 0).slice(0, most);
  const items = await getItems(few.map(({ itemId }) => itemId));
  const restricted = new Set(items.filter((item) => item.restricted).map(({ id }) => id));
  return Promise.all(
    few.map(async ({ itemId, pixels, answer }) => ({
      png: restricted.has(itemId) ? null : await png(pixels, side),
      sha256: await sha256(pixels),
      probabilities: answer,
    })),
  );
}

async function png(rgb: Uint8Array, side: number): Promise<Uint8Array> {
  const image = new ImageData(side, side);
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    image.data.set(rgb.subarray(from, from + 3), to);
    image.data[to + 3] = 255;
  }
  const canvas = new OffscreenCanvas(side, side);
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return new Uint8Array(await blob.arrayBuffer());
}

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes.slice());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
