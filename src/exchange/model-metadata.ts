/**
 * `metadata.json` as Teachable Machine's image library reads it (labels, imageSize, versions), with
 * what that format has no word for under `userMetadata.vitrine`.
 */
import * as v from 'valibot';
import type { ModelDescription } from './model-description';

/** Versions of the format this file follows, as Teachable Machine itself writes them. */
const followed = {
  tmVersion: '2.4.7',
  packageVersion: '0.8.4-alpha2',
  packageName: '@teachablemachine/image',
};

export function writeMetadata(model: ModelDescription): string {
  const metadata = {
    tfjsVersion: model.tensorflowVersion,
    ...followed,
    timeStamp: new Date(model.at).toISOString(),
    modelName: model.collection,
    labels: model.labels.map((label) => label.name),
    imageSize: model.inputSize,
    grayscale: false,
    userMetadata: {
      vitrine: {
        version: 1,
        madeBy: `Vitrine ${model.appVersion}`,
        task: model.task,
        run: model.run,
        labels: model.labels,
        input: {
          width: model.inputSize,
          height: model.inputSize,
          resize: 'squash',
          range: [-1, 1],
        },
        floor: model.floor,
        evaluation: model.evaluation,
        evaluatedLabels: model.evaluatedLabels,
        backbone: model.backbone,
        snapshot: model.snapshot,
        format: model.format,
        precision: model.precision,
      },
    },
  };
  return `${JSON.stringify(metadata, null, 2)}\n`;
}

const text = v.pipe(v.string(), v.maxLength(100_000));

const vitrineSchema = v.object({
  version: v.literal(1),
  task: v.picklist(['single', 'tags']),
  labels: v.array(v.object({ name: text, description: text, uri: text })),
  backbone: v.object({ name: text, licence: text, source: text, hash: text }),
});

const metadataSchema = v.object({
  labels: v.array(text),
  imageSize: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4096))),
  modelName: v.optional(text),
  userMetadata: v.optional(v.object({ vitrine: v.optional(v.unknown()) })),
});

/** What we can use of a metadata file, whoever wrote it. */
export interface ReadMetadata {
  labels: string[];
  modelName: string;
  imageSize: number | null;
  /** Null when the file is not one of ours. */
  vitrine: v.InferOutput<typeof vitrineSchema> | null;
}

/** Null when the text is no metadata file at all. */
export function readMetadata(json: unknown): ReadMetadata | null {
  const parsed = v.safeParse(metadataSchema, json);
  if (!parsed.success) return null;
  const { labels, modelName, imageSize, userMetadata } = parsed.output;
  const ours = v.safeParse(vitrineSchema, userMetadata?.vitrine);
  return {
    labels,
    modelName: modelName ?? '',
    imageSize: imageSize ?? null,
    vitrine: ours.success ? ours.output : null,
  };
}
