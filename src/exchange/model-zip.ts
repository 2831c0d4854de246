/**
 * A trained model as one file: the files of its format beside labels, metadata and a README. In
 * TensorFlow.js format the same file can be read back, here or by anyone who makes such archives
 * (Teachable Machine does).
 */
import * as v from 'valibot';
import { failure, success, type Outcome } from '../outcome';
import type { FormatFiles } from './format-files';
import { writeModelCard } from './model-card';
import type { ModelDescription } from './model-description';
import { readMetadata, writeMetadata, type ReadMetadata } from './model-metadata';
import { writeReadme } from './model-readme';
import { fileStem, oneLine } from './words';
import type { NetworkFiles } from './tfjs-files';
import { readArchive, writeArchive, type ArchiveFile } from './zip-archive';

/**
 * The model's own files beside what every format comes with: README, model card, metadata, labels.
 * `golden`: files under `golden/`, none where nothing may leave.
 */
export function packModel(
  { files, usage }: FormatFiles,
  model: ModelDescription,
  golden: readonly ArchiveFile[] = [],
): Promise<Blob> {
  return writeArchive(
    [
      { name: 'README.md', content: writeReadme(model, usage, golden.length > 0) },
      { name: 'MODEL_CARD.md', content: writeModelCard(model) },
      ...files,
      { name: 'metadata.json', content: writeMetadata(model) },
      { name: 'labels.txt', content: labelLines(model) },
      ...golden,
    ],
    model.at,
  );
}

/** One line a label whatever the names hold; metadata.json has them exactly. */
function labelLines({ labels }: ModelDescription): string {
  return labels.map(({ name }) => `${oneLine(name)}\n`).join('');
}

/** "herbarium-run-7-onnx-float16.zip". */
export function modelFileName(
  model: Pick<ModelDescription, 'collection' | 'run' | 'format' | 'precision'>,
  ending = 'zip',
): string {
  const { collection, run, format, precision } = model;
  return `${fileStem(collection)}-run-${run.number}-${format}-${precision}.${ending}`;
}

export interface UnpackedModel extends NetworkFiles {
  /** Null when there is no metadata file, or none we can read. */
  metadata: ReadMetadata | null;
}

const manifest = v.object({
  weightsManifest: v.array(v.object({ paths: v.array(v.string()) })),
});

/**
 * Opens a zip with a `model.json` in it, at the top or in a folder. The network is not looked into:
 * `readArtifacts` of the model room takes it from here. Fails with 'malformed-model'.
 */
export async function unpackModel(zip: Blob): Promise<Outcome<UnpackedModel>> {
  const archive = await readArchive(zip);
  if (!archive.ok) return archive;
  const files = archive.value;
  const path = [...files.keys()]
    .filter((name) => /(^|\/)model\.json$/.test(name) && !name.startsWith('__MACOSX/'))
    .sort((one, other) => one.length - other.length)[0];
  if (path === undefined) return failure('malformed-model', 'there is no model.json in it');
  const folder = path.slice(0, -'model.json'.length);

  const modelJson = parseJson(files.get(path));
  const parsed = v.safeParse(manifest, modelJson);
  if (!parsed.success) return failure('malformed-model', 'model.json names no weights');
  const parts: Uint8Array[] = [];
  for (const name of parsed.output.weightsManifest.flatMap((group) => group.paths)) {
    const part = files.get(`${folder}${name}`);
    if (!part) return failure('malformed-model', `${name} is missing`);
    parts.push(part);
  }
  return success({
    modelJson,
    weights: joined(parts),
    metadata: readMetadata(parseJson(files.get(`${folder}metadata.json`))),
  });
}

function parseJson(bytes: Uint8Array | undefined): unknown {
  if (!bytes) return null;
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function joined(parts: readonly Uint8Array[]): ArrayBuffer {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes.buffer;
}
