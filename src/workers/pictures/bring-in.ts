/** From files to whole items: each is prepared on its own, all are stored in one transaction. */
import { addItems, findByHash, type NewItem } from '../../collection/items';
import type { Along } from '../../collection/item-records';
import type { ProjectId } from '../../collection/records';
import { bundledBackbone } from '../../model/catalogue';
import { toPixels } from '../../model/square';
import { failure, success, type Outcome, type Problem } from '../../outcome';
import { inspect } from '../../pictures/inspect';
import { render } from '../../pictures/render';
import type { FileReport } from '../protocol/pictures';

/** A file with what the collection wants to know about it. */
export interface Arrival {
  file: Blob;
  name: string;
  folder: string;
  handle: FileSystemFileHandle | null;
  along: Along | null;
}

/** Ready to be stored, or refused; `existing` names the twin of a duplicate. */
interface Finding {
  arrival: Arrival;
  outcome: Outcome<NewItem>;
  existing?: string;
}

/**
 * Stores what can be stored and reports on every arrival, in order. Once the signal has fired, what
 * was not prepared yet is reported as 'aborted' and the rest is stored: items are whole or absent.
 */
export async function bringIn(
  projectId: ProjectId,
  arrivals: Iterable<Arrival> | AsyncIterable<Arrival>,
  workingSide: number,
  signal: AbortSignal,
): Promise<FileReport[]> {
  const findings: Finding[] = [];
  // A folder added again is full of twins, another one holds none: the last answer foretells the next.
  let isFamiliar = true;
  for await (const arrival of arrivals) {
    const finding: Finding = signal.aborted
      ? { arrival, outcome: failure('aborted') }
      : await prepare(projectId, arrival, workingSide, isFamiliar);
    isFamiliar &&= finding.existing !== undefined;
    findings.push(finding);
  }

  const items = findings.flatMap(({ outcome }) => (outcome.ok ? [outcome.value] : []));
  const stored = items.length === 0 ? success([]) : await addItems(projectId, items);
  let next = 0;
  return findings.map((finding) => {
    if (!finding.outcome.ok) return refuse(finding, finding.outcome.problem);
    if (!stored.ok) return refuse(finding, stored.problem);
    const place = stored.value[next++];
    if (place === undefined) throw new Error('The collection did not answer for every item.');
    if (typeof place === 'object')
      return refuse({ ...finding, existing: place.duplicateOf }, { kind: 'duplicate' });
    const { name, folder } = finding.arrival;
    return { name, folder, ok: true, itemId: place };
  });
}

function refuse({ arrival, existing }: Finding, problem: Problem): FileReport {
  const { name, folder } = arrival;
  const report = { name, folder, ok: false as const, problem };
  return existing === undefined ? report : { ...report, existing };
}

/** What the network that comes with the app is shown; another one decodes the picture anew. */
async function look(drawn: ImageBitmap | OffscreenCanvas): Promise<NewItem['view']> {
  const side = bundledBackbone.inputSize;
  return { side, pixels: await toPixels(drawn, side) };
}

/**
 * With `isFamiliar`, a picture the project has already is found out before it is decoded; otherwise
 * the collection finds it out when it is to be stored.
 */
async function prepare(
  projectId: ProjectId,
  arrival: Arrival,
  workingSide: number,
  isFamiliar: boolean,
): Promise<Finding> {
  const inspected = await inspect(arrival.file);
  if (!inspected.ok) return { arrival, outcome: inspected };
  const { sha256, bytes, type } = inspected.value;
  const twin = isFamiliar ? await findByHash(projectId, sha256) : undefined;
  if (twin !== undefined) return { arrival, outcome: failure('duplicate'), existing: twin.name };
  const rendered = await render(inspected.value, workingSide, { look });
  if (!rendered.ok) return { arrival, outcome: rendered };
  const { name, folder, handle, along } = arrival;
  const original = { name, folder, handle, along, sha256, bytes: bytes.length, type };
  return { arrival, outcome: success({ ...original, ...rendered.value }) };
}
