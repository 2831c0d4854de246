/** Which pictures are painted on a canvas, and where their bytes can be had. */
import { asList, asThing, idOf, typeOf, type Thing } from './iiif-shape';
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
  /** The canvas shows a part of it. */
  isPart: boolean;
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
    look(body, found, { isAlternative: false, isPart: false, depth: 0 });
  return found;
}

/** Version 3: items of items; version 2: the resources of images. */
function bodies(canvas: Thing): unknown[] {
  const pages = asList(canvas['items'], mostPictures).map(asThing);
  const annotations = [
    ...pages.flatMap((page) => asList(page?.['items'], mostPictures)),
    ...asList(canvas['images'], mostPictures),
  ].map(asThing);
  return annotations.flatMap((annotation) => {
    const motivation = annotation?.['motivation'];
    const isPainted = asList(motivation, 8).some((one) => /painting$/i.test(String(one)));
    if (annotation === null || (motivation !== undefined && !isPainted)) return [];
    return asList(annotation['body'] ?? annotation['resource'], mostPictures);
  });
}

interface Circumstances {
  isAlternative: boolean;
  isPart: boolean;
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
    const isPart = now.isPart || thing['selector'] !== undefined;
    look(thing['source'] ?? thing['full'], found, { ...deeper, isPart });
  } else if (isPicture(thing, type)) take(thing, found, now);
  else found.others.push(type);
}

function isPicture(thing: Thing, type: string): boolean {
  if (type === 'Image') return true;
  const format = thing['format'];
  const isOfImage = typeof format === 'string' && format.startsWith('image/');
  return isOfImage || (type === '' && serviceOf(thing) !== '');
}

function take(thing: Thing, found: Canvas, { isAlternative, isPart }: Circumstances): void {
  const address = askableAddress(idOf(thing)) === null ? '' : idOf(thing);
  const service = serviceOf(thing) || serviceIn(address);
  if (service === '' && address === '') found.lost += 1;
  else {
    const label = wordsOf(thing['label']);
    found.pictures.push({ service, address, label, isAlternative, isPart });
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

/** An address that was made by the Image API tells whom it was made by. */
function serviceIn(address: string): string {
  const made =
    /^(https?:\/\/.+)\/full\/(?:full|max|\^?!?\d*,\d*|pct:[\d.]+)\/0\/(?:default|native|color|gr[ae]y)\.\w+$/;
  return made.exec(address)?.[1] ?? '';
}
