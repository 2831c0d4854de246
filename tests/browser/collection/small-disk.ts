/**
 * A storage bucket with a limit of its own: the browser itself refuses what does not fit. The modules
 * are loaded after it is in place, because the database takes its factory when it is loaded.
 */
interface Bucket {
  indexedDB: IDBFactory;
  getDirectory(): Promise<FileSystemDirectoryHandle>;
}
interface Buckets {
  open(name: string, options: { quota: number }): Promise<Bucket>;
  delete(name: string): Promise<void>;
}

async function load() {
  const [stored, features, items, storage, stage, runs, backingUp, files] = await Promise.all([
    import('../../../src/collection/database'),
    import('../../../src/collection/features'),
    import('../../../src/collection/items'),
    import('../../../src/collection/storage'),
    import('../../unit/collection/stage'),
    import('../../../src/collection/runs'),
    import('../../../src/workers/archive/back-up'),
    import('../../../src/workers/archive/guard-file'),
  ]);
  const others = { ...runs, ...backingUp, ...files };
  return { ...stored, ...features, ...items, ...storage, ...stage, ...others };
}

export type Room = Awaited<ReturnType<typeof load>>;

export interface SmallDisk {
  readonly room: Room;
  readonly bucket: Bucket;
  remove(): Promise<void>;
}

/** One a test file: `quota` in bytes. */
export async function smallDisk(name: string, quota: number): Promise<SmallDisk> {
  const buckets = (navigator as unknown as { storageBuckets: Buckets }).storageBuckets;
  await buckets.delete(name);
  const bucket = await buckets.open(name, { quota });
  const { indexedDB } = bucket;
  Object.defineProperty(globalThis, 'indexedDB', { value: indexedDB });
  const room = await load();
  const remove = async () => {
    room.database.close();
    await buckets.delete(name);
  };
  return { room, bucket, remove };
}
