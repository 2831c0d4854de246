/**
 * A project file of Teachable Machine (`.tm`): a zip with `manifest.json` at the top and beside it one
 * file a sample, called after its class (see docs/decisions/0020-archives-and-peers-files.md).
 */

export const manifestName = 'manifest.json';

const separator = '-!-';

/** The class of a sample, by the path of its file; null for a file that is no sample. A class may be called "a/b". */
export function classOf(path: string): string | null {
  const at = path.lastIndexOf(separator);
  return at > 0 ? path.slice(0, at).trim() || null : null;
}

/** Whether a manifest is one of a project with pictures; audio and poses are told apart by its type. */
export function isImageManifest(text: string): boolean {
  try {
    const manifest: unknown = JSON.parse(text);
    if (typeof manifest !== 'object' || manifest === null) return false;
    return !('type' in manifest) || /image/i.test(String(manifest.type));
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
