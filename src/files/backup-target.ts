/** Where the file of a collection goes. */
import { chooseTarget } from './save-picker';

/** As `chooseTarget` asks. */
export function chooseBackupTarget(suggestedName: string): ReturnType<typeof chooseTarget> {
  return chooseTarget(suggestedName, {
    description: 'Collection of Vitrine',
    accept: { 'application/x-vitrine': ['.vitrine'] },
  });
}
