/** Looks for doubtful labels. */
import type { ProjectId } from '../collection/records';
import { TrainerTask } from '../workers/trainer-task.svelte';

export class LabelErrorSearch extends TrainerTask {
  look(projectId: ProjectId): Promise<void> {
    return this.run((api, job, report) => api.findLabelErrors(job, projectId, report));
  }
}
