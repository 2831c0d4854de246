/**
 * IIIF Presentation 2 and 3 as they are met, not as they should be: a manifest becomes a list of
 * pictures that can be asked for and a list of what cannot; a collection becomes a list of what it
 * holds. Each canvas is read by itself, so that a broken one costs no other (decision 0018).
 */
import type { RecordField } from '../collection/item-records';
import { failure, success, type Outcome } from '../outcome';
import { fieldsOf } from './iiif-fields';
import { readImageInfo } from './iiif-image';
import type { ContentState } from './content-state';
import { isFilled, paintedOn } from './iiif-painted';
import { partAddress, partIn, partSelected, sizeOf, type ImagePart } from './iiif-part';
import { asList, asThing, idOf, typeOf, type Thing } from './iiif-shape';
import { wordsOf } from './iiif-words';
import { askableAddress } from './web-address';

/** A picture on offer. */
export interface IiifPicture {
  name: string;
  /** The canvas it is painted on, with its place where there are several; see `ItemRecord.source`. */
  source: string;
  canvas: string;
  service: string;
  address: string;
  isAlternative: boolean;
  isPart: boolean;
  part: ImagePart | null;
  /** What its canvas says of itself, beside what the manifest says of all. */
  fields: RecordField[];
}

/** A canvas that gives no picture, and why. */
export interface IiifGap {
  name: string;
  why: 'sound-or-film' | 'text' | 'empty' | 'no-address' | 'repeated' | 'broken';
}

export interface IiifManifest {
  kind: 'manifest';
  id: string;
  title: string;
  fields: RecordField[];
  pictures: IiifPicture[];
  gaps: IiifGap[];
  /** Canvases in all; each gives pictures, a gap or both, or is one of those beyond. */
  canvases: number;
  /** Canvases after the first so many, which are not read. */
  beyond: number;
}

export interface IiifMember {
  kind: 'manifest' | 'collection';
  address: string;
  title: string;
}

export interface IiifCollection {
  kind: 'collection';
  id: string;
  title: string;
  members: IiifMember[];
  /** Members without an address that could be asked for. */
  lost: number;
  /** Entries for members that are listed already. */
  repeated: number;
}

export type IiifReading = IiifManifest | IiifCollection;

/** Beyond this, the rest is told of, not read. */
const mostCanvases = 50_000;
const longestName = 200;

/**
 * Reads what stands at `address` ('' for a file); `state` narrows a manifest to what a content state points
 * to. Fails with 'not-iiif', whose detail says what it is
 * instead where that can be told.
 */
export function readIiif(
  text: string,
  address: string,
  state: ContentState | null = null,
): Outcome<IiifReading> {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const isPage = /^\s*<(!doctype html|html)/i.test(text);
    return failure('not-iiif', isPage ? 'it is a web page' : 'it is not JSON');
  }
  const thing = asThing(json);
  if (thing === null) return failure('not-iiif', 'it is JSON of another kind');
  const type = typeOf(thing);
  if (type === 'Manifest') return success(narrowed(thing, address, state));
  if (type === 'Collection') return success(collection(thing, address));
  if (/^(Annotation|AnnotationPage|AnnotationList|Canvas|Range|Layer)/.test(type))
    return failure('not-iiif', `it is a part of a manifest, of type ${type}`);
  const image = readImageInfo(text);
  if (image.ok) return success(lonePicture(thing, address));
  return failure('not-iiif', 'it is JSON of another kind');
}

/** A canvas that is not in it narrows nothing. */
function narrowed(thing: Thing, address: string, state: ContentState | null): IiifManifest {
  const whole = manifest(thing, address);
  const all = whole.pictures.filter(({ canvas }) => canvas === state?.canvas);
  if (state === null || all.length === 0) return whole;
  const canvas = canvasesOf(thing)
    .map(asThing)
    .find((one) => idOf(one) === state.canvas);
  const part = canvas ? partOfCanvas(canvas, state.selector) : null;
  const pictures = all.map((picture) => (part === null ? picture : shownPart(picture, part)));
  return { ...whole, pictures, gaps: [], canvases: 1, beyond: 0 };
}

function partOfCanvas(canvas: Thing, selector: unknown): ImagePart | null {
  if (!isFilled(canvas)) return null;
  const size = sizeOf(canvas);
  return partSelected(selector, size) ?? partIn(selector, size);
}

/** A picture that is shown in part already, or has no service, stays as it is. */
function shownPart(picture: IiifPicture, part: ImagePart): IiifPicture {
  const { service, source } = picture;
  if (service === '' || picture.part !== null) return picture;
  const { x, y, width, height } = part.region ?? { x: 0, y: 0, width: 0, height: 0 };
  const place = `${source.includes('#') ? '&' : '#'}xywh=${x},${y},${width},${height}`;
  return { ...picture, part, source: source + place, address: partAddress(service, part, 'max') };
}

function manifest(thing: Thing, address: string): IiifManifest {
  const id = idOf(thing) || address;
  const canvases = canvasesOf(thing);
  const pictures: IiifPicture[] = [];
  const gaps: IiifGap[] = [];
  const seen = new Map<string, number>();
  canvases.slice(0, mostCanvases).forEach((canvas, at) => {
    const name = cut(wordsOf(asThing(canvas)?.['label'])) || `Picture ${at + 1}`;
    const found = offer(asThing(canvas), name, id, at, seen);
    pictures.push(...found.pictures, ...besides(asThing(canvas), name, seen));
    if (found.why !== null) gaps.push({ name, why: found.why });
  });
  pictures.push(...besides(thing, cut(wordsOf(thing['label'])) || 'Untitled', seen));
  return {
    kind: 'manifest',
    id,
    title: cut(wordsOf(thing['label'])) || 'Untitled',
    fields: fieldsOf(thing),
    pictures,
    gaps,
    canvases: canvases.length,
    beyond: Math.max(0, canvases.length - mostCanvases),
  };
}

