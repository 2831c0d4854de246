/**
 * Between what a person handed over and what is imported: archives are opened, files of labels and
 * projects of other tools are recognised, by what is in them. Everything else passes through.
 */
import type { WorkerClient } from '../workers/client';
import type { IncomingFile } from '../workers/protocol/pictures';
import type { LabelSurvey, LabelImportApi, ZipPage } from '../workers/protocol/label-import';
import { remoteCallback } from '../workers/client';
import type { Found } from './gather';

/** A file of labels, looked through. */
export interface LabelFile {
  kind: 'labels';
  file: File;
  /** Where it lay; pictures beside it are meant first. */
  folder: string;
  survey: LabelSurvey;
}

/** Pictures with their classes, in one file. */
export interface ProjectFile {
  kind: 'project';
  file: File;
  samples: { incoming: IncomingFile; className: string | null }[];
}

export type Opened = Found | LabelFile | ProjectFile;

/** Names that pictures have: these files are not looked into here. */
const pictureName =
  /\.(jpe?g|jfif|png|webp|avif|gif|bmp|tiff?|jp2|j2k|jpf|jpx|heic|heif|psd|svg|raw|dng|cr2|nef|mp4|mov)$/i;

/** Names that files of labels have, whoever saved them last; others are known by their beginning. */
const textName = /\.(csv|tsv|tab|txt|jsonl|ndjson|json)$/i;

/** `tell` hears how many more files have been found while an archive is listed. */
export async function* openArchives(
  given: AsyncIterable<Found> | Iterable<Found>,
  labelImport: WorkerClient<LabelImportApi>,
  signal: AbortSignal,
  tell: (more: number) => void,
): AsyncGenerator<Opened> {
  for await (const found of given) {
    if (signal.aborted) return;
    if (found.kind !== 'file') yield found;
    else yield* opened(found.incoming, labelImport, signal, tell);
  }
}

async function* opened(
  incoming: IncomingFile,
  labelImport: WorkerClient<LabelImportApi>,
  signal: AbortSignal,
  tell: (more: number) => void,
): AsyncGenerator<Opened> {
  const { file } = incoming;
  const kind = await kindOf(file);
  if (kind === 'zip') {
    yield* openZip(incoming, labelImport, signal, tell);
    return;
  }
  if (kind === 'text') {
    const survey = await labelImport.call((api, job) => api.surveyLabels(job, file), signal);
    if (survey.ok) {
      yield { kind: 'labels', file, folder: incoming.folder, survey: survey.value };
      return;
    }
    if (survey.problem.kind === 'unreadable-file') {
      yield refused(incoming, survey.problem);
      return;
    }
  }
  yield { kind: 'file', incoming };
}

async function* openZip(
  incoming: IncomingFile,
  labelImport: WorkerClient<LabelImportApi>,
  signal: AbortSignal,
  tell: (more: number) => void,
): AsyncGenerator<Opened> {
  const pages: ZipPage[] = [];
  const take = remoteCallback((page: ZipPage) => {
    pages.push(page);
    tell(page.files.length);
  });
  const answer = await labelImport.call(
    (api, job) => api.openZip(job, incoming.file, take),
    signal,
  );
  const isDamaged = !answer.ok && answer.problem.kind === 'malformed-archive';
  if (!answer.ok) yield refused(incoming, answer.problem);
  if (!answer.ok && !isDamaged) return;
  const isProject = answer.ok && answer.value.isProject;
  const samples: ProjectFile['samples'] = [];
  for (const page of pages) {
    for (const each of page.refused)
      yield { kind: 'unreadable', ...each, ...within(incoming, each) };
    for (let left = page.litter; left > 0; left--) yield { kind: 'litter' };
    for (const { file, survey, ...place } of page.labels)
      yield { kind: 'labels', file, survey, ...within(incoming, place) };
    for (const { name, folder, ref, className } of page.files) {
      const part = { ...entryOf(incoming, ref.path), ...within(incoming, { folder }) };
      const arrival: IncomingFile = { ...part, entry: { name, ref } };
      if (isProject) samples.push({ incoming: arrival, className });
      else yield { kind: 'file', incoming: arrival };
    }
  }
  if (isProject) yield { kind: 'project', file: incoming.file, samples };
}

/** Named by its place in the archive, so that it can be told where a picture comes from. */
function entryOf({ file }: IncomingFile, path: string) {
  const record = { source: `${file.name}/${path}`, remote: null, fields: [] };
  return { file, handle: null, attachments: { record, group: null, decision: null } };
}

/** An archive is a folder of its own, called after it. */
function within({ file, folder }: IncomingFile, inside: { folder: string }): { folder: string } {
  const stem = file.name.replace(/\.(zip|tm)$/i, '');
  return { folder: [folder, stem, inside.folder].filter((part) => part !== '').join('/') };
}

function refused(
  { file, folder }: IncomingFile,
  problem: Extract<Found, { kind: 'unreadable' }>['problem'],
): Found {
  return { kind: 'unreadable', name: file.name, folder, problem };
}

/** By its first bytes, where its name is not one of a picture. */
async function kindOf(file: File): Promise<'zip' | 'text' | 'other'> {
  if (file.size === 0 || pictureName.test(file.name)) return 'other';
  let head: Uint8Array;
  try {
    head = new Uint8Array(await file.slice(0, 64).arrayBuffer());
  } catch (error) {
    // Moved or forbidden: the import finds out, and reports it.
    if (error instanceof DOMException) return 'other';
    throw error;
  }
  const isZip =
    head[0] === 0x50 && head[1] === 0x4b && zipMarks.has((head[2] ?? 0) * 256 + (head[3] ?? 0));
  // Some archives have a program in front of them, which unpacks them.
  if (isZip || /\.(zip|tm)$/i.test(file.name)) return 'zip';
  const begin = new TextDecoder().decode(head);
  return textName.test(file.name) || /^\uFEFF?\s*[[{]/.test(begin) ? 'text' : 'other';
}

/** What follows "PK" at the begin of an archive, an empty one, or one in parts. */
const zipMarks: ReadonlySet<number> = new Set([0x0304, 0x0506, 0x0708]);
