import { decidedByFolder } from '../../../src/collection/item-records';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProjectId } from '../../../src/collection/records';
import { smallDisk, type Room, type SmallDisk } from './small-disk';

let room: Room;
let disk: SmallDisk;

beforeAll(async () => {
  disk = await smallDisk('small-disk', 3_000_000);
  room = disk.room;
});

afterAll(() => disk.remove());

async function rows(): Promise<Record<string, number>> {
  const { tables } = room.database;
  const counts = await Promise.all(
    tables.map(async (table) => [table.name, await table.count()] as const),
  );
  return Object.fromEntries(counts);
}

function bytes(size: number) {
  return { bytes: new ArrayBuffer(size), type: 'image/jpeg' };
}

/** Writes blocks of noise, which cannot be compressed, halving them until not even one of 1 KB fits. */
async function fill(projectId: ProjectId): Promise<void> {
  const { backbone, guardQuota, addFeatures } = room;
  for (let length = 200_000; length >= 256;) {
    const vectors = Float32Array.from({ length }, () => Math.random());
    const one = Uint32Array.of(1);
    const kept = await guardQuota(() => addFeatures(projectId, backbone, length, one, vectors));
    if (!kept.ok) length = Math.floor(length / 2);
  }
}

describe('when the disk is full', () => {
  it('a batch of pictures is refused as a whole, and what was there before is untouched', async () => {
    const { id } = await room.begin();
    const [map] = await room.addLabels(id, 'Map');
    await room.addPictures(id, 3, { attachments: decidedByFolder(map) });
    const before = await rows();

    const large = [10, 11, 12, 13].map((index) =>
      room.picture(index, { attachments: decidedByFolder(map), thumbnail: bytes(1_000_000) }),
    );
    expect(await room.addItems(id, large)).toMatchObject({ problem: { kind: 'quota-exceeded' } });
    expect(await rows()).toEqual(before);

    const withFiles = [14, 15].map((index) =>
      room.picture(index, { working: new Blob([new ArrayBuffer(2_000_000)]) }),
    );
    expect(await room.addItems(id, withFiles)).toMatchObject({
      problem: { kind: 'quota-exceeded' },
    });
    expect(await rows()).toEqual(before);
  });

  it('what fits is still kept afterwards', async () => {
    const { id } = await room.begin();
    const [map] = await room.addLabels(id, 'Map');
    await room.addPictures(id, 2, { attachments: decidedByFolder(map), thumbnail: bytes(10_000) });
    expect((await room.countItems(id)).decided).toBe(2);
  });

  it('an act that does not fit is a failure, and leaves neither events nor standings', async () => {
    const { id } = await room.begin();
    const [map] = await room.addLabels(id, 'Map');
    const all = await room.addPictures(id, 40, { thumbnail: bytes(100) });
    const before = await room.getItems(all);
    await fill(id);
    const logged = await rows();

    const outcome = await room.guardQuota(() => room.answer(id, all, room.as(map!)));
    expect(outcome).toMatchObject({ problem: { kind: 'quota-exceeded' } });
    expect(await rows()).toEqual(logged);
    expect(await room.getItems(all)).toEqual(before);
  });
});
