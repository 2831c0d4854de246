/** The log of a collection's runs, as a file to keep or to work on elsewhere. */
import { listLabels } from '../../collection/labels';
import { getProject } from '../../collection/projects';
import type { Project, ProjectId } from '../../collection/records';
import type { Run } from '../../collection/training-records';
import { listRuns } from '../../collection/runs';
import { listVersions } from '../../collection/versions';
import { writeRunsCsv, writeRunsJson, type LoggedRun } from '../../exchange/runs-log';
import { fileStem } from '../../exchange/words';
import { failure, success, type Outcome } from '../../outcome';

/** In the order in which they were begun. Fails with 'not-found'. */
export async function exportRuns(
  projectId: ProjectId,
  format: 'csv' | 'json',
): Promise<Outcome<{ file: Blob; fileName: string }>> {
  const project = await getProject(projectId);
  if (!project) return failure('not-found', 'the collection is gone');
  const runs = await loggedRuns(project);
  const [text, type] =
    format === 'csv'
      ? [writeRunsCsv(runs), 'text/csv;charset=utf-8']
      : [writeRunsJson(project.name, runs, Date.now()), 'application/json'];
  return success({
    file: new Blob([text], { type }),
    fileName: `${fileStem(project.name)}-runs.${format}`,
  });
}

async function loggedRuns(project: Project): Promise<LoggedRun[]> {
  const [runs, versions, labels] = await Promise.all([
    listRuns(project.id),
    listVersions(project.id),
    listLabels(project.id),
  ]);
  const names = new Map(labels.map(({ id, name }) => [id, name]));
  const numbers = new Map(runs.map(({ id, number }) => [id, number]));
  return runs.reverse().map((run) => {
    const version = versions.find(({ id }) => id === run.snapshotId);
    return {
      run: run.number,
      recipe: run.recipe.kind,
      settings: { ...run.recipe.settings },
      seed: run.seed,
      state: stateOf(run),
      isServing: run.id === project.servingRun,
      startedAt: run.startedAt,
      finishedAt: run.finishedAt,
      snapshot: version
        ? {
            sha256: version.id,
            name: version.name,
            pictures: version.roles.pool + version.roles.check + version.roles.benchmark,
          }
        : null,
      learnedUpTo: run.learnedUpTo,
      startedFrom: run.startedFrom,
      backbone: run.backbone,
      headVersion: run.version,
      firstHead: run.firstFit?.sha256 ?? null,
      appVersion: run.appVersion,
      device: run.device,
      evaluation: run.evaluation,
      labels: run.evaluatedLabels.map((id) => names.get(id) ?? id),
      epochs: run.epochs,
      held: run.held?.reason ?? null,
      problem: run.problem?.kind ?? null,
      recreates: run.recreates === null ? null : (numbers.get(run.recreates) ?? null),
      isTrial: run.searchId !== null,
      note: run.note,
      tags: run.tags,
      isPinned: run.pinned,
    };
  });
}

function stateOf({ status, held }: Run): string {
  return status === 'done' && held ? 'held' : status;
}
