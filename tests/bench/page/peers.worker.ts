/** Vitrine's side of the comparison, in a worker as the app computes, by the functions the app calls. */
import { bundledBackbone } from '../../../src/collection/backbone-catalogue';
import { dropViews } from '../../../src/collection/network-views';
import { createProject, deleteProject } from '../../../src/collection/projects';
import type { ItemId, LabelId, Project, RunId } from '../../../src/collection/records';
import type { SnapshotRow, StoredHead } from '../../../src/collection/training-records';
import { firstChoice } from '../../../src/model/answers';
import { chooseBackend } from '../../../src/model/backend';
import type { Outcome } from '../../../src/outcome';
import { readBundled } from '../../../src/workers/backbones/bundled-network';
import { fastestEmbedder } from '../../../src/workers/backbones/embedders';
import { embedSome } from '../../../src/workers/backbones/embedding';
import { FeatureTable } from '../../../src/workers/backbones/feature-table';
import { fitToDecisions, predictAll } from '../../../src/workers/learning/fit-and-predict';
import { laySet } from '../../../src/workers/learning/learning-set';
import { importBatch } from '../../../src/workers/pictures/import-batch';
import type { Draw, OpenedFolder, PeerPicture, PeersRequest, VitrineResult } from './peers-request';

interface Opened {
  project: Project;
  pictures: PeerPicture[];
  labelIds: LabelId[];
  /** By place among the pictures; undefined for a twin. */
  itemIds: (ItemId | undefined)[];
  table: FeatureTable;
}

/** Embedded before the clock starts. */
const warmUp = 16;
const { signal } = new AbortController();
let opened: Opened | null = null;

self.addEventListener('message', ({ data }: MessageEvent<PeersRequest>) => {
  (data.kind === 'open' ? open(data) : learn(data.draw)).then(
    (answer) => self.postMessage(answer),
    reportError,
  );
});

async function open({
  pictures,
  labels,
  base,
}: Extract<PeersRequest, { kind: 'open' }>): Promise<OpenedFolder> {
  if (opened !== null) await deleteProject(opened.project.id);
  const project = await createProject({
    name: 'Peers',
    task: 'single',
    backbone: bundledBackbone,
    seed: 1,
  });
  const itemIds = await bringIn(project, pictures);
  const kept = itemIds.flatMap((itemId, place) => (itemId === undefined ? [] : [place]));
  const ids = itemIds.filter((itemId) => itemId !== undefined);
  // What the import left for the network would spare it the decoding.
  await dropViews(ids);
  const chosen = granted(await chooseBackend('embed'));
  const artifacts = granted(await readBundled(new URL(base), bundledBackbone));
  const embedder = granted(await fastestEmbedder(artifacts, chosen));
  const table = await FeatureTable.read(project.id, bundledBackbone, embedder.dims);
  const embed = (some: ItemId[]) =>
    embedSome(project.id, embedder, table, some, Infinity, signal).then(granted);
  await embed(ids.slice(0, warmUp));
  const begun = performance.now();
  const count = await embed(ids.slice(warmUp));
  const perSecond = count / ((performance.now() - begun) / 1000);
  embedder.dispose();
  const labelIds = Array.from({ length: labels }, (_, label) => `label ${label}` as LabelId);
  opened = { project, pictures, labelIds, itemIds, table };
  return { kept, perSecond };
}

async function bringIn(project: Project, pictures: PeerPicture[]): Promise<Opened['itemIds']> {
  const files = await Promise.all(
    pictures.map(async ({ url, name }) => ({
      file: new File([await (await fetch(url)).blob()], name),
      folder: '',
      handle: null,
      attachments: null,
    })),
  );
  const reports = await importBatch(
    { projectId: project.id, files, workingSide: 1024, folderLabels: null },
    signal,
  );
  return reports.map((report) => {
    if (report.ok) return report.itemId;
    if (report.problem.kind === 'duplicate') return undefined;
    throw new Error(`${report.name}: ${report.problem.kind}`);
  });
}

/**
 * The desk asks two pool pictures, a check picture, two pool pictures, and then one of the benchmark: here
 * the test pictures are the benchmark, so every fifth labelled picture is a check picture.
 */
async function learn({ labelled, test }: Draw): Promise<VitrineResult> {
  if (opened === null) throw new Error('No folder has been opened.');
  const { project, pictures, labelIds, itemIds, table } = opened;
  const truth = labelled.map((place, turn): SnapshotRow => {
    const labelId = labelIds[pictures[place]!.label]!;
    return {
      itemId: itemIds[place]!,
      role: turn % 5 === 2 ? 'check' : 'pool',
      labelIds: [labelId],
    };
  });
  const fitted = async (rows: SnapshotRow[], before?: StoredHead): Promise<StoredHead> => {
    const set = laySet({ labelIds, rows }, table);
    if (set === null) throw new Error('There is too little to learn from.');
    const settings = { l2: 'auto' as const, balance: true };
    const recipe = { kind: 'head' as const, settings };
    const head = granted(await fitToDecisions(project, set, table, recipe, before, signal));
    const { id: projectId } = project;
    const { backbone } = table;
    return {
      ...{ runId: 'run' as RunId, projectId, version: 1, backbone },
      ...{ labelIds: set.labelIds, head },
    };
  };
  // As in the app, which has learned from all labels but the last when the last is given.
  const before = await fitted(truth.slice(0, -1));
  await predictAll(before.head, table);
  const begun = performance.now();
  const after = await fitted(truth, before);
  const probabilities = await predictAll(after.head, table);
  const suggestionsMs = performance.now() - begun;
  const classes = after.labelIds.length;
  const right = test.filter((place) => {
    const choice = firstChoice(probabilities, table.rowOf(itemIds[place]!)!, classes);
    return after.labelIds[choice] === labelIds[pictures[place]!.label];
  });
  return { accuracy: right.length / test.length, suggestionsMs };
}

function granted<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(`${outcome.problem.kind}: ${outcome.problem.detail ?? ''}`);
  return outcome.value;
}
