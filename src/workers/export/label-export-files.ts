/** Which files a format is made of: one alone, or an archive with the pictures beside the rows. */
import type { Project, Role } from '../../collection/records';
import { metadataPieces, writeDataCard } from '../../exchange/image-folder';
import { splitNames, splitOrder, type OutgoingPicture } from '../../exchange/labelled-picture';
import { cocoPieces } from '../../exchange/labels-coco';
import { csvPieces } from '../../exchange/labels-csv';
import { annotationPage, manifestPieces, pagePath } from '../../exchange/labels-iiif';
import { jsonlPieces } from '../../exchange/labels-jsonl';
import { writeVocabulary } from '../../exchange/vocabulary-skos';
import { fileStem } from '../../exchange/words';
import { streamOf, ZipStream } from '../../exchange/zip-stream';
import { version as appVersion } from '../../../package.json';
import type { LabelFormat, LabelsProgress, LabelsWish } from '../protocol/export';
import type { ExportRows } from './export-rows';
import { ExportImages } from './export-images';

export interface Export {
  project: Project;
  wish: LabelsWish;
  exportRows: ExportRows;
  tell: (stage: LabelsProgress['stage']) => (done: number, total: number) => void;
  signal: AbortSignal;
  at: number;
}

/** Pictures in memory at once, where a page of rows holds their bytes. */
const picturePage = 32;

const files: Record<LabelFormat, { name: string; type: string }> = {
  csv: { name: 'labels.csv', type: 'text/csv;charset=utf-8' },
  jsonl: { name: 'labels.jsonl', type: 'application/jsonl' },
  imagefolder: { name: 'metadata.jsonl', type: 'application/jsonl' },
  parquet: { name: 'parquet', type: 'application/vnd.apache.parquet' },
  coco: { name: 'coco.json', type: 'application/json' },
  iiif: { name: 'iiif', type: 'application/ld+json' },
  skos: { name: 'vocabulary.ttl', type: 'text/turtle;charset=utf-8' },
};

const archiveNames: Record<LabelFormat, string> = {
  csv: 'labels-and-pictures',
  jsonl: 'labels-and-pictures',
  imagefolder: 'imagefolder',
  parquet: 'parquet',
  coco: 'coco',
  iiif: 'iiif',
  skos: 'vocabulary',
};

/** Whether the format needs several files. */
export function isArchive({ format, pictures }: LabelsWish): boolean {
  if (format === 'skos') return false;
  return pictures !== 'none' || format === 'iiif' || format === 'parquet';
}

export function fileNameFor({ project, wish }: Export): { name: string; type: string } {
  const stem = fileStem(project.name);
  if (isArchive(wish))
    return { name: `${stem}-${archiveNames[wish.format]}.zip`, type: 'application/zip' };
  const { name, type } = files[wish.format];
  return { name: `${stem}-${name}`, type };
}

/** One file, no pictures. */
export async function writeAlone(
  work: Export,
  writable: WritableStream<Uint8Array>,
): Promise<void> {
  const pieces = rowPieces(work, () => told(work, work.exportRows.pages()));
  await streamOf(pieces).pipeTo(writable, { signal: work.signal });
}

export async function writeArchive(
  work: Export,
  writable: WritableStream<Uint8Array>,
): Promise<void> {
  const { wish, exportRows, signal } = work;
  const zip = new ZipStream(writable, work.at, signal);
  const images = new ExportImages(wish, exportRows.report);
  if (wish.format === 'parquet') await addParquet(work, zip, images);
  else {
    if (wish.pictures !== 'none') {
      const pages = told(work, exportRows.pages(undefined, picturePage), 'pictures');
      for await (const page of pages) await images.pack(zip, page, signal);
    }
    const rows = (roles?: readonly Role[]) => images.follow(exportRows.pages(roles));
    if (wish.format === 'imagefolder') await addImageFolder(work, zip, rows);
    else if (wish.format === 'iiif') await addAnnotations(work, zip, rows);
    else
      await zip.addPieces(
        files[wish.format].name,
        rowPieces(work, () => told(work, rows())),
      );
  }
  await zip.close();
}

type Rows = (roles?: readonly Role[]) => AsyncIterable<OutgoingPicture[]>;