/** Version 3 lists them; version 2 has sequences of them, of which further ones repeat the first. */
function canvasesOf(thing: Thing): readonly unknown[] {
  const listed = asList(thing['items'], Infinity);
  const sequences = asList(thing['sequences'], 100);
  return listed.concat(...sequences.map((each) => asList(asThing(each)?.['canvases'], Infinity)));
}

/** The pictures of a canvas, and why it has fewer than it should. */
function offer(
  canvas: Thing | null,
  name: string,
  manifestId: string,
  at: number,
  seen: Map<string, number>,
): { pictures: IiifPicture[]; why: IiifGap['why'] | null } {
  if (canvas === null) return { pictures: [], why: 'broken' };
  const { pictures, others, lost } = paintedOn(canvas);
  if (pictures.length === 0) return { pictures: [], why: gap(canvas, others, lost) };
  const id = idOf(canvas) || `${manifestId}#canvas-${at + 1}`;
  const fields = fieldsOf(canvas);
  const fresh = pictures.filter(({ service, address }) => !seen.has(key(id, service, address)));
  const offered = fresh.map(({ label, ...picture }): IiifPicture => {
    seen.set(key(id, picture.service, picture.address), at);
    const place = (seen.get(id) ?? 0) + 1;
    seen.set(id, place);
    const part = label === '' || label === name ? String(place) : label;
    return {
      ...picture,
      name: pictures.length === 1 ? name : cut(`${name} (${part})`),
      source: place === 1 ? id : `${id}#picture-${place}`,
      canvas: id,
      fields,
    };
  });
  const why = lost > 0 ? 'no-address' : offered.length === 0 ? 'repeated' : null;
  return { pictures: offered, why };
}

/** The poster of a film, the score of a recording: offered, and chosen by nobody but the person. */
function besides(thing: Thing | null, name: string, seen: Map<string, number>): IiifPicture[] {
  const canvases = [
    { canvas: asThing(thing?.['placeholderCanvas']), called: 'poster' },
    { canvas: asThing(thing?.['accompanyingCanvas']), called: 'accompanying picture' },
  ];
  return canvases.flatMap(({ canvas, called }) => {
    if (thing === null || canvas === null) return [];
    const { pictures } = offer(canvas, `${name} (${called})`, `${idOf(thing)}#${called}`, 0, seen);
    return pictures.map((picture) => ({ ...picture, isAlternative: true }));
  });
}

function key(canvas: string, service: string, address: string): string {
  return `${canvas} ${service} ${address}`;
}

function gap(canvas: Thing, others: readonly string[], lost: number): IiifGap['why'] {
  if (lost > 0) return 'no-address';
  if (others.some((type) => /^(Sound|Video)/.test(type)) || canvas['duration'] !== undefined)
    return 'sound-or-film';
  return others.length > 0 ? 'text' : 'empty';
}

function collection(thing: Thing, address: string): IiifCollection {
  const listed = [
    ...asList(thing['items'], mostCanvases).map((one) => ({ one, presumed: '' })),
    ...asList(thing['members'], mostCanvases).map((one) => ({ one, presumed: '' })),
    ...asList(thing['collections'], mostCanvases).map((one) => ({ one, presumed: 'Collection' })),
    ...asList(thing['manifests'], mostCanvases).map((one) => ({ one, presumed: 'Manifest' })),
  ];
  const members = new Map<string, IiifMember>();
  let [lost, repeated] = [0, 0];
  for (const { one, presumed } of listed) {
    const type = typeOf(one) || presumed;
    const id = idOf(one);
    const isKnown = /^(Manifest|Collection)$/.test(type) && askableAddress(id) !== null;
    if (!isKnown) lost += 1;
    else if (members.has(id)) repeated += 1;
    else
      members.set(id, {
        kind: type === 'Collection' ? 'collection' : 'manifest',
        address: id,
        title: cut(wordsOf(asThing(one)?.['label'])) || id,
      });
  }
  return {
    kind: 'collection',
    id: idOf(thing) || address,
    title: cut(wordsOf(thing['label'])) || 'Untitled',
    members: [...members.values()],
    ...{ lost, repeated },
  };
}

/** Somebody gave the address of an image service itself. */
function lonePicture(thing: Thing, address: string): IiifManifest {
  const service = (idOf(thing) || address).replace(/\/(info\.json)?$/, '');
  const name = service.slice(service.lastIndexOf('/') + 1) || 'Picture 1';
  const bare = { address: '', isAlternative: false, isPart: false, part: null, fields: [] };
  const picture = { ...bare, name, source: service, canvas: service, service };
  const isAskable = askableAddress(service) !== null;
  return {
    kind: 'manifest',
    id: service,
    title: name,
    fields: fieldsOf(thing),
    pictures: isAskable ? [picture] : [],
    gaps: isAskable ? [] : [{ name, why: 'no-address' }],
    canvases: 1,
    beyond: 0,
  };
}

function cut(text: string): string {
  const line = text.replace(/\s+/gu, ' ');
  return line.length > longestName ? `${line.slice(0, longestName)}…` : line;
}
