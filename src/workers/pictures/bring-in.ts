/** From files to whole items: each is prepared on its own, all are stored in one transaction. */
import { addItems, findByHash, renewHandle, type NewItem } from '../../collection/items';
import type { Attachments, RecordField } from '../../collection/item-records';
import { getProject } from '../../collection/projects';
import type { ProjectId } from '../../collection/records';
import { settleTwin } from '../../collection/twin-decisions';
import { bundledNetworks } from '../../collection/backbone-catalogue';
import { toPixels } from '../../model/preprocess';
import { remarkWords } from '../../messages/remark-words';
import { failure, success, type Outcome, type Problem, type Remark } from '../../outcome';
import { embeddedFields } from '../../pictures/embedded-fields';
import { inspect, turnTo } from '../../pictures/inspect';
import { pageName } from '../../pictures/pages';
import { render } from '../../pictures/render';
import type { FileReport } from '../protocol/file-report';
import { oneAhead } from './one-ahead';
import { pageAttachments } from './page-attachments';

/** A file with what the collection wants to know about it. */
export interface Arrival {
  /** Or why it could not be had: it is reported in its turn. */
  file: Blob | Problem;
  name: string;
  folder: string;
  handle: FileSystemFileHandle | null;
  attachments: Attachments | null;
}

/** Ready to be stored, or refused; `existing` names the twin of a duplicate. */
interface Finding {
  /** Of the file, or of one of its pages. */
  name: string;
  folder: string;
  /** From the second on. */
  page?: number;
  outcome: Outcome<NewItem>;
  existing?: string;
  /** Path of the twin, where two decisions came with the same bytes. */
  contradicts?: string | null;
  remarks?: readonly Remark[];
}

/** What is kept of a picture beside its thumbnail. */
export interface Keeping {
  /** Longest side of working copies, in pixels. */
  workingSide: number;
  /** False: none where the original can be opened again. */
  keepsCopies?: boolean | undefined;
}

/** Items that wait for a transaction at most: a book of a thousand pages is not held in memory. */
const together = 32;

/**
 * Stores what can be stored and reports on every arrival, in order; a file of several pages has a report
 * for each. Once the signal has fired, what was not prepared yet is reported as 'aborted' and the rest is
 * stored: items are whole or absent.
 */
export async function bringIn(
  projectId: ProjectId,
  arrivals: Iterable<Arrival> | AsyncIterable<Arrival>,
  keeping: Keeping,
  signal: AbortSignal,
): Promise<FileReport[]> {
  const reports: FileReport[] = [];
  let findings: Finding[] = [];
  // A folder added again is full of twins, another one holds none: the last answer foretells the next.
  let isFamiliar = true;
  const settle = async () => {
    const ready = findings;
    findings = [];
    reports.push(...(await store(projectId, ready)));
  };
  const look = await lookFor(projectId);
  const prepared = oneAhead(arrivals, (arrival) =>
    prepare(projectId, arrival, { ...keeping, look }, () => isFamiliar, signal),
  )[Symbol.asyncIterator]();
  for (;;) {
    const coming = prepared.next();
    // Whatever becomes of one that takes so long, it costs nothing that came before it.
    if (await isLate(coming)) await settle();
    const next = await coming;
    if (next.done) break;
    isFamiliar &&= next.value.existing !== undefined;
    findings.push(next.value);
    if (findings.length >= together) await settle();
  }
  await settle();
  return reports;
}

/** Seconds for which what is ready may wait for the next. */
const patience = 3;

async function isLate(coming: Promise<unknown>): Promise<boolean> {
  let alarm: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => {
    alarm = setTimeout(() => resolve(true), patience * 1000);
  });
  try {
    return await Promise.race([coming.then(() => false), late]);
  } finally {
    clearTimeout(alarm);
  }
}