function rowPieces({ project, wish, exportRows, at }: Export, rows: Rows): AsyncIterable<string> {
  const facts = { collection: project.name, labels: exportRows.classes, appVersion, at };
  switch (wish.format) {
    case 'csv':
      return csvPieces(rows());
    case 'jsonl':
      return jsonlPieces(rows());
    case 'imagefolder':
      return metadataPieces(rows(), project.task);
    case 'coco':
      return cocoPieces(rows, facts);
    case 'skos':
      return once(writeVocabulary({ ...facts, collectionId: project.id, address: wish.address }));
    default:
      throw new Error(`${wish.format} is an archive`);
  }
}

async function addImageFolder(work: Export, zip: ZipStream, rows: Rows): Promise<void> {
  for (const role of splitOrder) {
    if (work.exportRows.ids[role].length === 0) continue;
    const pages = withPictures(told(work, rows([role])));
    const name = `${splitNames[role]}/metadata.jsonl`;
    await zip.addPieces(name, metadataPieces(pages, work.project.task));
  }
  await zip.addPieces('README.md', once(dataCard(work, (split) => `${split}/**`)));
}

/** A folder of images cannot speak of one that is not there. */
async function* withPictures(pages: AsyncIterable<OutgoingPicture[]>) {
  for await (const page of pages) yield page.filter(({ path }) => path !== '');
}

async function addParquet(work: Export, zip: ZipStream, images: ExportImages): Promise<void> {
  // Only who wants Parquet pays for its writer.
  const { parquetPieces } = await import('../../exchange/labels-parquet');
  const { project, wish, exportRows } = work;
  const withPictures = wish.pictures !== 'none';
  const facts = { task: project.task, labels: exportRows.classes, withPictures, appVersion };
  for (const role of splitOrder) {
    if (exportRows.ids[role].length === 0) continue;
    const pages = told(work, exportRows.pages([role], withPictures ? picturePage : undefined));
    const pieces = parquetPieces(pages, facts, async (row) => {
      work.signal.throwIfAborted();
      const opened = await images.open(row, work.signal);
      if (opened === null) return null;
      const bytes = new Uint8Array(await opened.bytes.arrayBuffer());
      return { bytes, path: opened.row.path.slice(opened.row.path.lastIndexOf('/') + 1) };
    });
    await zip.addPieces(parquetPath(splitNames[role]), pieces, true);
  }
  await zip.addPieces('README.md', once(dataCard(work, parquetPath)));
}

function parquetPath(split: string): string {
  return `data/${split}-00000-of-00001.parquet`;
}

async function addAnnotations(work: Export, zip: ZipStream, rows: Rows): Promise<void> {
  const address =
    work.wish.address || `https://example.org/${encodeURI(fileStem(work.project.name))}/`;
  for await (const page of told(work, rows())) {
    for (const row of page) {
      const text = `${JSON.stringify(annotationPage(row, { address }), null, 1)}\n`;
      await zip.addPieces(pagePath(row), once(text));
    }
  }
  await zip.addPieces('manifest.json', manifestPieces(rows(), { address }, work.project.name));
}

function dataCard({ project, exportRows, at }: Export, pathOf: (split: string) => string) {
  const { human, model } = exportRows.report;
  const splits = splitOrder.flatMap((role) => {
    const split = splitNames[role];
    const rows = exportRows.ids[role].length;
    return rows === 0 ? [] : [{ split, rows, path: pathOf(split) }];
  });
  const whose =
    model === 0
      ? `${human} were decided by a person; no label is from a model.`
      : `${human} were decided by a person; ${model} were suggested by a model (see the column source).`;
  const { name: collection, task } = project;
  return writeDataCard({
    collection,
    task,
    labels: exportRows.classes,
    splits,
    whose,
    appVersion,
    at,
  });
}

/** Passes rows on and says how far they are, split after split. */
async function* told(
  work: Export,
  pages: AsyncIterable<OutgoingPicture[]>,
  stage: LabelsProgress['stage'] = 'rows',
): AsyncGenerator<OutgoingPicture[]> {
  const tell = work.tell(stage);
  let done = 0;
  tell(0, work.exportRows.report.rows);
  for await (const page of pages) {
    work.signal.throwIfAborted();
    yield page;
    done += page.length;
    tell(done, work.exportRows.report.rows);
  }
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}
