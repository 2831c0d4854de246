/** What is said of a picture that came in, but not quite as it should be: to the person, and in its record. */
import type { RemarkKind } from '../outcome';

export const remarkWords: Record<RemarkKind, string> = {
  'cut-off': 'The file is damaged or cut off; what could be read of it is shown',
  stretched: 'Stored very dark; its values were spread over the full range',
  black: 'Nothing but black; the file may be damaged',
};
