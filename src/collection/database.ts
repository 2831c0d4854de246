/**
 * The database: one per origin, versioned. A published version is never edited: a change of schema is
 * a new `version(n)` with its upgrade, and `tests/fixtures` keeps a stored database of every version.
 */
import Dexie, { type EntityTable, type Table } from 'dexie';
import type { Allowance, Autosave, NetworkView } from './browser-records';
import { bareRecord, recordFor, type ItemRecord } from './item-records';
import type {
  ActId,
  BackboneHash,
  Decision,
  Item,
  ItemId,
  Label,
  LabelEdit,
  Project,
  ProjectId,
  RunId,
  SearchId,
  Thumbnail,
  WorkingCopy,
} from './records';
import type {
  Checkpoint,
  FeatureBlock,
  Predictions,
  Run,
  Snapshot,
  StoredBackbone,
  StoredHead,
} from './training-records';
import type {
  Accepted,
  Assessment,
  LabelErrors,
  Measurement,
  Search,
  SecondLook,
} from './trust-records';

export class VitrineDatabase extends Dexie {
  declare projects: EntityTable<Project, 'id'>;
  declare labels: EntityTable<Label, 'id'>;
  declare labelEdits: EntityTable<LabelEdit, 'id'>;
  declare items: EntityTable<Item, 'id'>;
  declare workingCopies: Table<WorkingCopy, ItemId>;
  declare thumbnails: Table<Thumbnail, ItemId>;
  declare decisions: EntityTable<Decision, 'id'>;
  declare features: EntityTable<FeatureBlock, 'id'>;
  declare backbones: Table<StoredBackbone, BackboneHash>;
  declare snapshots: EntityTable<Snapshot, 'id'>;
  declare runs: EntityTable<Run, 'id'>;
  declare heads: Table<StoredHead, RunId>;
  declare checkpoints: Table<Checkpoint, RunId>;
  declare predictions: Table<Predictions, ProjectId>;
  declare measurements: Table<Measurement, RunId>;
  declare secondLooks: EntityTable<SecondLook, 'id'>;
  declare accepted: Table<Accepted, ItemId>;
  declare doubts: Table<LabelErrors, ProjectId>;
  declare searches: EntityTable<Search, 'id'>;
  declare itemRecords: Table<ItemRecord, ItemId>;
  declare autosaves: Table<Autosave, ProjectId>;
  declare networkViews: Table<NetworkView, ItemId>;
  declare allowances: Table<Allowance, [ProjectId, string]>;
  declare assessments: Table<Assessment, [ProjectId, Assessment['kind']]>;

  constructor(name = 'vitrine') {
    // Strict: a transaction that reports success has reached the disk, so a confirmed decision
    // survives a crash of the browser or of the machine.
    // No cache: what a live query shows has been written, never only asked for.
    super(name, { chromeTransactionDurability: 'strict', cache: 'disabled' });
    this.version(1).stores({
      projects: 'id, createdAt',
      labels: 'id, projectId',
      labelEdits: '++id, projectId, [projectId+actId]',
      items:
        '++id, projectId, &[projectId+sha256], [projectId+role], [projectId+role+state+order], [projectId+state], [projectId+group]',
      workingCopies: 'itemId, projectId',
      thumbnails: 'itemId, projectId',
      decisions: '++id, projectId, [projectId+itemId], [projectId+actId], [projectId+role]',
      features: '++id, projectId, [projectId+backbone]',
      backbones: 'hash, projectId',
      snapshots: 'id, projectId',
      runs: 'id, projectId, [projectId+number]',
      heads: 'runId, projectId',
      checkpoints: 'runId, projectId',
      predictions: 'projectId, [projectId+runId+version+at]',
    });
    this.version(2)
      .stores({
        snapshots: 'id, projectId, [projectId+at]',
        measurements: 'runId, projectId',
        secondLooks: '++id, projectId, [projectId+itemId]',
        accepted: 'itemId, projectId, [projectId+actId]',
        doubts: 'projectId',
        searches: 'id, projectId',
        assessments: '[projectId+kind], projectId',
      })
      .upgrade(async (transaction) => {
        await transaction.table<Project>('projects').toCollection().modify({ backedUpAt: null });
        await transaction.table<Snapshot>('snapshots').toCollection().modify({ name: '', upTo: 0 });
        await transaction.table<Run>('runs').toCollection().modify({
          note: '',
          tags: [],
          pinned: false,
          searchId: null,
          recreates: null,
          firstFit: null,
        });
      });
    this.version(3)
      .stores({
        itemRecords: 'itemId, projectId, [projectId+source]',
        autosaves: 'projectId',
        networkViews: 'itemId, projectId',
        allowances: '[projectId+name], projectId',
      })
      .upgrade(async (transaction) => {
        const items = await transaction.table<Item>('items').toArray();
        const records = items.map((item) => recordFor(item, bareRecord));
        await transaction.table<ItemRecord>('itemRecords').bulkAdd(records);
      });
    // New blocks of features are in half precision, which an earlier version would misread; old ones stay.
    this.version(4).stores({});
    // Dexie opens a database of a later version as if it were its own. Here, in the page and in every
    // worker, at the start and in mid-life, that is a failure to open.
    const known = this.verno;
    this.on(
      'ready',
      (opened) => {
        const found = opened.backendDB().version;
        if (schemaOf(found) > known) throw new NewerDatabase(newerWords(found, known));
      },
      true,
    );
  }
}

/** Said of a database that a later version of the app has written. */
class NewerDatabase extends Error {
  override name = 'NewerDatabase';
}

/** Dexie counts in tenths: IndexedDB's version 30 is schema 3, and so is 31, where Dexie mended one. */
export function schemaOf(version: number): number {
  return Math.floor(version / 10);
}

export function newerWords(found: number, known: number): string {
  return `its data is of version ${schemaOf(found)}, this Vitrine knows ${known}`;
}

export const database = new VitrineDatabase();

/** A fresh identifier for the nouns that carry a random one. */
export function newId<Id extends ProjectId | RunId | ActId | SearchId | Label['id']>(): Id {
  return crypto.randomUUID() as Id;
}
