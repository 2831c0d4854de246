/** What can go wrong with a file outside the browser's own storage, as values. */
import { guardQuota } from '../../collection/storage';
import { failure, type Outcome } from '../../outcome';

/**
 * Runs a write. The file appears under its name when it is whole: until then the browser writes beside
 * it. Expected failures: 'quota-exceeded', 'unwritable-file', 'folder-gone'.
 */
export async function guardFile<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    const written = await guardQuota(work);
    return written.ok ? written.value : written;
  } catch (error) {
    const { name, message } = error as Error;
    if (name === 'NotAllowedError' || name === 'NoModificationAllowedError')
      return failure('unwritable-file', message);
    if (name === 'NotFoundError') return failure('folder-gone', message);
    throw error;
  }
}
