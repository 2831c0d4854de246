/**
 * A data set as Hugging Face's `imagefolder` reads it: a folder for each split with its pictures and a
 * `metadata.jsonl` whose `file_name` points to them, and a README that names the splits.
 */
import { isoDay } from '../messages/times';
import { count } from '../messages/numbers';
import type { Task } from '../collection/records';
import {
  pathFromRoot,
  splitNames,
  type LabelClass,
  type OutgoingPicture,
} from './labelled-picture';
import { known } from './labels-jsonl';
import { plainMarkdown } from './words';
import { yamlText } from './yaml';

/** Lines of `metadata.jsonl` for the pictures of one split. `file_name` is relative to its folder. */
export async function* metadataPieces(
  pages: AsyncIterable<readonly OutgoingPicture[]>,
  task: Task,
): AsyncGenerator<string> {
  for await (const page of pages) yield page.map((picture) => metadataLine(picture, task)).join('');
}

function metadataLine(picture: OutgoingPicture, task: Task): string {
  const { labels, label_uris, split: _split, restricted, ...rest } = known(picture);
  const uris = label_uris.map((uri) => uri ?? '');
  const said =
    task === 'tags'
      ? { labels, label_uris: uris }
      : { label: labels[0] ?? '', label_uri: uris[0] ?? '' };
  const row = {
    file_name: picture.path === '' ? pathFromRoot(picture) : fileIn(picture.path),
    ...said,
    original_name: picture.file,
    folder: picture.folder,
    ...Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, asText(value)])),
    restricted,
  };
  return `${JSON.stringify(row)}\n`;
}

/**
 * Hugging Face guesses the type of a column for each split and refuses splits that differ; a split may
 * well have no confidence at all. As text, '' where there is none, every split has the same type.
 */
function asText(value: string | number | null): string {
  return value === null ? '' : String(value);
}

function fileIn(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

interface DataCard {
  collection: string;
  task: Task;
  labels: readonly LabelClass[];
  /** Rows of each split that has any. */
  splits: { split: string; rows: number; path: string }[];
  /** Whose labels these are, in a sentence. */
  whose: string;
  appVersion: string;
  at: number;
}

/** The README of a data set on the Hugging Face hub, with the splits spelt out. */
export function writeDataCard(card: DataCard): string {
  const rows = card.splits.reduce((sum, { rows }) => sum + rows, 0);
  return `---
pretty_name: ${yamlText(card.collection)}
task_categories:
- image-classification
size_categories:
- ${yamlText(sizeCategory(rows))}
configs:
- config_name: default
  data_files:
${card.splits.map(({ split, path }) => `  - split: ${split}\n    path: ${yamlText(path)}`).join('\n')}
---

# ${plainMarkdown(card.collection)}

${count(rows, 'picture')} with ${card.task === 'single' ? 'one label each' : 'any number of tags each'}. ${card.whose}
Written by Vitrine ${card.appVersion} on ${isoDay(card.at)}.

| split | pictures | what it was for |
| --- | ---: | --- |
${card.splits.map(({ split, rows }) => `| ${split} | ${rows} | ${purposes[split] ?? ''} |`).join('\n')}

Labels: ${card.labels.map(({ name }) => plainMarkdown(name)).join(' · ') || 'none'}.

The licence of pictures and labels is not recorded: ask their owners before you publish them.
`;
}

const purposes: Record<string, string> = {
  [splitNames.pool]: 'used to learn',
  [splitNames.check]: 'used to adjust settings, never learned from',
  [splitNames.benchmark]: 'used to test: drawn at random, decided without a suggestion',
};

function sizeCategory(rows: number): string {
  const bounds = [1_000, 10_000, 100_000, 1_000_000] as const;
  const names = ['n<1K', '1K<n<10K', '10K<n<100K', '100K<n<1M'] as const;
  return names[bounds.findIndex((bound) => rows < bound)] ?? 'n>1M';
}
