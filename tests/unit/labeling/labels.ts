/** Labels as rows, for what needs no database. */
import type { Label, LabelId, ProjectId } from '../../../src/collection/records';

export function label(name: string, patch: Partial<Label> = {}): Label {
  return {
    id: name.toLowerCase() as LabelId,
    projectId: 'project' as ProjectId,
    name,
    description: '',
    uri: '',
    key: '',
    guideline: '',
    position: 0,
    createdAt: 0,
    retiredAt: null,
    mergedInto: null,
    ...patch,
  };
}
