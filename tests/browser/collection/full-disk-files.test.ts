import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smallDisk, type Room, type SmallDisk } from './small-disk';

let room: Room;
let disk: SmallDisk;

beforeAll(async () => {
  disk = await smallDisk('small-disk-for-files', 3_000_000);
  room = disk.room;
});

afterAll(() => disk.remove());

describe('when the disk is full in the middle', () => {
  it('a checkpoint that does not fit leaves the former one, with the epochs it goes with', async () => {
    const { id } = await room.begin();
    const run = await room.createRun(id, {
      recipe: { kind: 'head', settings: { l2: 1, balance: true } },
      ...{ seed: 1, startedFrom: room.backbone, snapshotId: null, device: '', appVersion: '' },
    });
    const noise = (bytes: number) => Array.from({ length: bytes / 8 }, () => Math.random());
    const keep = (epoch: number, size: number) =>
      room.guardQuota(() =>
        room.keepEpoch(
          { runId: run.id, projectId: id, epoch, state: Float64Array.from(noise(size)) },
          { epoch, loss: 1, accuracy: 1, checkLoss: 1, checkAccuracy: 1, milliseconds: 1 },
        ),
      );
    expect((await keep(1, 8000)).ok).toBe(true);
    const before = [await room.getRun(run.id), await room.getCheckpoint(run.id)];
    expect(await keep(2, 8_000_000)).toMatchObject({ problem: { kind: 'quota-exceeded' } });
    expect([await room.getRun(run.id), await room.getCheckpoint(run.id)]).toEqual(before);
    expect((await keep(2, 8000)).ok).toBe(true);
  });

  it('a backup that does not fit leaves the former one whole, and goes well once there is room', async () => {
    const { id } = await room.begin();
    await room.addPictures(id, 2);
    const folder = await disk.bucket.getDirectory();
    const handle = await folder.getFileHandle('a.vitrine', { create: true });
    const backUp = () =>
      room.guardFile(async () => {
        const file = await handle.createWritable();
        const wishes = { projectId: id, hasPictures: true };
        return room.backUp(wishes, file, () => undefined, new AbortController().signal);
      });
    expect((await backUp()).ok).toBe(true);
    const former = new Uint8Array(await (await handle.getFile()).arrayBuffer());

    const noise = Array.from({ length: 30 }, () => crypto.getRandomValues(new Uint8Array(60_000)));
    const working = new Blob(noise);
    expect((await room.addItems(id, [room.picture(20, { working })])).ok).toBe(true);
    expect(await backUp()).toMatchObject({ problem: { kind: 'quota-exceeded' } });
    const after = new Uint8Array(await (await handle.getFile()).arrayBuffer());
    expect(after).toEqual(former);

    await room.database.workingCopies.clear();
    // The browser gives the room of what was deleted free when it comes to it.
    await expect.poll(async () => (await backUp()).ok).toBe(true);
  });
});
