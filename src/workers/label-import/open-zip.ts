/** Tells what a zip holds, a page at a time, so that neither side ever holds all of it twice. */
import { classOf, isImageManifest, manifestName } from '../../exchange/teachable-machine';
import { readZipEntry } from '../../exchange/zip-entry';
import { BrokenArchive, listZip, type EntryRef } from '../../exchange/zip-listing';
import { failure, success, type Outcome } from '../../outcome';
import type { ZipPage } from '../protocol/label-import';
import { surveyLabels } from './survey-labels';

const pageSize = 500;
/** A file of labels in an archive is unpacked whole in order to be read. */
const largestLabels = 200 * 2 ** 20;

export async function openZip(
  archive: File,
  take: (page: ZipPage) => void | Promise<void>,
  signal: AbortSignal,
): Promise<Outcome<{ isProject: boolean }>> {
  const top = new Map<string, EntryRef>();
  let page = emptyPage();
  let told = 0;
  let samples = 0;
  try {
    for await (const one of listZip(archive, signal)) {
      told += 1;
      if (one.kind === 'litter') page.litter += 1;
      else if (one.kind === 'refused') page.refused.push(one);
      else {
        const { name, folder, ref } = one;
        if (folder === '') noteTelling(top, name, ref);
        const className = classOf(ref.path);
        if (className !== null) samples += 1;
        if (isManifest(one)) continue;
        const labels = await labelsIn(archive, name, ref);
        if (labels) page.labels.push({ folder, ...labels });
        else page.files.push({ name, folder, ref, className });
      }
      if (told % pageSize > 0) continue;
      await take(page);
      page = emptyPage();
    }
  } catch (error) {
    if (signal.aborted) return failure('aborted');
    if (!(error instanceof BrokenArchive)) throw error;
    await take(page);
    return failure('malformed-archive', error.message);
  }
  const manifest = top.get(manifestName);
  const isProject =
    samples > 0 && manifest !== undefined && (await isImageProject(archive, manifest));
  if (manifest && !isProject) page.files.push(asFile(manifestName, manifest));
  if (told === 0) return failure('empty-file', 'there is nothing in the archive');
  if (top.has('vitrine.json')) return failure('not-here', archive.name);
  if (top.has('[Content_Types].xml') || top.has('mimetype'))
    return failure('not-an-image', 'a document');
  await take(page);
  return success({ isProject });
}

function emptyPage(): ZipPage {
  return { files: [], refused: [], labels: [], litter: 0 };
}

/** What says of a zip that it is something else than an archive of pictures. */
function noteTelling(top: Map<string, EntryRef>, name: string, ref: EntryRef): void {
  if ([manifestName, 'vitrine.json', '[Content_Types].xml', 'mimetype'].includes(name))
    top.set(name, ref);
}

function isManifest({ name, folder }: { name: string; folder: string }): boolean {
  return name === manifestName && folder === '';
}

function asFile(name: string, ref: EntryRef) {
  return { name, folder: '', ref, className: null };
}

async function isImageProject(archive: Blob, ref: EntryRef): Promise<boolean> {
  if (ref.size > 10 * 2 ** 20) return false;
  const read = await readZipEntry(archive, ref);
  return read.ok && isImageManifest(await read.value.text());
}

/** Null where the entry is no file of labels: then it is treated as any other. */
async function labelsIn(
  archive: Blob,
  name: string,
  ref: EntryRef,
): Promise<{ file: File; survey: ZipPage['labels'][number]['survey'] } | null> {
  if (!/\.(json|jsonl|ndjson|csv|tsv|tab|txt)$/i.test(name) || ref.size > largestLabels)
    return null;
  const read = await readZipEntry(archive, ref);
  if (!read.ok) return null;
  const survey = await surveyLabels(read.value);
  return survey.ok ? { file: new File([read.value], name), survey: survey.value } : null;
}
