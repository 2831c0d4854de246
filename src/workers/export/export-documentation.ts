/** The papers of a collection in one zip, with the labels they describe; nothing of it is typed. */
import { getProject } from '../../collection/projects';
import type { Project, ProjectId } from '../../collection/records';
import { getHead, getRun } from '../../collection/runs';
import { writeCitation } from '../../exchange/citation';
import type { CollectionFacts } from '../../exchange/collection-facts';
import { writeCroissant, type DescribedFile } from '../../exchange/croissant';
import { writeDatasheet } from '../../exchange/datasheet';
import { csvPieces } from '../../exchange/labels-csv';
import { writeModelCard } from '../../exchange/model-card';
import { writeProvenance } from '../../exchange/provenance';
import { writeVocabulary } from '../../exchange/vocabulary-skos';
import { fileStem } from '../../exchange/words';
import { writeArchive, type ArchiveFile } from '../../exchange/zip-archive';
import { failure, success, type Outcome } from '../../outcome';
import type { LabelsWish, DocumentationExport } from '../protocol/export';
import { collectionFacts } from './gather-collection-facts';
import { factsOf } from './model-facts';
import { gatherExportRows } from './export-rows';

/** People's word alone, and nothing that is to stay here. */
const described: LabelsWish = {
  format: 'csv',
  snapshotId: null,
  pictures: 'none',
  modelLabels: false,
  includeUnanswered: false,
  includeRestricted: false,
  includeNotes: false,
  includeDecisionTimes: false,
  address: '',
  target: null,
};

/** Fails with 'not-found', 'aborted'. */
export async function exportDocumentation(
  projectId: ProjectId,
  signal: AbortSignal,
): Promise<Outcome<DocumentationExport>> {
  const project = await getProject(projectId);
  if (!project) return failure('not-found', 'the collection is gone');
  try {
    const exportRows = await gatherExportRows(project, described, () => undefined, signal);
    if (!exportRows.ok) return exportRows;
    const facts = await collectionFacts(project, signal);
    const labels = new Blob(await collected(csvPieces(exportRows.value.pages())));
    const files = [
      ...(await papersOf(project, facts, await describe(labels))),
      { name: 'labels.csv', content: new Uint8Array(await labels.arrayBuffer()) },
    ];
    const file = await writeArchive(files, facts.at);
    const papers = files.map(({ name }) => name);
    return success({ file, fileName: `${fileStem(project.name)}-papers.zip`, papers });
  } catch (error) {
    if (signal.aborted) return failure('aborted');
    throw error;
  }
}

async function papersOf(
  project: Project,
  facts: CollectionFacts,
  labels: DescribedFile,
): Promise<ArchiveFile[]> {
  const card = await modelCard(project);
  const vocabulary = { ...facts, collection: facts.name, collectionId: facts.id, address: '' };
  return [
    { name: 'DATASHEET.md', content: writeDatasheet(facts) },
    ...(card === null ? [] : [{ name: 'MODEL_CARD.md', content: card }]),
    { name: 'croissant.json', content: writeCroissant(facts, labels) },
    { name: 'CITATION.cff', content: writeCitation(facts) },
    { name: 'provenance.ttl', content: writeProvenance(facts) },
    { name: 'vocabulary.ttl', content: writeVocabulary(vocabulary) },
  ];
}

/** Of the run in service; null while there is none. */
async function modelCard(project: Project): Promise<string | null> {
  const run = project.servingRun ? await getRun(project.servingRun) : undefined;
  const head = run && (await getHead(run.id));
  return run && head ? writeModelCard(await factsOf(project, run, head)) : null;
}

async function describe(file: Blob): Promise<DescribedFile> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  const sha256 = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0'));
  return { name: 'labels.csv', bytes: file.size, sha256: sha256.join('') };
}

async function collected(pieces: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const piece of pieces) all.push(piece);
  return all;
}
