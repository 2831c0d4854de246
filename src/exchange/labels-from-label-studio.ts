/**
 * Labels out of Label Studio: its JSON export (tasks with their annotations) and JSON_MIN (one flat
 * object an annotation). What a person chose for a whole picture is taken, question by question; boxes,
 * outlines, texts and what a model predicted are counted and left out. See
 * docs/decisions/0020-archives-and-peers-files.md.
 */
import * as v from 'valibot';
import {
  nothingLeftOut,
  note,
  type BroughtLabel,
  type BroughtLabels,
  type BroughtRow,
  type LeftOut,
  type Question,
} from './brought-labels';
import { answersIn, FlatAnswers, type Annotated } from './label-studio-answers';
import { placesOf, shownPlace, type Place } from './picture-places';

const tool = 'Label Studio';
/** More things than anybody asks about one picture. */
const mostQuestions = 50;

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

const flat = v.record(v.string(), v.unknown());

/** A picture with everything that people said of it. */
interface Asked {
  file: string;
  folder: string;
  places: Place[];
  annotated: Annotated[];
}

/** Whether a parsed file looks like one of theirs. */
export function isLabelStudio(json: unknown): json is unknown[] {
  return Array.isArray(json) && json.slice(0, 20).some((one) => isTask(one) || isFlat(one));
}

