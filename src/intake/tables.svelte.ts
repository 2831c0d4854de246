/**
 * Tables among what was handed over: looked into, asked about, and, once the pictures beside them are
 * in, written to the pictures they are about. Belongs to a project, not to a screen.
 */
import { undo } from '../collection/decisions';
import type { ActId, ProjectId } from '../collection/records';
import { takeBackRegrouping } from '../collection/regrouping';
import { failure, success, type Outcome, type Problem } from '../outcome';
import { tableImportClient, remoteCallback, type WorkerClient } from '../workers/client';
import type { Progress } from '../workers/protocol/calls';
import type { IncomingFile } from '../workers/protocol/pictures';
import type { FileReport } from '../workers/protocol/file-report';
import type {
  Aliases,
  PicturePlace,
  Reading,
  TableImportApi,
  TableFile,
  TableLook,
  TablePlan,
  TableReport,
  TableWish,
} from '../workers/protocol/table-import';
import { remoteImportOf, type RemoteImport } from './remote-import.svelte';

/** Tables with the same columns are one table in pieces. */
export interface TableQuestion {
  tables: TableFile[];
  look: TableLook;
}

export interface TableAnswer {
  wish: TableWish;
  /** Whether pictures that are not here are fetched from the addresses in it. */
  fetches: boolean;
}

/** What became of a table. */
export interface AppliedTable {
  name: string;
  outcome: Outcome<TableReport>;
  labelsTakenBack: boolean;
  groupsTakenBack: boolean;
}

export function tableName({ file, folder, entry }: TableFile): string {
  const name = entry?.name ?? file.name;
  return folder === '' ? name : `${folder}/${name}`;
}

/** Lists of labels have their own way in; see open-archives.ts. */
export function isTable({ file, entry }: IncomingFile): boolean {
  return /\.(csv|tsv|tab|jsonl|ndjson|json)$/i.test(entry?.name ?? file.name);
}

export class Tables {
  /** Waiting for an answer; the next comes when this one has been given. */
  question = $state.raw<TableQuestion | null>(null);
  /** A table is being written to the pictures. */
  progress = $state.raw<Progress | null>(null);
  applied = $state.raw<readonly AppliedTable[]>([]);

  #waiting: TableQuestion[] = [];
  #accepted: TableAnswer[] = [];
  #stopping = new AbortController();

  constructor(
    private readonly projectId: ProjectId,
    private readonly tableImport: WorkerClient<TableImportApi> = tableImportClient(),
    private readonly remote: RemoteImport = remoteImportOf(projectId),
  ) {}

  /** Looks into the tables; afterwards there is a question for those that can be read. @returns The others. */
  async look(files: readonly IncomingFile[], signal: AbortSignal): Promise<FileReport[]> {
    const refused: FileReport[] = [];
    const sets = new Map<string, TableQuestion>();
    for (const { file, folder, entry } of files) {
      const table: TableFile = { file, folder, ...(entry && { entry }) };
      const look = await this.tableImport.call((api, job) => api.look(job, table), signal);
      if (!look.ok) {
        const name = entry?.name ?? file.name;
        refused.push({ name, folder, ok: false, problem: look.problem });
        continue;
      }
      const columns = JSON.stringify(look.value.columns);
      const set = sets.get(columns);
      if (set === undefined) sets.set(columns, { tables: [table], look: look.value });
      else {
        set.tables.push(table);
        set.look = { ...set.look, rows: set.look.rows + look.value.rows };
      }
    }
    this.#waiting = [...sets.values()];
    this.#accepted = [];
    this.#next();
    return refused;
  }

  /** The same tables, read in another way. Fails as looking at them does. */
  async lookAgain(
    { tables }: TableQuestion,
    reading: Reading,
    signal: AbortSignal,
  ): Promise<Outcome<TableQuestion>> {
    const read = tables.map((table) => ({ ...table, reading }));
    const looks: TableLook[] = [];
    for (const table of read) {
      const look = await this.tableImport.call((api, job) => api.look(job, table), signal);
      if (!look.ok) return look;
      looks.push(look.value);
    }
    const [first] = looks;
    if (first === undefined) return failure('not-a-table');
    const rows = looks.reduce((sum, look) => sum + look.rows, 0);
    return success({ tables: read, look: { ...first, rows } });
  }

