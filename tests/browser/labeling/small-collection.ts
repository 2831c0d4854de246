/** A real project in the real database, with small painted pictures, and the parts of a machine beside it. */
import { createLabel } from '../../../src/collection/labels';
import { addItems, getItems, itemIds, type NewItem } from '../../../src/collection/items';
import type { Attachments } from '../../../src/collection/item-records';
import { createProject } from '../../../src/collection/projects';
import { savePredictions } from '../../../src/collection/runs';
import type {
  BackboneHash,
  Item,
  Label,
  Project,
  RunId,
  Task,
} from '../../../src/collection/records';
import type { Predictions } from '../../../src/collection/training-records';
import type { Machine } from '../../../src/workers/machine';

export interface SmallCollection {
  project: Project;
  labels: Label[];
  /** In the order of import. */
  items: Item[];
}

let paintings = 0;

export async function makeCollection({
  pictures = 24,
  labels = ['Fern', 'Moss', 'Orchid'],
  task = 'single',
  seed = 7,
  attachments = null,
}: {
  pictures?: number;
  labels?: string[];
  task?: Task;
  seed?: number;
  attachments?: Attachments | null;
} = {}): Promise<SmallCollection> {
  const backbone = 'a'.repeat(64) as BackboneHash;
  const project = await createProject({ name: 'Sheets', task, backbone, seed, annotator: 'Ada' });
  const made: Label[] = [];
  for (const name of labels) {
    const outcome = await createLabel(project.id, { name });
    if (!outcome.ok) throw new Error(outcome.problem.kind);
    made.push(outcome.value);
  }
  if (pictures > 0) await addPictures(project, pictures, attachments);
  return { project, labels: made, items: await getItems(await itemIds(project.id)) };
}

export async function addPictures(
  project: Project,
  count: number,
  attachments: Attachments | null = null,
): Promise<void> {
  const incoming: NewItem[] = [];
  for (let index = 0; index < count; index += 1) incoming.push({ ...painted(index), attachments });
  const outcome = await addItems(project.id, incoming);
  if (!outcome.ok) throw new Error(outcome.problem.kind);
}

function painted(index: number): NewItem {
  paintings += 1;
  const bytes = bitmap([(index * 47) % 256, (index * 91) % 256, 160]);
  return {
    name: `sheet ${String(index + 1).padStart(3, '0')}.bmp`,
    folder: 'Sheets',
    sha256: paintings.toString(16).padStart(64, '0'),
    bytes: bytes.byteLength,
    type: 'image/bmp',
    width: side,
    height: side,
    handle: null,
    working: new Blob([bytes], { type: 'image/bmp' }),
    thumbnail: { bytes, type: 'image/bmp' },
    attachments: null,
  };
}

const side = 32;

/**
 * A picture of one colour. Written by hand: `convertToBlob` waits for the page to be idle, which a
 * busy page may not be for a second a picture.
 */
function bitmap([red, green, blue]: [number, number, number]): ArrayBuffer {
  const head = 54;
  const bytes = new ArrayBuffer(head + side * side * 3);
  const view = new DataView(bytes);
  view.setUint16(0, 0x424d);
  const fields = [bytes.byteLength, 0, head, 40, side, side, 1 | (24 << 16)];
  fields.forEach((field, place) => view.setUint32(2 + place * 4, field, true));
  new Uint8Array(bytes, head).forEach((_, place, pixels) => {
    pixels[place] = [blue, green, red][place % 3] ?? 0;
  });
  return bytes;
}

/** Predictions as the trainer would save them: for each item, the probability of each label. */
export async function predict(
  { project, labels, items }: SmallCollection,
  probabilitiesOf: (item: Item, index: number) => number[],
  { version = 1, floor = 0.4 }: { version?: number; floor?: number } = {},
): Promise<Predictions> {
  const predictions: Predictions = {
    projectId: project.id,
    runId: `run-of-${project.id}` as RunId,
    runNumber: 7,
    version,
    at: Date.now(),
    learnedUpTo: 0,
    task: project.task,
    labelIds: labels.map((label) => label.id),
    floor,
    itemIds: Uint32Array.from(items, (item) => item.id),
    probabilities: Float32Array.from(items.flatMap(probabilitiesOf)),
    poolOrder: Uint32Array.from(
      items.filter((item) => item.role === 'pool').map((item) => item.id),
    ),
  };
  await savePredictions(predictions);
  return predictions;
}

/** A machine that answers with these neighbours; what it computes is not what is tested here. */
export function machineWith(neighbours: Machine['neighbours'] = async () => []): Machine {
  return {
    status: {
      subscribe(listener) {
        listener({ activity: 'idle', progress: null, device: null, problem: null });
        return () => undefined;
      },
    },
    neighbours,
    restart: () => undefined,
    close: () => undefined,
  };
}
