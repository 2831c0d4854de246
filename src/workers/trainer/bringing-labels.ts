/** Labels that were given elsewhere, from a file of ours, on pictures that are here: one act, taken back as one. */
import { decide } from '../../collection/decisions';
import type { Entry } from '../../collection/decision-log';
import { itemIds } from '../../collection/items';
import { labelledPages } from '../../collection/labelled-items';
import { activeLabels, createLabel, listLabels } from '../../collection/labels';
import { getProject } from '../../collection/projects';
import type { Answer, Item, LabelId, Project, ProjectId } from '../../collection/records';
import { guardQuota } from '../../collection/storage';
import type { LabelledPicture } from '../../exchange/labelled-picture';
import { readLabelsCsv } from '../../exchange/labels-csv';
import { readLabelsJsonl } from '../../exchange/labels-jsonl';
import { failure, success, type Outcome } from '../../outcome';
import type { LabelsBrought } from '../protocol/ways-out';

/** Far above the labels of any collection a browser holds. */
const mostBytes = 500_000_000;

/**
 * Takes people's answers for pictures nobody has decided here; what a model said, and pictures that are
 * decided already, stay as they are. A picture is known by its SHA-256, else by its folder and name.
 * Labels that do not exist are made. Fails with 'unreadable-file', 'not-found', 'quota-exceeded'.
 */
export async function bringLabels(
  projectId: ProjectId,
  file: Blob,
): Promise<Outcome<LabelsBrought>> {
  const project = await getProject(projectId);
  if (!project) return failure('not-found', 'the collection is gone');
  if (file.size > mostBytes) return failure('unreadable-file', 'it is larger than labels can be');
  const read = readRows(await file.text());
  if (!read.ok) return read;

  const found = await Pictures.of(projectId);
  const brought: LabelsBrought = {
    actId: null,
    taken: 0,
    decidedHere: 0,
    unknown: 0,
    withoutAnswer: 0,
    newLabels: [],
  };
  const wanted = new Map<Item, LabelledPicture>();
  for (const row of read.value) {
    const item = found.for(row);
    if (!hasAnswer(row, project)) brought.withoutAnswer += 1;
    else if (!item) brought.unknown += 1;
    else if (item.state === 'decided' || wanted.has(item)) brought.decidedHere += 1;
    else wanted.set(item, row);
  }
  if (wanted.size === 0) return success(brought);

  const labels = await labelsNamed(project.id, [...wanted.values()], brought.newLabels);
  if (!labels.ok) return labels;
  const entries = [...wanted].map(([item, row]): Entry => {
    return { itemId: item.id, answer: answerOf(row, labels.value), suggestion: null, tookMs: null };
  });
  const act = await guardQuota(() => decide(projectId, entries, { source: 'file' }));
  if (!act.ok) return act;
  return success({ ...brought, actId: act.value.actId, taken: entries.length });
}

/** A spreadsheet begins with the names of its columns, lines of JSON with a brace. */
function readRows(text: string): Outcome<LabelledPicture[]> {
  return text.trimStart().startsWith('{') ? readLabelsJsonl(text) : readLabelsCsv(text);
}

/** A person's word that this collection can hold. */
function hasAnswer({ source, answer, labels }: LabelledPicture, { task }: Project): boolean {
  if (source !== 'human') return false;
  if (answer === 'labels') return labels.length > 0 && (task === 'tags' || labels.length === 1);
  return answer === 'none' || answer === 'cannot-tell';
}

function answerOf(row: LabelledPicture, labels: ReadonlyMap<string, LabelId>): Answer {
  if (row.answer !== 'labels') return { kind: row.answer === 'none' ? 'none' : 'cannot-tell' };
  const labelIds = row.labels.flatMap(({ name }) => labels.get(comparable(name)) ?? []);
  return { kind: 'labels', labelIds: [...new Set(labelIds)] };
}

/** Finds the labels by their names, in whatever case, and makes those that are missing. */
async function labelsNamed(
  projectId: ProjectId,
  rows: readonly LabelledPicture[],
  made: string[],
): Promise<Outcome<Map<string, LabelId>>> {
  const offered = activeLabels(await listLabels(projectId));
  const ids = new Map(offered.map(({ id, name }) => [comparable(name), id]));
  for (const { name, uri } of rows.flatMap(({ labels }) => labels)) {
    if (ids.has(comparable(name))) continue;
    const label = await createLabel(projectId, { name, uri });
    if (!label.ok) return label;
    ids.set(comparable(name), label.value.id);
    made.push(label.value.name);
  }
  return success(ids);
}

/** As labels are told apart: one space between words, case and ways of writing an accent aside. */
function comparable(name: string): string {
  return name.normalize('NFKC').replace(/\s+/gu, ' ').trim().toLowerCase();
}

/** The pictures of a collection, by what a row may know them by. */
class Pictures {
  readonly #byHash = new Map<string, Item>();
  /** Null where two pictures go by the same folder and name. */
  readonly #byPath = new Map<string, Item | null>();

  static async of(projectId: ProjectId): Promise<Pictures> {
    const pictures = new Pictures();
    for await (const page of labelledPages(await itemIds(projectId))) {
      for (const { item } of page) {
        const path = `${item.folder}/${item.name}`;
        pictures.#byHash.set(item.sha256, item);
        pictures.#byPath.set(path, pictures.#byPath.has(path) ? null : item);
      }
    }
    return pictures;
  }

  for({ sha256, folder, file }: LabelledPicture): Item | null {
    return this.#byHash.get(sha256) ?? this.#byPath.get(`${folder}/${file}`) ?? null;
  }
}