export function readLabelStudio(json: readonly unknown[]): BroughtLabels {
  const leftOut = nothingLeftOut();
  const asked: Asked[] = [];
  const flats: Record<string, unknown>[] = [];
  for (const one of json) {
    if (isTask(one)) {
      const read = taskAsked(one, leftOut);
      if (read) asked.push(read);
    } else if (isFlat(one)) flats.push(one);
    else note(leftOut.broken);
  }
  asked.push(...flatAsked(flats, leftOut));
  const questions = questionsOf(asked);
  const [first = { rows: rowsFor(asked, '').rows, further: 0 }] = questions;
  leftOut.further += first.further;
  return { tool, rows: first.rows, leftOut, questions: questions.length > 1 ? questions : [] };
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

function taskAsked(one: unknown, leftOut: LeftOut): Asked | null {
  const parsed = v.safeParse(task, one);
  const place = parsed.success ? placed(parsed.output.data, parsed.output.file_upload) : null;
  if (!parsed.success || !place) {
    note(leftOut.broken);
    return null;
  }
  const { annotations, completions, predictions } = parsed.output;
  leftOut.predictions += predictions?.length ?? 0;
  const annotated: Annotated[] = [];
  for (const raw of annotations ?? completions ?? []) {
    const each = v.safeParse(annotation, raw);
    if (!each.success) note(leftOut.broken, place.file);
    else if (each.output.was_cancelled) leftOut.cancelled += 1;
    else {
      const { completed_by: by, ground_truth, updated_at, result } = each.output;
      const answers = answersIn(result, leftOut);
      annotated.push({ by, at: timeOf(updated_at), isTruth: ground_truth ?? false, answers });
    }
  }
  return { ...place, annotated };
}

/**
 * JSON_MIN mixes the task's own fields with the answers: these come after `id` and before `annotator`.
 * Annotations of one task are told together by its id.
 */
function flatAsked(flats: readonly Record<string, unknown>[], leftOut: LeftOut): Asked[] {
  const all = new FlatAnswers();
  const tasks = new Map<string, Asked>();
  for (const one of flats) {
    const parsed = v.safeParse(flat, one);
    const place = parsed.success ? placed(parsed.output, null) : null;
    if (!parsed.success || !place) {
      note(leftOut.broken);
      continue;
    }
    const { id, annotator: by, updated_at } = parsed.output;
    const answers = flatAnswers(parsed.output, all, leftOut);
    const key = JSON.stringify([id, place.folder, place.file]);
    const known = tasks.get(key) ?? { ...place, annotated: [] };
    tasks.set(key, known);
    known.annotated.push({ by, at: timeOf(updated_at), isTruth: false, answers });
  }
  for (const { annotated } of tasks.values())
    for (const each of annotated) {
      const chosen = each.answers.filter(({ question }) => !all.isText(question));
      leftOut.otherKinds += each.answers.length - chosen.length;
      each.answers = chosen;
    }
  return [...tasks.values()];
}

function flatAnswers(one: Record<string, unknown>, all: FlatAnswers, leftOut: LeftOut) {
  const keys = Object.keys(one);
  const names = keys.slice(keys.indexOf('id') + 1, Math.max(0, keys.indexOf('annotator')));
  return names.flatMap((question) => {
    const value = one[question];
    if (namesPicture(value)) return [];
    const read = all.read(question, value);
    if ('terms' in read) return [{ question, terms: read.terms }];
    if (read.kind === 'nothing') return [];
    if (read.kind === 'regions' && Array.isArray(value)) leftOut.regions += value.length;
    else leftOut.otherKinds += 1;
    return [];
  });
}

/** The most answered first. */
function questionsOf(asked: readonly Asked[]): Question[] {
  const names = new Set(
    asked.flatMap(({ annotated }) =>
      annotated.flatMap(({ answers }) => answers.map(({ question }) => question)),
    ),
  );
  const answered = ({ rows }: Question) => rows.filter(({ answer }) => answer !== '').length;
  return [...names]
    .slice(0, mostQuestions)
    .map((name) => ({ name, ...rowsFor(asked, name) }))
    .sort((one, other) => answered(other) - answered(one));
}

/** Of several answers the one marked as the truth, else the latest. */
function rowsFor(asked: readonly Asked[], question: string): Pick<Question, 'rows' | 'further'> {
  const shared = endingsShared(asked, question);
  let further = 0;
  const rows = asked.map(({ annotated, ...place }): BroughtRow => {
    const given = annotated
      .map((each) => ({ ...each, labels: labelsFor(each, question, shared) }))
      .filter(({ labels }) => labels.length > 0)
      .sort((a, b) => Number(b.isTruth) - Number(a.isTruth) || b.at - a.at);
    further += Math.max(0, given.length - 1);
    const [first] = given;
    return {
      ...{ ...place, sha256: '', source: 'human', labels: first?.labels ?? [] },
      ...{ answer: first ? 'labels' : '', annotator: first ? personOf(first.by) : tool },
    };
  });
  return { rows, further };
}

/** A term is called by its last word, with the path to it as its description, unless another ends so, too. */
function labelsFor(
  { answers }: Annotated,
  question: string,
  shared: ReadonlySet<string>,
): BroughtLabel[] {
  return answers
    .filter((answer) => answer.question === question)
    .flatMap(({ terms }) => terms)
    .map((path) => {
      const last = path.at(-1) ?? '';
      const whole = path.join(' / ');
      if (path.length === 1) return { name: last, uri: '' };
      return { name: shared.has(last) ? whole : last, uri: '', description: whole };
    });
}

/** Last words that several paths end in. */
function endingsShared(asked: readonly Asked[], question: string): Set<string> {
  const paths = new Map<string, string>();
  const shared = new Set<string>();
  for (const { annotated } of asked)
    for (const { answers } of annotated)
      for (const answer of answers)
        if (answer.question === question)
          for (const path of answer.terms) {
            const last = path.at(-1) ?? '';
            const whole = path.join(' / ');
            if ((paths.get(last) ?? whole) !== whole) shared.add(last);
            paths.set(last, whole);
          }
  return shared;
}

/** Milliseconds since the epoch; 0 where it does not say. */
function timeOf(written: unknown): number {
  const at = typeof written === 'string' ? Date.parse(written) : NaN;
  return Number.isFinite(at) ? at : 0;
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

/** The task's pictures: every value that names a file, by whatever key. Uploads get eight digits in front. */
function placed(data: Record<string, unknown>, upload: string | null | undefined) {
  const references = Object.values(data).filter(namesPicture);
  if (references.length === 0 && upload) references.push(upload);
  const shown = references.map(shownPlace).find((place) => place !== null);
  if (!shown) return null;
  const places = references.flatMap(placesOf);
  const bare = places.flatMap(({ file, folder }) => {
    const name = /^[0-9a-f]{8}-(.+)$/.exec(file)?.[1];
    return name === undefined ? [] : [{ file: name, folder }];
  });
  return { ...shown, places: [...places, ...bare] };
}

const picture =
  /\.(jpe?g|jfif|png|webp|avif|gif|bmp|tiff?|jp2|j2k|jpf|jpx|heic|heif|psd|svg)(?:$|[?#&])/i;

function namesPicture(value: unknown): value is string {
  return typeof value === 'string' && value.length < 10_000 && picture.test(value);
}