async function store(projectId: ProjectId, findings: readonly Finding[]): Promise<FileReport[]> {
  const items = findings.flatMap(({ outcome }) => (outcome.ok ? [outcome.value] : []));
  const stored = items.length === 0 ? success([]) : await addItems(projectId, items);
  let next = 0;
  return findings.map((finding) => {
    if (!finding.outcome.ok) return refuse(finding, finding.outcome.problem);
    if (!stored.ok) return refuse(finding, stored.problem);
    const place = stored.value[next++];
    if (place === undefined) throw new Error('The collection did not answer for every item.');
    if (typeof place === 'object')
      return refuse(
        { ...finding, existing: place.duplicateOf, contradicts: place.contradicts },
        { kind: 'duplicate' },
      );
    const report = { ...placeOf(finding), ok: true as const, itemId: place };
    return finding.remarks?.length ? { ...report, remarks: finding.remarks } : report;
  });
}

function refuse(finding: Finding, problem: Problem): FileReport {
  const { existing, contradicts } = finding;
  return {
    ...{ ...placeOf(finding), ok: false, problem },
    ...(existing === undefined ? {} : { existing }),
    ...(contradicts ? { contradicts } : {}),
  };
}

function placeOf({ name, folder, page }: Finding) {
  return page === undefined ? { name, folder } : { name, folder, page };
}

type Look = (drawn: ImageBitmap | OffscreenCanvas) => Promise<NewItem['view']>;

/** What the project's network is shown, where it came with the app; another one decodes the picture anew. */
async function lookFor(projectId: ProjectId): Promise<Look | undefined> {
  const project = await getProject(projectId);
  const side = project && bundledNetworks.get(project.backbone)?.inputSize;
  return side === undefined
    ? undefined
    : async (drawn) => ({ side, pixels: await toPixels(drawn, side) });
}

/**
 * One finding a page. While `isFamiliar`, a picture the project has already is found out before it is
 * decoded; otherwise the collection finds it out when it is to be stored.
 */
async function* prepare(
  projectId: ProjectId,
  arrival: Arrival,
  { workingSide, keepsCopies = true, look }: Keeping & { look: Look | undefined },
  isFamiliar: () => boolean,
  signal: AbortSignal,
): AsyncGenerator<Finding, void> {
  const { file, name, folder, handle } = arrival;
  if (signal.aborted) {
    yield { name, folder, outcome: failure('aborted') };
    return;
  }
  const inspected =
    file instanceof Blob ? await inspect(file) : { ok: false as const, problem: file };
  if (!inspected.ok) {
    yield { name, folder, outcome: inspected };
    return;
  }
  const { bytes, type, pages, sha256: book } = inspected.value;
  let embedded: readonly RecordField[] | null = null;
  // Without a way back to the original, the copy is all there will be.
  const hasCopy = keepsCopies || (handle === null && !arrival.attachments?.record?.remote);
  for (const at of pages.keys()) {
    const place: Omit<Finding, 'outcome'> = { name: pageName(name, at + 1, pages.length), folder };
    if (at > 0) place.page = at + 1;
    const page = signal.aborted ? failure('aborted') : await turnTo(inspected.value, at);
    if (!page.ok) {
      yield { ...place, outcome: page };
      continue;
    }
    const { sha256 } = page.value;
    const twin = isFamiliar() ? await findByHash(projectId, sha256) : undefined;
    if (twin !== undefined) {
      await renewHandle(twin, handle);
      const decided = arrival.attachments?.decision ?? null;
      const contradicts = decided && (await settleTwin(projectId, twin.id, decided));
      yield { ...place, outcome: failure('duplicate'), existing: twin.name, contradicts };
      continue;
    }
    const rendered = await render(page.value, workingSide, look ? { look, hasCopy } : { hasCopy });
    if (!rendered.ok) {
      yield { ...place, outcome: rendered };
      continue;
    }
    embedded ??= await embeddedFields(bytes, type);
    const { remarks, ...kept } = rendered.value;
    const told = remarks.map(({ kind }) => ({ name: 'Reading', value: remarkWords[kind] }));
    const attachments = pageAttachments(
      arrival.attachments,
      [...embedded, ...told],
      pages.length > 1 ? book : null,
      at,
    );
    const original = {
      name: place.name,
      folder,
      handle,
      attachments,
      sha256,
      bytes: bytes.length,
      type,
    };
    yield { ...place, remarks, outcome: success({ ...original, ...kept }) };
  }
}
