import { describe, expect, it } from 'vitest';
import type { OutgoingPicture } from '../../../src/exchange/labelled-picture';
import { cocoPieces } from '../../../src/exchange/labels-coco';
import { classes, hostile, inPages, joined, outgoing, suggested } from './pictures';

const facts = { collection: 'Herb "arium"\n', labels: classes, appVersion: '0.1.0', at: 0 };

interface Coco {
  info: { description: string };
  images: { id: number; file_name: string; width: number; height: number }[];
  categories: { id: number; name: string; uri?: string }[];
  annotations: {
    id: number;
    image_id: number;
    category_id: number;
    bbox: number[];
    area: number;
    creator: string | null;
    generator: string | null;
    score?: number;
  }[];
}

async function coco(rows: OutgoingPicture[]): Promise<Coco> {
  return JSON.parse(await joined(cocoPieces(() => inPages(rows, 2), facts))) as Coco;
}

describe('labels as COCO', () => {
  it('is whole JSON, however many pages it was written in', async () => {
    for (const count of [0, 1, 2, 5]) {
      const rows = Array.from({ length: count }, (_, id) => outgoing(id, [0]));
      const { images, annotations } = await coco(rows);
      expect(images).toHaveLength(count);
      expect(annotations).toHaveLength(count);
    }
  });

  it('says a label of the whole picture with a box around all of it', async () => {
    const { annotations, images } = await coco([outgoing(7, [2], { path: 'pictures/a.jpg' })]);
    expect(images).toMatchObject([{ id: 7, file_name: 'pictures/a.jpg', width: 640, height: 480 }]);
    expect(annotations).toMatchObject([
      { image_id: 7, category_id: 3, bbox: [0, 0, 640, 480], area: 640 * 480 },
    ]);
  });

  it('without pictures names each by its path from the top: two boxes may hold a 0001.jpg', async () => {
    const boxes = ['box 1', 'box 2', ''].map((folder, id) =>
      outgoing(id, [0], { folder, file: '0001.jpg' }),
    );
    const { images } = await coco(boxes);
    expect(images.map(({ file_name }) => file_name)).toEqual([
      ...['box 1/0001.jpg', 'box 2/0001.jpg', '0001.jpg'],
    ]);
  });

  it('keeps names exactly, and every reference meets what it names', async () => {
    const rows = hostile.map((_, place) => outgoing(100 + place, [place, 0]));
    const { categories, images, annotations } = await coco(rows);
    expect(categories.map(({ name }) => name)).toEqual(hostile);
    expect(new Set(annotations.map(({ id }) => id)).size).toBe(annotations.length);
    const [imageIds, categoryIds] = [images, categories].map(
      (list) => new Set(list.map(({ id }) => id)),
    );
    for (const { image_id, category_id } of annotations) {
      expect(imageIds).toContain(image_id);
      expect(categoryIds).toContain(category_id);
    }
  });

  it('tells a person’s word from a model’s', async () => {
    const { annotations } = await coco([outgoing(1, [0]), outgoing(2, [1], suggested)]);
    expect(annotations).toMatchObject([
      { creator: 'Ada', generator: null },
      { creator: null, generator: 'run 7, version 12', score: 0.875 },
    ]);
    expect(annotations[0]).not.toHaveProperty('score');
  });
});
