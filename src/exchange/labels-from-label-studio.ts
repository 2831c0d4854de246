/**
 * Labels out of Label Studio: its JSON export (tasks with their annotations) and JSON_MIN (one flat
 * object an annotation). What a person chose for a whole picture is taken; boxes, outlines and what a
 * model predicted are counted and left out. See docs/decisions/0020-archives-and-peers-files.md.
 */
import * as v from 'valibot';
import {
  nothingLeftOut,
  pictureNamed,
  type BroughtLabels,
  type BroughtRow,
  type LeftOut,
} from './brought-labels';

const tool = 'Label Studio';

const annotation = v.looseObject({
  result: v.array(v.unknown()),
  was_cancelled: v.nullish(v.boolean()),
  ground_truth: v.nullish(v.boolean()),
  completed_by: v.optional(v.unknown()),
  updated_at: v.nullish(v.string()),
});

const task = v.looseObject({
  data: v.record(v.string(), v.unknown()),
  // Old exports call them completions.
  annotations: v.nullish(v.array(v.unknown())),
  completions: v.nullish(v.array(v.unknown())),
  predictions: v.nullish(v.array(v.unknown())),
  file_upload: v.nullish(v.string()),
});

const choices = v.looseObject({
  type: v.literal('choices'),
  value: v.looseObject({ choices: v.array(v.string()) }),
});

const flat = v.record(v.string(), v.unknown());

type Annotation = v.InferOutput<typeof annotation>;

/** Whether a parsed file looks like one of theirs. */
export function isLabelStudio(json: unknown): json is unknown[] {
  return Array.isArray(json) && json.slice(0, 20).some((one) => isTask(one) || isFlat(one));
}

export function readLabelStudio(json: readonly unknown[]): BroughtLabels {
  const leftOut = nothingLeftOut();
  const rows: BroughtRow[] = [];
  const flatRows = new Map<string, BroughtRow>();
  for (const one of json) {
    if (isTask(one)) {
      const row = rowOfTask(one, leftOut);
      if (row) rows.push(row);
    } else if (isFlat(one)) addFlat(one, flatRows, leftOut);
    else leftOut.broken += 1;
  }
  return { tool, rows: [...rows, ...flatRows.values()], leftOut };
}

function isTask(one: unknown): boolean {
  if (!isObject(one) || !isObject(one['data'])) return false;
  return ['annotations', 'completions', 'predictions'].some((name) => Array.isArray(one[name]));
}

function isFlat(one: unknown): one is Record<string, unknown> {
  return isObject(one) && ('annotation_id' in one || ('annotator' in one && 'lead_time' in one));
}

function isObject(one: unknown): one is Record<string, unknown> {
  return typeof one === 'object' && one !== null && !Array.isArray(one);
}

function rowOfTask(one: unknown, leftOut: LeftOut): BroughtRow | null {
  const parsed = v.safeParse(task, one);
  const place = parsed.success ? placeOf(parsed.output) : null;
  if (!parsed.success || !place) {
    leftOut.broken += 1;
    return null;
  }
  const { annotations, completions, predictions } = parsed.output;
  leftOut.predictions += predictions?.length ?? 0;
  const given: Annotation[] = [];
  for (const raw of annotations ?? completions ?? []) {
    const each = v.safeParse(annotation, raw);
    if (!each.success) leftOut.broken += 1;
    else if (each.output.was_cancelled) leftOut.cancelled += 1;
    else given.push(each.output);
  }
  const chosen = given.sort(byWorth).flatMap((each) => {
    const labels = labelsIn(each.result, leftOut);
    return labels.length > 0 ? [{ labels, annotator: personOf(each.completed_by) }] : [];
  });
  leftOut.further += Math.max(0, chosen.length - 1);
  return row(place, chosen[0]?.labels ?? [], chosen[0]?.annotator ?? tool);
}

/** What was marked as the truth first, then the latest. */
function byWorth(a: Annotation, b: Annotation): number {
  const truth = Number(b.ground_truth ?? false) - Number(a.ground_truth ?? false);
  return truth !== 0 ? truth : (b.updated_at ?? '').localeCompare(a.updated_at ?? '');
}

