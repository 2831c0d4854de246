/**
 * Labels out of COCO JSON. COCO knows things in pictures; which categories a picture has is taken,
 * where in it they lie is counted and left out. In files that left here a box around the whole picture
 * means the picture, and who answered is written beside it.
 */
import * as v from 'valibot';
import {
  nothingLeftOut,
  pictureNamed,
  type BroughtLabels,
  type BroughtRow,
} from './brought-labels';

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
  score: v.nullish(v.number()),
});

const file = v.looseObject({
  info: v.nullish(v.looseObject({ contributor: v.nullish(v.unknown()) })),
  images: v.array(v.unknown()),
  annotations: v.array(v.unknown()),
  categories: v.array(v.unknown()),
});

type Image = v.InferOutput<typeof image>;
type Annotation = v.InferOutput<typeof annotation>;

/** Whether a parsed file looks like one. */
export function isCoco(json: unknown): boolean {
  return v.is(file, json);
}

/** Asked of what `isCoco` says yes to; anything else throws. Broken entries are counted, not taken. */
export function readCoco(json: unknown): BroughtLabels {
  const whole = v.parse(file, json);
  const leftOut = nothingLeftOut();
  const sound = <S extends v.GenericSchema>(schema: S, rows: readonly unknown[]) =>
    rows.flatMap((each): v.InferOutput<S>[] => {
      const parsed = v.safeParse(schema, each);
      if (!parsed.success) leftOut.broken += 1;
      return parsed.success ? [parsed.output] : [];
    });
  const contributor = whole.info?.contributor;
  const isOurs = typeof contributor === 'string' && contributor.startsWith('Vitrine ');
  const categories = new Map(sound(category, whole.categories).map((each) => [each.id, each]));
  const images = new Map(sound(image, whole.images).map((each) => [each.id, each]));

  const given = new Map<string, Annotation[]>();
  for (const each of sound(annotation, whole.annotations)) {
    const on = images.get(each.image_id);
    if (!on || !categories.has(each.category_id)) leftOut.broken += 1;
    else if (isPrediction(each)) leftOut.predictions += 1;
    else {
      if (!isWhole(each, on)) leftOut.regions += 1;
      const others = given.get(each.image_id);
      if (others) others.push(each);
      else given.set(each.image_id, [each]);
    }
  }

  const tool = isOurs ? 'Vitrine' : 'COCO';
  const rows: BroughtRow[] = [];
  for (const [key, each] of images) {
    const place = pictureNamed(each.file_name);
    if (!place) leftOut.broken += 1;
    else rows.push(rowOf(each, place, given.get(key) ?? [], categories, tool));
  }
  return { tool, rows, leftOut };
}

function isPrediction({ source, score }: Annotation): boolean {
  return source === 'model' || (source !== 'human' && typeof score === 'number');
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
  { sha256, folder, answer }: Image,
  place: { file: string; folder: string },
  annotations: readonly Annotation[],
  categories: ReadonlyMap<string, v.InferOutput<typeof category>>,
  tool: string,
): BroughtRow {
  const named = new Map(
    annotations.map((each) => [each.category_id, categories.get(each.category_id)]),
  );
  const labels = [...named.values()].flatMap((each) =>
    each ? [{ name: each.name, uri: each.uri ?? '' }] : [],
  );
  const creator = annotations.find((each) => each.creator)?.creator ?? '';
  const isOurs = tool === 'Vitrine';
  const said = isOurs && (answer === 'none' || answer === 'cannot-tell') ? answer : '';
  return {
    ...place,
    folder: folder ?? place.folder,
    sha256: sha256 ?? '',
    labels,
    answer: labels.length > 0 ? 'labels' : said,
    source: 'human',
    annotator: isOurs ? creator : creator === '' ? tool : `${creator.slice(0, 200)} (${tool})`,
  };
}