  /** What would become of the rows. */
  plan(wish: TableWish, drop: PicturePlace[], signal: AbortSignal): Promise<Outcome<TablePlan>> {
    return this.tableImport.call((api, job) => api.plan(job, wish, drop), signal);
  }

  /** Null leaves the table out. */
  answer(given: TableAnswer | null): void {
    if (given !== null) this.#accepted.push(given);
    this.#next();
  }

  withdraw(): void {
    this.#waiting = [];
    this.#accepted = [];
    this.question = null;
  }

  /** Whether a table among those accepted gives labels: then folders are not asked for any. */
  get givesLabels(): boolean {
    return this.#accepted.some(({ wish }) => wish.uses.includes('label'));
  }

  get isAnythingAccepted(): boolean {
    return this.#accepted.length > 0;
  }

  /** Fetches what is to be fetched, then writes the tables, one after the other. */
  async bring(drop: PicturePlace[], aliases: Aliases, stopped: Problem | null): Promise<void> {
    const accepted = this.#accepted;
    this.#accepted = [];
    if (accepted.length === 0) return;
    this.applied = [];
    this.#stopping = new AbortController();
    for (const { wish, fetches } of accepted) {
      const outcome = stopped
        ? { ok: false as const, problem: stopped }
        : await this.#bringOne(wish, fetches, drop, aliases);
      const name = wish.tables.map(tableName).join(', ');
      const fresh = { name, outcome, labelsTakenBack: false, groupsTakenBack: false };
      this.applied = [...this.applied, fresh];
    }
  }

  cancel(): void {
    this.#stopping.abort();
  }

  async takeBackLabels(one: AppliedTable, actId: ActId): Promise<void> {
    await undo(this.projectId, actId);
    this.#change(one, { labelsTakenBack: true });
  }

  async takeBackGroups(one: AppliedTable): Promise<void> {
    await takeBackRegrouping(this.projectId);
    this.#change(one, { groupsTakenBack: true });
  }

  dismiss(): void {
    this.applied = [];
  }

  async #bringOne(
    wish: TableWish,
    fetches: boolean,
    drop: PicturePlace[],
    aliases: Aliases,
  ): Promise<Outcome<TableReport>> {
    const { signal } = this.#stopping;
    this.progress = { done: 0, total: 0, secondsLeft: null };
    try {
      if (fetches) {
        const fetched = await this.#fetch(wish, drop, signal);
        if (!fetched.ok) return fetched;
      }
      // What is told after the answer, by another way, is told to nobody.
      const tell = remoteCallback((now: Progress) => {
        if (this.progress !== null) this.progress = now;
      });
      return await this.tableImport.call(
        (api, job) => api.apply(job, wish, drop, aliases, tell),
        signal,
      );
    } finally {
      this.progress = null;
    }
  }

  /** What could not be fetched is in the report of the fetching, and its row in that of the table. */
  async #fetch(wish: TableWish, drop: PicturePlace[], signal: AbortSignal): Promise<Outcome<void>> {
    const found = await this.tableImport.call((api, job) => api.addresses(job, wish, drop), signal);
    if (!found.ok) return found;
    const pictures = found.value.map(({ address, name }) => {
      const remote = { kind: 'url' as const, url: address };
      const record = { source: address, remote, fields: [] };
      return {
        addresses: [address],
        name,
        folder: '',
        attachments: { record, group: null, decision: null },
      };
    });
    const stop = () => this.remote.cancel();
    signal.addEventListener('abort', stop);
    await this.remote.add(pictures);
    signal.removeEventListener('abort', stop);
    return success(undefined);
  }

  #next(): void {
    this.question = this.#waiting.shift() ?? null;
  }

  #change(one: AppliedTable, change: Partial<AppliedTable>): void {
    this.applied = this.applied.map((each) => (each === one ? { ...one, ...change } : each));
  }
}
