/** Looks for doubtful labels. */
import type { ProjectId } from '../collection/records';
import { Errand } from '../workers/trainer-task.svelte';

export class DoubtSearch extends Errand {
  look(projectId: ProjectId): Promise<void> {
    return this.run((api, job, report) => api.findDoubts(job, projectId, report));
  }
}
