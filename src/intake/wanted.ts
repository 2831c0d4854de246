/** Which pictures a person wants to see. */
import type { ItemFilter } from '../collection/items';
import type { ItemState, LabelId, Role } from '../collection/records';

/** As it stands in the controls: '' for any. */
export interface Wanted {
  state: ItemState | '';
  role: Role | '';
  labelId: LabelId | '';
  text: string;
}

export const anyPicture: Wanted = { state: '', role: '', labelId: '', text: '' };

export function filterFor({ state, role, labelId, text }: Wanted): ItemFilter {
  return {
    ...(state !== '' && { state }),
    ...(role !== '' && { role }),
    ...(labelId !== '' && { labelId }),
    ...(text.trim() !== '' && { text }),
  };
}

/** Whether anything is left out. */
export function isNarrowed(wanted: Wanted): boolean {
  return Object.keys(filterFor(wanted)).length > 0;
}
