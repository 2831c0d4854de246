/** Opens a file of labels, whatever tool it is from. */
import type { BroughtLabels } from '../../exchange/brought-labels';
import { readLabels } from '../../exchange/label-files';
import { failure, type Outcome } from '../../outcome';

/** Far above the labels of any collection a browser holds. */
const mostBytes = 500_000_000;

/** Fails with 'unreadable-file' where it cannot be opened, with 'unknown-labels', and as `readLabels` does. */
export async function readLabelFile(file: Blob): Promise<Outcome<BroughtLabels>> {
  if (file.size > mostBytes) return failure('unknown-labels', 'it is larger than labels can be');
  let text: string;
  try {
    text = await file.text();
  } catch (error) {
    return failure('unreadable-file', String(error));
  }
  return readLabels(text);
}
