/** Real pictures to measure with: a folder whose subfolders are labels. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface LabelledPictures {
  /** Of the labels, in alphabetical order. */
  names: string[];
  /** Path within the folder, picture by picture, in alphabetical order. */
  files: string[];
  /** Index of each picture's label. */
  truth: number[];
}

/** MobileNetV2 0.35 where it is laid out beside the repository. */
export const mobilenetFolder = join(
  import.meta.dirname,
  '../../shared/backbones/mobilenet_v2_0.35_224',
);

export function labelledPictures(folder: string): LabelledPictures {
  const names = readdirSync(folder)
    .filter((name) => statSync(join(folder, name)).isDirectory())
    .sort();
  const files = names.flatMap((name) =>
    readdirSync(join(folder, name))
      .sort()
      .map((file) => `${name}/${file}`),
  );
  const truth = files.map((file) => names.indexOf(file.split('/')[0] ?? ''));
  return { names, files, truth };
}
