/** Which pictures are painted on a canvas, and where their bytes can be had. */
import { asList, asThing, idOf, typeOf, type Thing } from './iiif-shape';
import {
  madeAddress,
  partAddress,
  partIn,
  partSelected,
  sizeOf,
  type ImagePart,
} from './iiif-part';
import { wordsOf } from './iiif-words';
import { askableAddress } from './web-address';

interface Painted {
  /** Id of the image service; '' where there is none. */
  service: string;
  /** Of the picture itself; '' where there is none. */
  address: string;
  /** What it is called among the others of its canvas. */
  label: string;
  /** One of a choice, and not the one that is shown first. */
  isAlternative: boolean;
  /** The canvas shows a part of it, which can only be had together with the rest. */
  isPart: boolean;
  /** What its image service is asked for, where that is not the whole; null for the whole. */
  part: ImagePart | null;
}

interface Canvas {
  pictures: Painted[];
  /** What is there besides pictures: 'Sound', 'Video', 'Text' and so on. */
  others: string[];
  /** Pictures without an address that could be asked for, or beyond what a canvas may hold. */
  lost: number;
}

const mostPictures = 200;
/** A choice within a choice within a part: nobody goes deeper. */
const deepest = 4;

/** Pictures in the order of the canvas, of a choice every one; 200 at most, the others are counted. */
export function paintedOn(canvas: Thing): Canvas {
  const found: Canvas = { pictures: [], others: [], lost: 0 };
  const all = bodies(canvas);
  found.lost = Math.max(0, all.length - mostPictures);
  for (const body of all.slice(0, mostPictures))
    look(body, found, { isAlternative: false, selector: null, depth: 0 });
  return found;
}

/** Version 3: items of items; version 2: the resources of images. */
function annotationsOn(canvas: Thing): (Thing | null)[] {
  const pages = asList(canvas['items'], mostPictures).map(asThing);
  return [
    ...pages.flatMap((page) => asList(page?.['items'], mostPictures)),
    ...asList(canvas['images'], mostPictures),
  ].map(asThing);
}

function bodies(canvas: Thing): unknown[] {
  return annotationsOn(canvas).flatMap((annotation) => {
    const motivation = annotation?.['motivation'];
    const isPainted = asList(motivation, 8).some((one) => /painting$/i.test(String(one)));
    if (annotation === null || (motivation !== undefined && !isPainted)) return [];
    return asList(annotation['body'] ?? annotation['resource'], mostPictures);
  });
}

interface Circumstances {
  isAlternative: boolean;
  /** What says which part of it is meant; null where nothing does. */
  selector: unknown;
  depth: number;
}

function look(body: unknown, found: Canvas, now: Circumstances): void {
  const thing = typeof body === 'string' ? { id: body, type: 'Image' } : asThing(body);
  if (thing === null || now.depth > deepest || found.pictures.length >= mostPictures) return;
  const deeper = { ...now, depth: now.depth + 1 };
  const type = typeOf(thing);
  if (type === 'Choice') {
    const choices = [...asList(thing['default']), ...asList(thing['items'] ?? thing['item'])];
    choices
      .filter((choice) => choice !== 'rdf:nil')
      .slice(0, mostPictures)
      .forEach((choice, at) =>
        look(choice, found, { ...deeper, isAlternative: now.isAlternative || at > 0 }),
      );
  } else if (type === 'SpecificResource') {
    const selector = asList(thing['selector'], 1)[0] ?? now.selector;
    look(thing['source'] ?? thing['full'], found, { ...deeper, selector });
  } else if (isPicture(thing, type)) take(thing, found, now);
  else found.others.push(type);
}

function isPicture(thing: Thing, type: string): boolean {
  if (type === 'Image') return true;
  const format = thing['format'];
  const isOfImage = typeof format === 'string' && format.startsWith('image/');
  return isOfImage || (type === '' && serviceOf(thing) !== '');
}

function take(thing: Thing, found: Canvas, { isAlternative, selector }: Circumstances): void {
  const [written = '', fragment] = idOf(thing).split('#', 2);
  const named = askableAddress(written) === null ? '' : written;
  const made = madeAddress(named);
  const service = serviceOf(thing) || (made?.service ?? '');
  if (service === '' && named === '') found.lost += 1;
  else {
    const of = sizeOf(thing);
    const wanted = partSelected(selector, of) ?? partIn(fragment, of) ?? made?.part ?? null;
    const part = service === '' ? null : wanted;
    const address = part === null ? named : partAddress(service, part, 'max');
    const isPart = part === null && (selector !== null || wanted !== null);
    const label = wordsOf(thing['label']);
    found.pictures.push({ service, address, label, isAlternative, isPart, part });
  }
}

const imageApi = /iiif\.io\/api\/image\/|library\.stanford\.edu\/iiif\/image-api|^level[012]$/;

function serviceOf(thing: Thing): string {
  const id = idOf(thing);
  for (const service of asList(thing['service'], 8)) {
    const said = asThing(service);
    const named = idOf(service).replace(/\/(info\.json)?$/, '');
    if (named === '' || askableAddress(named) === null) continue;
    const marks = [said?.['@context'], ...asList(said?.['profile'], 1)].map(String);
    const isImageService =
      typeOf(service).startsWith('ImageService') ||
      marks.some((mark) => imageApi.test(mark)) ||
      id.startsWith(`${named}/`);
    if (isImageService) return named;
  }
  return '';
}

/** Whether the pictures of a canvas fill it: then a part of the canvas is that part of the picture. */
export function isFilled(canvas: Thing): boolean {
  return annotationsOn(canvas).every((annotation) => {
    const target = asList(annotation?.['target'] ?? annotation?.['on'], 1)[0];
    return !idOf(target).includes('#') && asThing(target)?.['selector'] === undefined;
  });
}
