/** Small pictures of three plainly different kinds, drawn from a seed, in a real project. */
import { addItems, getItems, itemIds, type NewItem } from '../../../src/collection/items';
import { createLabel } from '../../../src/collection/labels';
import { createProject } from '../../../src/collection/projects';
import type { BackboneHash, Item, Label, Project } from '../../../src/collection/records';
import { earlierBundled } from '../../../src/collection/backbone-catalogue';
import { randomNumbers } from '../../../src/statistics/random';

const kinds = ['Stripes', 'Disc', 'Plain'];

export interface KindsCollection {
  project: Project;
  labels: Label[];
  items: Item[];
  /** The label a person would give. */
  truth(item: Item): Label;
}

/** @param backbone The bundled network of version 0.2 when not given: many times quicker than today's. */
export async function collectionOfKinds(
  count: number,
  backbone: BackboneHash = earlierBundled,
): Promise<KindsCollection> {
  const project = await createProject({ name: 'Kinds', task: 'single', backbone, seed: 11 });
  const labels: Label[] = [];
  for (const name of kinds) {
    const made = await createLabel(project.id, { name });
    if (!made.ok) throw new Error(made.problem.kind);
    labels.push(made.value);
  }
  const random = randomNumbers(5);
  const incoming: NewItem[] = [];
  for (let index = 0; index < count; index += 1) {
    incoming.push(await drawn(kinds[index % kinds.length] ?? '', index, random));
  }
  const added = await addItems(project.id, incoming);
  if (!added.ok) throw new Error(added.problem.kind);
  return {
    project,
    labels,
    items: await getItems(await itemIds(project.id)),
    truth(item) {
      const label = labels.find(({ name }) => name === item.folder);
      if (!label) throw new Error(item.folder);
      return label;
    },
  };
}

async function drawn(kind: string, index: number, random: () => number): Promise<NewItem> {
  const canvas = new OffscreenCanvas(64, 64);
  const brush = canvas.getContext('2d');
  if (!brush) throw new Error('There is no canvas to draw on.');
  brush.fillStyle = `hsl(${40 + random() * 20} 40% ${75 + random() * 15}%)`;
  brush.fillRect(0, 0, 64, 64);
  brush.fillStyle = `hsl(${200 + random() * 60} 50% 25%)`;
  if (kind === 'Disc') {
    brush.arc(24 + random() * 16, 24 + random() * 16, 12 + random() * 8, 0, 7);
    brush.fill();
  }
  if (kind === 'Stripes') {
    const gap = 6 + random() * 4;
    for (let y = random() * gap; y < 64; y += gap) brush.fillRect(0, y, 64, gap / 2);
  }
  const working = await canvas.convertToBlob({ type: 'image/png' });
  return {
    name: `${index}.png`,
    folder: kind,
    // By number: the role is drawn from it, and must be the same every time.
    sha256: index.toString(16).padStart(64, '0'),
    bytes: working.size,
    type: 'image/png',
    width: 64,
    height: 64,
    handle: null,
    working,
    thumbnail: { bytes: await working.arrayBuffer(), type: 'image/png' },
    attachments: null,
  };
}
