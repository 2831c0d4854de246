/** Manifests among what was dropped: they are no pictures and no labels, but tell where pictures are. */
import type { Found } from './gather';

/** Where a manifest says what it is: near its beginning, if not in its first line. */
const lookedAt = 200_000;
const marks = /iiif\.io\/api\/presentation|shared-canvas\.org|"sc:(Manifest|Collection)"/;

/** Passes on everything but manifests, which it hands over one by one. */
export async function* withoutManifests(
  given: AsyncIterable<Found> | Iterable<Found>,
  take: (manifest: File) => void,
): AsyncGenerator<Found> {
  for await (const found of given) {
    if (found.kind === 'file' && (await isManifest(found.incoming.file))) take(found.incoming.file);
    else yield found;
  }
}

async function isManifest(file: File): Promise<boolean> {
  if (!/\.json(ld)?$/i.test(file.name)) return false;
  try {
    return marks.test(await file.slice(0, lookedAt).text());
  } catch (error) {
    // It will be reported as unreadable by whoever reads it in earnest.
    if (error instanceof DOMException) return false;
    throw error;
  }
}