/** Words for the whole picture; a choice with a place speaks of a part of it. */
function labelsIn(results: readonly unknown[], leftOut: LeftOut): string[] {
  const labels = new Set<string>();
  for (const result of results) {
    const choice = v.safeParse(choices, result);
    if (choice.success && !('x' in choice.output.value) && !choice.output['parentID']) {
      for (const label of choice.output.value.choices) if (label.trim()) labels.add(label.trim());
    } else if (choice.success || isRegion(result)) leftOut.regions += 1;
    else leftOut.otherKinds += 1;
  }
  return [...labels];
}

function isRegion(result: unknown): boolean {
  if (!isObject(result)) return false;
  const type = String(result['type']);
  return /^(rectangle|polygon|ellipse|brush|keypoint|bitmask|vector|magicwand)/i.test(type);
}

/** An account, where the export says whose; else its number. */
function personOf(by: unknown): string {
  const name = isObject(by) ? accountName(by) : by;
  if (typeof name === 'string' && name.trim() !== '')
    return `${name.trim().slice(0, 200)} (${tool})`;
  return typeof name === 'number' ? `annotator ${name} (${tool})` : tool;
}

function accountName(account: Record<string, unknown>): unknown {
  const full = [account['first_name'], account['last_name']].filter((part) => part).join(' ');
  return full || account['email'] || account['username'] || account['id'];
}

/** The task's picture: the value that names a file, by whatever key. Uploads get eight digits in front. */
function placeOf({ data, file_upload }: Pick<v.InferOutput<typeof task>, 'data' | 'file_upload'>) {
  const reference = Object.values(data).find(namesPicture) ?? file_upload;
  if (typeof reference !== 'string') return null;
  const place = pictureNamed(reference);
  if (!place) return null;
  const bare = /^[0-9a-f]{8}-(.+)$/.exec(place.file)?.[1];
  return { ...place, aliases: bare === undefined ? [] : [bare] };
}

const picture = /\.(jpe?g|png|webp|avif|gif|bmp|tiff?|jp2|heic|heif|psd|svg)(?:$|[?#&])/i;

function namesPicture(value: unknown): value is string {
  return typeof value === 'string' && value.length < 10_000 && picture.test(value);
}

/**
 * JSON_MIN mixes the task's own fields with the answers: these come after `id` and before `annotator`,
 * or are the only ones that are not the task's.
 */
function addFlat(one: unknown, rows: Map<string, BroughtRow>, leftOut: LeftOut): void {
  const parsed = v.safeParse(flat, one);
  const place = parsed.success ? placeOf({ data: parsed.output, file_upload: null }) : null;
  if (!parsed.success || !place) {
    leftOut.broken += 1;
    return;
  }
  const keys = Object.keys(parsed.output);
  const answers = keys.slice(keys.indexOf('id') + 1, Math.max(0, keys.indexOf('annotator')));
  const labels = new Set<string>();
  for (const key of answers) {
    const value = parsed.output[key];
    const words = isObject(value) ? value['choices'] : value;
    if (namesPicture(value)) continue;
    if (typeof words === 'string' && words.trim()) labels.add(words.trim());
    else if (Array.isArray(words) && words.every((word) => typeof word === 'string'))
      for (const word of words) labels.add(word.trim());
    else if (Array.isArray(value)) leftOut.regions += value.length;
    else leftOut.otherKinds += 1;
  }
  const key = JSON.stringify([place.folder, place.file]);
  if (rows.has(key)) leftOut.further += 1;
  else rows.set(key, row(place, [...labels], personOf(parsed.output['annotator'])));
}

function row(
  place: { file: string; folder: string; aliases: string[] },
  names: readonly string[],
  annotator: string,
): BroughtRow {
  const labels = names.map((name) => ({ name, uri: '' }));
  const answer = names.length > 0 ? 'labels' : '';
  return { ...place, sha256: '', labels, answer, source: 'human', annotator };
}
