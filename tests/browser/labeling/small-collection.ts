/** A real project in the real database, with small painted pictures, and the parts of a machine beside it. */
import { createLabel } from '../../../src/collection/labels';
import { addItems, getItems, itemIds, type NewItem } from '../../../src/collection/items';
import { createProject } from '../../../src/collection/projects';
import { savePredictions } from '../../../src/collection/runs';
import type {
  BackboneHash,
  Item,
  Label,
  Predictions,
  Project,
  RunId,
  Task,
} from '../../../src/collection/records';
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
}: {
  pictures?: number;
  labels?: string[];
  task?: Task;
  seed?: number;
} = {}): Promise<SmallCollection> {
  const backbone = 'a'.repeat(64) as BackboneHash;
  const project = await createProject({ name: 'Sheets', task, backbone, seed, annotator: 'Ada' });
  const made: Label[] = [];
  for (const name of labels) {
    const outcome = await createLabel(project.id, { name });
    if (!outcome.ok) throw new Error(outcome.problem.kind);
    made.push(outcome.value);
  }
  if (pictures > 0) await addPictures(project, pictures);
  return { project, labels: made, items: await getItems(await itemIds(project.id)) };
}

export async function addPictures(project: Project, count: number): Promise<void> {
  const incoming: NewItem[] = [];
  for (let index = 0; index < count; index += 1) incoming.push(await painted(index));
  const outcome = await addItems(project.id, incoming);
  if (!outcome.ok) throw new Error(outcome.problem.kind);
}

async function painted(index: number): Promise<NewItem> {
  paintings += 1;
  const canvas = new OffscreenCanvas(64, 48);
  const brush = canvas.getContext('2d');
  if (brush === null) throw new Error('There is no canvas to paint on.');
  brush.fillStyle = `hsl(${(index * 47) % 360} 40% 70%)`;
  brush.fillRect(0, 0, 64, 48);
  brush.fillStyle = 'black';
  brush.fillText(String(paintings), 8, 28);
  const working = await canvas.convertToBlob({ type: 'image/png' });
  return {
    name: `sheet ${String(index + 1).padStart(3, '0')}.png`,
    folder: 'Sheets',
    sha256: paintings.toString(16).padStart(64, '0'),
    bytes: working.size,
    type: 'image/png',
    width: 64,
    height: 48,
    handle: null,
    working,
    thumbnail: { bytes: await working.arrayBuffer(), type: 'image/png' },
    labelId: null,
  };
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
