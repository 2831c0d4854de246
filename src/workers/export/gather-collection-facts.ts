/** What the tables know of a collection, gathered for its papers. Rows are read a page at a time. */
import { listAccepted } from '../../collection/accepted';
import { getBackbone } from '../../collection/backbones';
import { countItems, itemIds, roleCounts } from '../../collection/items';
import { labelledPages } from '../../collection/labelled-items';
import { listLabels, resolveLabel } from '../../collection/labels';
import type { BackboneHash, Label, LabelId, Project } from '../../collection/records';
import type { Run } from '../../collection/training-records';
import { getHead, listRuns } from '../../collection/runs';
import { listSecondLooks } from '../../collection/second-looks';
import { listVersions } from '../../collection/versions';
import type { BackboneFacts, CollectionFacts, RunFacts } from '../../exchange/collection-facts';
import { bundledFacts } from '../../collection/backbone-catalogue';
import { version as appVersion } from '../../../package.json';
import { decisionFacts } from './decision-facts';
import { labelClasses } from './labelled-pictures';
import { PictureCounts } from './picture-counts';

export async function collectionFacts(
  project: Project,
  signal: AbortSignal,
): Promise<CollectionFacts> {
  const [labels, versions, runs, accepted, secondLooks, decided] = await Promise.all([
    listLabels(project.id),
    listVersions(project.id),
    listRuns(project.id),
    listAccepted(project.id),
    listSecondLooks(project.id),
    decisionFacts(project.id),
  ]);
  const finished = runs.filter((run) => run.status === 'done').reverse();
  const counted = await countPictures(project, labels, signal);
  return {
    id: project.id,
    name: project.name,
    task: project.task,
    createdAt: project.createdAt,
    isSample: project.isSample,
    labels: labelClasses({ labels, frozen: null }).map((label) => ({
      ...label,
      pictures: counted.labels.get(label.id as LabelId) ?? 0,
    })),
    pictures: counted.pictures,
    ...decided,
    accepted: accepted.length,
    secondLooks: secondLooks.length,
    goals: project.criteria,
    versions: versions
      .map(({ id, name, at, roles }) => {
        return { id, name, at, pictures: roles.pool + roles.check + roles.benchmark };
      })
      .reverse(),
    runs: await Promise.all(finished.map((run) => runFacts(project, run))),
    backbones: await backboneFacts(finished),
    appVersion,
    at: Date.now(),
  };
}

async function countPictures(project: Project, labels: readonly Label[], signal: AbortSignal) {
  const targets = new Map(labels.map(({ id }) => [id, resolveLabel(labels, id)]));
  const pictureCounts = new PictureCounts();
  const counts = new Map<LabelId, number>();
  for await (const page of labelledPages(await itemIds(project.id))) {
    signal.throwIfAborted();
    for (const { item } of page) {
      pictureCounts.add(item);
      const answer = item.standing?.answer;
      if (answer?.kind !== 'labels') continue;
      for (const id of new Set(answer.labelIds.map((id) => targets.get(id) ?? id))) {
        counts.set(id, (counts.get(id) ?? 0) + 1);
      }
    }
  }
  const [{ open, skipped }, roles] = await Promise.all([
    countItems(project.id),
    roleCounts(project.id),
  ]);
  return { labels: counts, pictures: { ...pictureCounts.facts(), roles, open, skipped } };
}

async function runFacts(project: Project, run: Run): Promise<RunFacts> {
  const head = await getHead(run.id);
  return {
    id: run.id,
    number: run.number,
    version: head?.version ?? run.version,
    recipe: run.recipe.kind,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt ?? run.startedAt,
    versionId: run.snapshotId,
    startedFrom: run.startedFrom,
    backbone: run.backbone,
    device: run.device,
    appVersion: run.appVersion,
    accuracy: run.evaluation && run.evaluation.n > 0 ? run.evaluation.accuracy : null,
    isServing: run.id === project.servingRun,
  };
}

async function backboneFacts(runs: readonly Run[]): Promise<BackboneFacts[]> {
  const hashes = new Set<BackboneHash>(runs.flatMap((run) => [run.startedFrom, run.backbone]));
  return Promise.all(
    [...hashes].map(async (hash) => {
      const stored = await getBackbone(hash);
      const { name, licence, source } = stored ?? bundledFacts(hash);
      return { hash, name, licence, source };
    }),
  );
}
