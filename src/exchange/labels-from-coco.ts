/**
 * Labels out of COCO JSON. COCO knows things in pictures; which categories a picture has is taken,
 * where in it they lie is counted and left out. In files that left here a box around the whole picture
 * means the picture, and who answered is written beside it.
 */
import * as v from 'valibot';
import {
  nothingLeftOut,
  note,
  sameName,
  type BroughtLabels,
  type BroughtRow,
  type LeftOut,
} from './brought-labels';
import { placesOf, shownPlace, type Place } from './picture-places';

/** Programs write numbers or texts. */
const id = v.pipe(v.union([v.number(), v.string()]), v.transform(String));

const category = v.looseObject({ id, name: v.string(), uri: v.nullish(v.string()) });

const image = v.looseObject({
  id,
  file_name: v.string(),
  width: v.nullish(v.number()),
  height: v.nullish(v.number()),
  sha256: v.nullish(v.string()),
  folder: v.nullish(v.string()),
  answer: v.nullish(v.string()),
});

const annotation = v.looseObject({
  image_id: id,
  category_id: id,
  bbox: v.nullish(v.array(v.number())),
  segmentation: v.optional(v.unknown()),
  source: v.nullish(v.string()),
  creator: v.nullish(v.string()),
  generator: v.nullish(v.string()),
  score: v.nullish(v.number()),
});

const file = v.looseObject({
  info: v.nullish(v.looseObject({ contributor: v.nullish(v.unknown()) })),
  images: v.array(v.unknown()),
  annotations: v.array(v.unknown()),
  categories: v.array(v.unknown()),
});

type Image = v.InferOutput<typeof image>;
type Category = v.InferOutput<typeof category>;
type Annotation = v.InferOutput<typeof annotation>;

/** Whether a parsed file looks like one. */
export function isCoco(json: unknown): boolean {
  return v.is(file, json);
}

/**
 * Asked of what `isCoco` says yes to; anything else throws. Broken entries are counted, not taken. A
 * number that two pictures share, or two categories, says nothing of either.
 */
export function readCoco(json: unknown): BroughtLabels {
  const whole = v.parse(file, json);
  const leftOut = nothingLeftOut();
  const sound = <S extends v.GenericSchema>(schema: S, rows: readonly unknown[]) =>
    rows.flatMap((each): v.InferOutput<S>[] => {
      const parsed = v.safeParse(schema, each);
      if (!parsed.success) note(leftOut.broken);
      return parsed.success ? [parsed.output] : [];
    });
  const contributor = whole.info?.contributor;
  const isOurs = typeof contributor === 'string' && contributor.startsWith('Vitrine ');
  const categories = byKey(sound(category, whole.categories), leftOut, {
    isSame: (a, b) => sameName(a.name) === sameName(b.name),
    nameOf: ({ name }) => name,
  });
  const images = byKey(sound(image, whole.images), leftOut, {
    isSame: (a, b) => a.file_name === b.file_name && (a.folder ?? '') === (b.folder ?? ''),
    nameOf: ({ file_name }) => file_name,
  });

  const given = new Map<string, Annotation[]>();
  for (const each of sound(annotation, whole.annotations)) {
    const on = images.get(each.image_id);
    const called = categories.get(each.category_id);
    if (on === undefined || called === undefined) note(leftOut.broken);
    else if (on === 'several' || called === 'several') leftOut.onNotUnique += 1;
    else if (isPrediction(each, isOurs)) leftOut.predictions += 1;
    else {
      if (!isWhole(each, on)) leftOut.regions += 1;
      const others = given.get(each.image_id);
      if (others) others.push(each);
      else given.set(each.image_id, [each]);
    }
  }

  const rows: BroughtRow[] = [];
  for (const [key, each] of images) {
    if (each === 'several') continue;
    const place = shownPlace(each.file_name);
    if (!place) note(leftOut.broken);
    else rows.push(rowOf(each, place, given.get(key) ?? [], categories, isOurs));
  }
  return { tool: isOurs ? 'Vitrine' : 'COCO', rows, leftOut, questions: [] };
}

/** Entries by their number; 'several' where it is that of different ones. */
function byKey<T extends { id: string }>(
  entries: readonly T[],
  leftOut: LeftOut,
  { isSame, nameOf }: { isSame: (a: T, b: T) => boolean; nameOf: (entry: T) => string },
): Map<string, T | 'several'> {
  const groups = new Map<string, T[]>();
  for (const entry of entries) {
    const group = groups.get(entry.id);
    if (group) group.push(entry);
    else groups.set(entry.id, [entry]);
  }
  const known = new Map<string, T | 'several'>();
  for (const [key, [first, ...others]] of groups) {
    if (first === undefined) continue;
    const isOne = others.every((other) => isSame(first, other));
    known.set(key, isOne ? first : 'several');
    if (isOne) leftOut.repeated += others.length;
    else for (const entry of [first, ...others]) note(leftOut.notUnique, nameOf(entry));
  }
  return known;
}

/** In files of ours nothing is a person's word that does not say so. */
function isPrediction({ source, score, generator }: Annotation, isOurs: boolean): boolean {
  if (source === 'model' || generator) return true;
  return source !== 'human' && (isOurs || typeof score === 'number');
}

/** A box around all of the picture, or none at all, speaks of the picture. */
function isWhole({ bbox, segmentation }: Annotation, { width, height }: Image): boolean {
  if (
    Array.isArray(segmentation)
      ? segmentation.length > 0
      : segmentation !== undefined && segmentation !== null
  )
    return false;
  if (!bbox || bbox.length === 0) return true;
  const [x, y, w, h] = bbox;
  return x === 0 && y === 0 && w === width && h === height;
}

function rowOf(
  { file_name, sha256, folder, answer }: Image,
  place: Place,
  annotations: readonly Annotation[],
  categories: ReadonlyMap<string, Category | 'several'>,
  isOurs: boolean,
): BroughtRow {
  const labels = annotations.flatMap(({ category_id }) => {
    const called = categories.get(category_id);
    return called && called !== 'several' ? [{ name: called.name, uri: called.uri ?? '' }] : [];
  });
  const creator = annotations.find((each) => each.creator)?.creator ?? '';
  const said = isOurs && (answer === 'none' || answer === 'cannot-tell') ? answer : '';
  // Ours that travelled with their pictures name the copy, and the folder of the original beside it.
  const lay = folder === null || folder === undefined ? [] : [{ file: place.file, folder }];
  return {
    file: place.file,
    folder: folder ?? place.folder,
    sha256: sha256 ?? '',
    places: [...lay, ...placesOf(file_name)],
    isPlaced: isOurs,
    labels,
    answer: labels.length > 0 ? 'labels' : said,
    source: 'human',
    annotator: isOurs ? creator : creator === '' ? 'COCO' : `${creator.slice(0, 200)} (COCO)`,
  };
}
