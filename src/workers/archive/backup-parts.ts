/**
 * A backup in one file, or in two of the same collection, as saving to a folder leaves them: rows are
 * taken from the later one, pictures and what is made from them from the one that has them.
 */
import { schemaVersion } from '../../collection/whole-project';
import { ProjectFileReader, type PictureEntry } from '../../exchange/project-file';
import { MalformedRows } from '../../exchange/row-stream';
import { failure, success, type Outcome } from '../../outcome';

/** An item as two files agree on it: ids alone could have been given twice. */
const identity = (row: unknown) => {
  const { id, sha256 } = (row ?? {}) as { id?: unknown; sha256?: unknown };
  return `${String(id)} ${String(sha256)}`;
};

export class BackupParts {
  /** Items that both files speak of; null where there is one file. */
  #shared: ReadonlySet<number> | null = null;

  private constructor(
    private readonly rowsFile: ProjectFileReader,
    private readonly picturesFile: ProjectFileReader,
  ) {}

  /** Failures as `ProjectFileReader.open`; two files that do not belong together are malformed. */
  static async open(files: readonly Blob[]): Promise<Outcome<BackupParts>> {
    const readers: ProjectFileReader[] = [];
    for (const file of files) {
      const opened = await ProjectFileReader.open(file, schemaVersion());
      if (!opened.ok) return opened;
      readers.push(opened.value);
    }
    const [latest, other] = readers.toSorted(
      (a, b) => Date.parse(b.head.at) - Date.parse(a.head.at),
    );
    if (!latest) throw new Error('A backup is at least one file.');
    if (other && other.head.projectId !== latest.head.projectId)
      return failure('malformed-backup', 'the two files are of different collections');
    if (!other || latest.head.hasPictures) return success(new BackupParts(latest, latest));
    const parts = new BackupParts(latest, other);
    try {
      parts.#shared = await parts.#findShared();
    } catch (error) {
      if (error instanceof MalformedRows) return failure('malformed-backup', error.message);
      throw error;
    }
    return success(parts);
  }

  get projectId(): string {
    return this.rowsFile.head.projectId;
  }

  get name(): string {
    return this.rowsFile.head.name;
  }

  get hasPictures(): boolean {
    return this.picturesFile.head.hasPictures;
  }

  /** As `ProjectFileReader.rows`, from the file that has the table. */
  async rows(table: string, take: (rows: unknown[]) => Promise<void>): Promise<void> {
    if (table in this.rowsFile.head.rows || this.#shared === null)
      return this.rowsFile.rows(table, take);
    return this.picturesFile.rows(table, (rows) => take(rows.filter((row) => this.#fits(row))));
  }

  pictures(): PictureEntry[] {
    const entries = this.picturesFile.pictures();
    return this.#shared === null
      ? entries
      : entries.filter(({ itemId }) => this.#shared?.has(itemId));
  }

  readPictures() {
    return this.picturesFile.readPictures(this.pictures());
  }

  async close(): Promise<void> {
    await this.rowsFile.close();
    if (this.picturesFile !== this.rowsFile) await this.picturesFile.close();
  }

  /** Whether all the pictures that a row of the older file is about are still what they were. */
  #fits(row: unknown): boolean {
    const { itemId, itemIds } = (row ?? {}) as { itemId?: number; itemIds?: unknown };
    const about = itemIds instanceof Uint32Array ? [...itemIds] : [itemId];
    return about.every((id) => id !== undefined && this.#shared?.has(id));
  }

  async #findShared(): Promise<Set<number>> {
    const now = new Set<string>();
    await this.rowsFile.rows('items', async (rows) =>
      rows.forEach((row) => now.add(identity(row))),
    );
    const shared = new Set<number>();
    await this.picturesFile.rows('items', async (rows) => {
      for (const row of rows) if (now.has(identity(row))) shared.add((row as { id: number }).id);
    });
    return shared;
  }
}
