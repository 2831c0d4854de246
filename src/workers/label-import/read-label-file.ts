/** Opens a file of labels, whatever tool it is from. */
import type { BroughtLabels } from '../../exchange/brought-labels';
import { mayHoldLabels, readLabels, tellingLength } from '../../exchange/label-files';
import { decodedText } from '../../exchange/table-text';
import { failure, success, type Outcome } from '../../outcome';

/** Far above the labels of any collection a browser holds. */
const mostBytes = 500_000_000;

/** Fails with 'unreadable-file' where it cannot be opened, with 'unknown-labels', and as `readLabels` does. */
export async function readLabelFile(file: Blob): Promise<Outcome<BroughtLabels>> {
  if (file.size > mostBytes) return failure('unknown-labels', 'it is larger than labels can be');
  const begin = await textOf(file.slice(0, tellingLength));
  if (!begin.ok) return begin;
  // A large table of somebody else's is not read to its end for nothing.
  if (!mayHoldLabels(begin.value)) return failure('unknown-labels');
  const whole = await textOf(file);
  return whole.ok ? readLabels(whole.value) : whole;
}

/** Spreadsheets save what we wrote in encodings of their own. */
async function textOf(part: Blob): Promise<Outcome<string>> {
  try {
    return success(decodedText(new Uint8Array(await part.arrayBuffer())).text);
  } catch (error) {
    return failure('unreadable-file', String(error));
  }
}
