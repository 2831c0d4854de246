/** The pictures of an export: which file travels for an item, under which name and how large. */
import { getItem } from '../../collection/items';
import type { ItemId } from '../../collection/records';
import { NameGiver } from '../../exchange/archive-names';
import { splitNames, type OutgoingPicture } from '../../exchange/labelled-picture';
import type { ZipStream } from '../../exchange/zip-stream';
import { measure } from '../../pictures/measure';
import { sniff } from '../../pictures/sniff';
import { keptPicture } from '../originals/kept-picture';
import type { LabelFormat, LabelsReport, LabelsWish } from '../protocol/export';

/** What became of a row's picture. */
type Travelling = Pick<OutgoingPicture, 'path' | 'width' | 'height' | 'type'>;

/** What browsers that keep file handles add to them. */
interface AskableHandle extends FileSystemFileHandle {
  queryPermission(what: { mode: 'read' }): Promise<PermissionState>;
}

export class ExportImages {
  readonly #names = new NameGiver();
  readonly #gone = new Map<number, Travelling>();

  constructor(
    private readonly wish: Pick<LabelsWish, 'format' | 'pictures'>,
    private readonly report: LabelsReport,
  ) {}

  /** The bytes that travel for a row; null for a restricted one, and where there is nothing to open. */
  async open(
    row: OutgoingPicture,
    signal: AbortSignal,
  ): Promise<{ row: OutgoingPicture; bytes: Blob } | null> {
    const opened = row.isRestricted ? null : await this.#bytesOf(row, signal);
    if (opened === null) {
      this.report.pictures.missing += 1;
      return null;
    }
    this.report.pictures[opened.kind] += 1;
    const { bytes, type, width, height } = opened;
    const path = `${folderFor(this.wish.format, row)}${this.#names.give(row.file, type)}`;
    const exported = { path, width, height, type };
    this.#gone.set(row.id, exported);
    return { row: { ...row, ...exported }, bytes };
  }

  /** Puts the pictures of these rows into the archive, one after another. */
  async pack(zip: ZipStream, rows: readonly OutgoingPicture[], signal: AbortSignal): Promise<void> {
    for (const row of rows) {
      signal.throwIfAborted();
      const opened = await this.open(row, signal);
      if (opened) await zip.addBlob(opened.row.path, opened.bytes);
    }
  }

  /** The rows with what became of their pictures. */
  async *follow(pages: AsyncIterable<OutgoingPicture[]>): AsyncGenerator<OutgoingPicture[]> {
    for await (const page of pages) {
      yield page.map((row) => ({ ...row, ...this.#gone.get(row.id) }));
    }
  }

  async #bytesOf(row: OutgoingPicture, signal: AbortSignal) {
    const original = this.wish.pictures === 'originals' ? await originalOf(row) : null;
    const kept = original ? null : await keptPicture(row.id as ItemId, signal);
    const bytes = original ?? (kept?.ok ? kept.value : null);
    if (bytes === null) return null;
    if (original) {
      const { type, width, height } = row;
      return { kind: 'originals' as const, bytes, type, width, height };
    }
    return { kind: 'copies' as const, bytes, ...(await looked(bytes, row)) };
  }
}

/** What the copy itself says; a copy is smaller than the original, and may be of another type. */
async function looked(bytes: Blob, row: OutgoingPicture) {
  const content = new Uint8Array(await bytes.arrayBuffer());
  const type = await sniff(content);
  const extent = type.ok ? measure(content, type.value) : type;
  const { width, height } = extent.ok ? extent.value : row;
  return { type: type.ok ? type.value : bytes.type || row.type, width, height };
}

/** Null where the browser cannot open it any more without asking, or where it has changed. */
async function originalOf({ id, sha256 }: OutgoingPicture): Promise<Blob | null> {
  const handle = (await getItem(id as ItemId))?.handle as AskableHandle | null | undefined;
  if (!handle) return null;
  try {
    const may = 'queryPermission' in handle ? await handle.queryPermission({ mode: 'read' }) : null;
    if (may !== null && may !== 'granted') return null;
    const file = await handle.getFile();
    return (await hexHash(file)) === sha256 ? file : null;
  } catch (error) {
    // Moved, renamed, on a disk that is not there: the copy travels, and the report counts it.
    if (error instanceof DOMException) return null;
    throw error;
  }
}

async function hexHash(file: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function folderFor(format: LabelFormat, { role }: OutgoingPicture): string {
  return format === 'imagefolder' ? `${splitNames[role]}/` : 'pictures/';
}
