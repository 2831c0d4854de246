/** What a run's first head was, so that a later run can be held against it: equal means bit for bit. */
import { itemIds as listItemIds } from '../../collection/items';
import type { Project } from '../../collection/records';
import type { FirstFit, StoredHead } from '../../collection/training-records';
import { firstChoice, tagThreshold } from '../../model/answers';
import { hashWeights } from '../../model/backbone';
import type { Head } from '../../model/head';
import type { FeatureTable } from '../backbones/feature-table';

/** @param probabilities Row by row of the table × head.labelIds. */
export async function firstFitOf(
  project: Project,
  { head, labelIds }: StoredHead,
  table: FeatureTable,
  probabilities: Float32Array,
): Promise<FirstFit> {
  const benchmark = await listItemIds(project.id, { role: 'benchmark' });
  const embedded = benchmark.filter((itemId) => table.rowOf(itemId) !== undefined);
  const classes = labelIds.length;
  const answers = embedded.map((itemId) => {
    const row = table.rowOf(itemId) ?? 0;
    const best = firstChoice(probabilities, row, classes);
    const given = labelIds.filter((_, at) =>
      head.kind === 'softmax'
        ? at === best
        : (probabilities[row * classes + at] ?? 0) >= tagThreshold,
    );
    return given.join(' ');
  });
  return { sha256: await hashHead(head), itemIds: Uint32Array.from(embedded), answers };
}

async function hashHead(head: Head): Promise<string> {
  const { mean, scale, kernel, bias, ...numbers } = head;
  const sorted = Object.entries(numbers).sort(([a], [b]) => (a < b ? -1 : 1));
  const parts = [JSON.stringify(sorted), mean.slice(), scale.slice(), kernel.slice(), bias.slice()];
  return hashWeights(await new Blob(parts).arrayBuffer());
}
