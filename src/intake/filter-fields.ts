/** Which pictures a person wants to see. */
import type { ItemState, LabelId, Role } from '../collection/records';
import type { PictureFilter } from '../workers/protocol/catalogue';

/** As it stands in the controls: '' for any. */
export interface FilterFields {
  state: ItemState | '';
  role: Role | '';
  labelId: LabelId | '';
  text: string;
  /** Name of a field of the record. */
  field: string;
  match: 'contains' | 'word';
  value: string;
  /** Confidence of the model, in per cent, as written. */
  atLeast: string;
  atMost: string;
  /** Only where the model would have decided otherwise. */
  isContested: boolean;
}

export const anyPicture: FilterFields = {
  state: '',
  role: '',
  labelId: '',
  text: '',
  field: '',
  match: 'contains',
  value: '',
  atLeast: '',
  atMost: '',
  isContested: false,
};

export function filterFor(filter: FilterFields): PictureFilter {
  const { state, role, labelId, text, field, match, value, atLeast, atMost } = filter;
  const [low, high] = [share(atLeast), share(atMost)];
  return {
    ...(state !== '' && { state }),
    ...(role !== '' && { role }),
    ...(labelId !== '' && { labelId }),
    ...(text.trim() !== '' && { text }),
    ...(field !== '' && value.trim() !== '' && { field: { name: field, match, value } }),
    ...((low !== null || high !== null) && {
      confidence: { atLeast: low ?? 0, atMost: high ?? 1 },
    }),
    ...(filter.isContested && { isContested: true }),
  };
}

/** Whether anything is left out. */
export function isNarrowed(filter: FilterFields): boolean {
  return Object.keys(filterFor(filter)).length > 0;
}

/** How many of the conditions that are folded away are in force. */
export function foldedConditions(filter: FilterFields): number {
  const { field, confidence, isContested } = filterFor(filter);
  return [field, confidence, isContested].filter((one) => one !== undefined).length;
}

/** Null for anything that is no number from 0 to 100. */
function share(percent: string): number | null {
  const number = Number(percent.trim().replace(',', '.'));
  const isShare = percent.trim() !== '' && number >= 0 && number <= 100;
  return isShare ? number / 100 : null;
}
