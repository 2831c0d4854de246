/** Projects: begin, list, change, delete. */
import { forgetAnswers } from './standing-answers';
import { database, newId } from './database';
import { deleteRows } from './row-ranges';
import type { BackboneHash, Project, ProjectId, Task } from './records';

export interface NewProject {
  name: string;
  task: Task;
  backbone: BackboneHash;
  annotator?: string;
  /** Decides roles and random orders; drawn when not given. */
  seed?: number;
  isSample?: boolean;
}

export async function createProject(beginning: NewProject): Promise<Project> {
  const project: Project = {
    id: newId<ProjectId>(),
    name: beginning.name.trim(),
    createdAt: Date.now(),
    task: beginning.task,
    seed: beginning.seed ?? randomSeed(),
    annotator: beginning.annotator?.trim() ?? '',
    criteria: null,
    strategy: 'uncertain',
    backbone: beginning.backbone,
    servingRun: null,
    isSample: beginning.isSample ?? false,
    backedUpAt: null,
  };
  await database.projects.add(project);
  return project;
}

/** All projects, oldest first, with how many items each has and how many of them are decided. */
export async function listProjects(): Promise<(Project & { items: number; decided: number })[]> {
  const projects = await database.projects.orderBy('createdAt').toArray();
  return Promise.all(
    projects.map(async (project) => {
      const [items, decided] = await Promise.all([
        database.items.where({ projectId: project.id }).count(),
        database.items.where({ projectId: project.id, state: 'decided' }).count(),
      ]);
      return { ...project, items, decided };
    }),
  );
}

export function getProject(id: ProjectId): Promise<Project | undefined> {
  return database.projects.get(id);
}

/** The project, for those who cannot go on without it. Throws when it was deleted meanwhile. */
export async function requireProject(id: ProjectId): Promise<Project> {
  const project = await database.projects.get(id);
  if (project === undefined) throw new Error('This collection was deleted.');
  return project;
}

export async function updateProject(
  id: ProjectId,
  patch: Partial<
    Pick<
      Project,
      'name' | 'annotator' | 'criteria' | 'strategy' | 'backbone' | 'servingRun' | 'backedUpAt'
    >
  >,
): Promise<void> {
  await database.projects.update(id, patch);
}

/**
 * Deletes a project and everything of it, in one transaction. A backbone fine-tuned in it goes too,
 * unless another project stands on it: then it belongs to that one from here on.
 */
export async function deleteProject(projectId: ProjectId): Promise<void> {
  forgetAnswers(projectId);
  await database.transaction('rw', database.tables, async () => {
    await database.projects.delete(projectId);
    await Promise.all(numbered.map((name) => deleteRows(name, projectId)));
    const named = [
      database.labels,
      database.snapshots,
      database.runs,
      database.heads,
      database.checkpoints,
      database.predictions,
      database.measurements,
      database.secondLooks,
      database.accepted,
      database.doubts,
      database.searches,
      database.assessments,
      database.autosaves,
      database.allowances,
    ];
    await Promise.all(named.map((table) => table.where({ projectId }).delete()));

    const others = await database.projects.toArray();
    const hashes = await database.backbones.where({ projectId }).primaryKeys();
    for (const hash of hashes) {
      const heir = others.find((other) => other.backbone === hash);
      if (heir === undefined) await database.backbones.delete(hash);
      else await database.backbones.update(hash, { projectId: heir.id });
    }
  });
}

/** Tables of many rows with numbered keys. */
const numbered = [
  'items',
  'itemRecords',
  'workingCopies',
  'thumbnails',
  'networkViews',
  'decisions',
  'features',
  'labelEdits',
];

function randomSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 1;
}
