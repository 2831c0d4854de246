/**
 * IIIF content states (Content State API 1.0): a link that opens a manifest at a canvas, or at a part of
 * one. They travel as an annotation, as the thing they point to, or as either of these in the question
 * of an address (`iiif-content`), as JSON or as base64url.
 */
import { asList, asThing, idOf, typeOf, type Thing } from './iiif-shape';

export interface ContentState {
  /** Address of the manifest. */
  manifest: string;
  /** '' for all of it. */
  canvas: string;
  /** `xywh=…`, or a selector; null for the whole canvas. */
  selector: unknown;
}

/** The content state that a text is: JSON as it stands in a file; null for what is none. */
export function contentStateWritten(text: string): ContentState | null {
  // A manifest of many megabytes is not read twice.
  return text.length > longest ? null : contentStateOf(parsed(text.replace(/^\uFEFF/, '')));
}

function contentStateOf(json: unknown): ContentState | null {
  const thing = asThing(json);
  if (thing === null) return null;
  if (typeOf(thing) !== 'Annotation') return pointedAt(thing, null);
  // A comment, too, has a target; it opens nothing.
  if (!asList(thing['motivation'], 8).includes('contentState')) return null;
  const target = asList(thing['target'], 1)[0];
  return typeof target === 'string'
    ? { manifest: target, canvas: '', selector: null }
    : pointedAt(asThing(target), null);
}

/** Longer than any link: some thousands of characters at most. */
const longest = 100_000;

/** The content state in an address; null where there is none but an address. */
export function contentStateIn(address: string): ContentState | null {
  const held = URL.parse(address.trim())?.searchParams.get('iiif-content') ?? '';
  if (held === '' || /^https?:/i.test(held)) return null;
  const text = held.trimStart().startsWith('{') ? held : fromBase64(held);
  return text === null ? null : contentStateOf(parsed(text));
}

function pointedAt(thing: Thing | null, selector: unknown): ContentState | null {
  if (thing === null) return null;
  const type = typeOf(thing);
  if (type === 'SpecificResource') {
    const source = thing['source'];
    const said = asList(thing['selector'], 1)[0] ?? null;
    return pointedAt(typeof source === 'string' ? { id: source } : asThing(source), said);
  }
  const [id = '', fragment] = idOf(thing).split('#', 2);
  const isBare = thing['items'] === undefined && thing['sequences'] === undefined;
  if (type === 'Manifest') return isBare ? { manifest: id, canvas: '', selector: null } : null;
  if (type !== 'Canvas' && type !== '') return null;
  const manifest = asList(thing['partOf'] ?? thing['within'], 8)
    .filter((one) => typeof one === 'string' || typeOf(one) === 'Manifest')
    .map(idOf)[0];
  if (manifest === undefined || id === '') return null;
  return { manifest, canvas: id, selector: fragment ?? selector };
}

/** As the specification has it: text that was made safe for addresses first. */
function fromBase64(written: string): string | null {
  try {
    const base64 = written.replaceAll('-', '+').replaceAll('_', '/');
    return decodeURIComponent(atob(base64));
  } catch (error) {
    if (error instanceof DOMException || error instanceof URIError) return null;
    throw error;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return null;
    throw error;
  }
}
