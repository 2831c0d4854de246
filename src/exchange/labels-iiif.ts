/**
 * Labels as W3C annotations on IIIF Presentation 3 canvases: one annotation a label, motivation
 * `tagging`. Its body is the authority's concept, where the label names one, with the word as its text. A
 * person who decided is the `creator`; a model that suggested is the `generator`, and there is no creator.
 */
import { memberPieces } from './json-pieces';
import type { OutgoingPicture } from './labelled-picture';
import { absoluteIri } from './turtle';

const context = 'http://iiif.io/api/presentation/3/context.json';

/** Where things will be published: an http(s) address ending in '/'. */
export interface Addresses {
  address: string;
  /** The canvas a picture is shown on, where it is not one of our own manifest. */
  canvasOf?: (picture: OutgoingPicture) => string;
}

export function annotationPage(picture: OutgoingPicture, addresses: Addresses) {
  const id = pageAddress(picture, addresses);
  return {
    '@context': context,
    id,
    type: 'AnnotationPage',
    items: picture.labels.map((label, index) => ({
      id: `${addresses.address}annotation/${picture.id}/${index + 1}`,
      type: 'Annotation',
      motivation: 'tagging',
      ...(picture.annotatedAt === null
        ? {}
        : { created: new Date(picture.annotatedAt).toISOString() }),
      ...maker(picture),
      body: body(label),
      target: canvasAddress(picture, addresses),
    })),
  };
}

/** Path of a picture's page beside the manifest. */
export function pagePath(picture: OutgoingPicture): string {
  return `annotations/${picture.id}.json`;
}

function maker({ source, annotator, generator }: OutgoingPicture) {
  if (source === 'model') return { generator: { type: 'Software', name: `Vitrine, ${generator}` } };
  return annotator === '' ? {} : { creator: { type: 'Person', name: annotator } };
}

/**
 * One body: the concept by its address, the word as its text. A second body of type SpecificResource
 * would be as good, but Mirador 4 wants a text in each body of a tag and fails without.
 */
function body({ name, uri }: { name: string; uri: string }) {
  const concept = absoluteIri(uri);
  return {
    ...(concept === null ? {} : { id: concept }),
    type: 'TextualBody',
    value: name,
    format: 'text/plain',
    purpose: 'tagging',
  };
}

/** A manifest with a canvas for each picture, which points to the picture's page of annotations. */
export async function* manifestPieces(
  pages: AsyncIterable<readonly OutgoingPicture[]>,
  addresses: Addresses,
  name: string,
): AsyncGenerator<string> {
  const opening = {
    '@context': context,
    id: `${addresses.address}manifest.json`,
    type: 'Manifest',
    label: { none: [name] },
  };
  yield `${JSON.stringify(opening).slice(0, -1)},"items":[`;
  yield* memberPieces(pages, (picture) => [canvas(picture, addresses)]);
  yield '\n]}\n';
}

function canvas(picture: OutgoingPicture, addresses: Addresses) {
  const id = canvasAddress(picture, addresses);
  const { width, height, type } = picture;
  const painted = {
    id: `${id}/painting`,
    type: 'AnnotationPage',
    items: [
      {
        id: `${id}/painting/1`,
        type: 'Annotation',
        motivation: 'painting',
        body: {
          id: `${addresses.address}${encodedPath(picture.path)}`,
          type: 'Image',
          format: type,
          width,
          height,
        },
        target: id,
      },
    ],
  };
  return {
    id,
    type: 'Canvas',
    label: { none: [picture.file] },
    width,
    height,
    items: picture.path === '' ? [] : [painted],
    annotations: [{ id: pageAddress(picture, addresses), type: 'AnnotationPage' }],
  };
}

function canvasAddress(picture: OutgoingPicture, { address, canvasOf }: Addresses): string {
  return canvasOf?.(picture) ?? `${address}canvas/${picture.id}`;
}

function pageAddress(picture: OutgoingPicture, { address }: Addresses): string {
  return `${address}${pagePath(picture)}`;
}

function encodedPath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
