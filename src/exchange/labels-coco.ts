/**
 * Labels as COCO JSON. COCO knows objects in pictures; that a whole picture has a label is said with a
 * box around all of it, which every COCO reader takes. Tags are several such annotations on one
 * picture. Whose word it is stands in the fields `source`, `creator`, `generator` and `score`.
 */
import { memberPieces } from './json-pieces';
import {
  pathFromRoot,
  type LabelClass,
  type OutgoingPicture,
  type Pages,
} from './labelled-picture';

interface CocoFacts {
  collection: string;
  labels: readonly LabelClass[];
  appVersion: string;
  at: number;
}

/** Category numbers begin at 1: many readers keep 0 for the background. */
const firstCategory = 1;

export async function* cocoPieces(
  pages: Pages<OutgoingPicture>,
  facts: CocoFacts,
): AsyncGenerator<string> {
  const opening = {
    info: {
      description: facts.collection,
      version: '1.0',
      year: new Date(facts.at).getUTCFullYear(),
      contributor: `Vitrine ${facts.appVersion}`,
      date_created: new Date(facts.at).toISOString(),
    },
    licenses: [],
    categories: facts.labels.map(({ name, uri }, index) => ({
      id: firstCategory + index,
      name,
      supercategory: '',
      ...(uri === '' ? {} : { uri }),
    })),
  };
  yield `${JSON.stringify(opening).slice(0, -1)},"images":[`;
  yield* memberPieces(pages(), (picture) => [image(picture)]);
  yield '\n],"annotations":[';
  let number = 0;
  yield* memberPieces(pages(), (picture) =>
    picture.classes.map((place) => annotation(picture, place, ++number)),
  );
  yield '\n]}\n';
}

function image(picture: OutgoingPicture) {
  return {
    id: picture.id,
    width: picture.width,
    height: picture.height,
    file_name: picture.path === '' ? pathFromRoot(picture) : picture.path,
    sha256: picture.sha256,
    folder: picture.folder,
    answer: picture.answer || null,
    ...(picture.annotatedAt === null
      ? {}
      : { annotated_at: new Date(picture.annotatedAt).toISOString() }),
    ...(picture.note === '' ? {} : { note: picture.note }),
  };
}

function annotation(picture: OutgoingPicture, place: number, id: number) {
  const { width, height, source, annotator, generator, confidence, promisedError } = picture;
  return {
    id,
    image_id: picture.id,
    category_id: firstCategory + place,
    bbox: [0, 0, width, height],
    area: width * height,
    iscrowd: 0,
    segmentation: [],
    source,
    creator: annotator || null,
    generator: generator || null,
    ...(confidence === null ? {} : { score: confidence }),
    ...(promisedError === null ? {} : { promised_error: promisedError }),
  };
}
