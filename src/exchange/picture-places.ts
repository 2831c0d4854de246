/** What a reference in somebody's file may mean: a name as it stands, a path, an address, a query with a path. */

export interface Place {
  file: string;
  /** With '/'; '' at the top. */
  folder: string;
}

/**
 * The readings of a reference, the literal one first: `MS #12 f1r.png` and `50%25.jpg` are names of files,
 * and only where no such file is here does a sign in them mean something. None where no file is named.
 */
export function placesOf(reference: string): Place[] {
  const { written } = partsOf(reference);
  const readings = [reference, written, decoded(reference), decoded(written)];
  const places = readings.map(asPlace).filter((place) => place !== null);
  return places.filter(
    ({ file, folder }, at) =>
      places.findIndex((other) => other.file === file && other.folder === folder) === at,
  );
}

/** The reading a person would call it by: addresses and queries mean what they say. */
export function shownPlace(reference: string): Place | null {
  const { written, isQuery } = partsOf(reference);
  return asPlace(isQuery || isAddress.test(reference) ? decoded(written) : reference);
}

const isAddress = /^[a-z][a-z0-9+.-]*:\/\//i;

/** The path in it, or in its query (`/data/local-files/?d=box/a.jpg`). */
function partsOf(reference: string): { written: string; isQuery: boolean } {
  const [path = '', query = ''] = reference.split('#', 1)[0]?.split('?', 2) ?? [];
  const asked = /(?:^|&)(?:d|file|path|fileuri)=([^&]+)/.exec(query)?.[1];
  return { written: asked ?? path, isQuery: asked !== undefined };
}

function asPlace(written: string): Place | null {
  const plain = written.replace(isAddress, '').replaceAll('\\', '/');
  const parts = plain.split('/').filter((part) => part !== '' && part !== '.' && part !== '..');
  const file = parts.pop();
  return file === undefined ? null : { file, folder: parts.join('/') };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    // A lone per cent sign stands for itself.
    if (error instanceof URIError) return text;
    throw error;
  }
}
