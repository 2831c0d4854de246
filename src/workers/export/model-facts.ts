/** What a run's rows say about its model, gathered for the documents that travel with the file. */
import { getBackbone } from '../../collection/backbones';
import { listLabels } from '../../collection/labels';
import type { Project } from '../../collection/records';
import type { Run, Snapshot, StoredHead } from '../../collection/training-records';
import { freezeLearned } from '../../collection/snapshots';
import type { ModelDescription } from '../../exchange/model-description';
import { bundledFacts } from '../../collection/backbone-catalogue';
import { version as appVersion } from '../../../package.json';

type Facts = Omit<ModelDescription, 'inputSize' | 'format' | 'precision' | 'tensorflowVersion'>;

export async function factsOf(project: Project, run: Run, stored: StoredHead): Promise<Facts> {
  const labels = await listLabels(project.id);
  const byId = new Map(labels.map((label) => [label.id, label]));
  return {
    collection: project.name,
    task: project.task,
    run: {
      number: run.number,
      version: stored.version,
      recipe: run.recipe.kind,
      device: run.device,
    },
    labels: stored.labelIds.map((id) => {
      const label = byId.get(id);
      return {
        name: label?.name ?? id,
        description: label?.description ?? '',
        uri: label?.uri ?? '',
      };
    }),
    floor: stored.head.floor,
    evaluation: run.evaluation,
    evaluatedLabels: run.evaluatedLabels.map((id) => byId.get(id)?.name ?? id),
    backbone: await backboneFacts(run),
    snapshot: summary(run.version > 0 ? await freezeLearned(run) : undefined),
    appVersion,
    at: Date.now(),
  };
}

async function backboneFacts(run: Run): Promise<Facts['backbone']> {
  const stored = await getBackbone(run.backbone);
  const { name, licence, source } = stored ?? bundledFacts(run.backbone);
  if (stored?.origin !== 'fine-tuned') return { name, licence, source, hash: run.backbone };
  const before = await getBackbone(run.startedFrom);
  return {
    name: (before ?? bundledFacts(run.startedFrom)).name,
    licence,
    source: `trained further in run ${run.number}`,
    hash: run.backbone,
  };
}

function summary(snapshot: Snapshot | undefined): Facts['snapshot'] {
  if (!snapshot) return null;
  const count = (role: string) => snapshot.rows.filter((row) => row.role === role).length;
  return {
    hash: snapshot.id,
    pool: count('pool'),
    check: count('check'),
    benchmark: count('benchmark'),
  };
}
