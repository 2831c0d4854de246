/** The shape of a TensorFlow.js `model.json` for layers models, checked before anything trusts it. */
import * as v from 'valibot';
import { failure, success } from '../outcome';
import type { Outcome } from '../outcome';

const size = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e9));

const spec = v.object({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(500)),
  shape: v.pipe(v.array(size), v.maxLength(6)),
  dtype: v.string(),
  quantization: v.optional(
    v.object({
      dtype: v.string(),
      scale: v.optional(v.pipe(v.number(), v.finite())),
      min: v.optional(v.pipe(v.number(), v.finite())),
    }),
  ),
});

const fileName = v.pipe(
  v.string(),
  v.minLength(1),
  // Beside model.json or below it, never elsewhere.
  v.check((path) => !/^[/\\]|^[a-z][a-z0-9+.-]*:|(^|[/\\])\.\.([/\\]|$)/i.test(path)),
);

const modelJson = v.object({
  format: v.optional(v.string()),
  modelTopology: v.record(v.string(), v.unknown()),
  weightsManifest: v.array(v.object({ paths: v.array(fileName), weights: v.array(spec) })),
});

export type ModelJson = v.InferOutput<typeof modelJson>;

/** Failures: 'malformed-model', 'unsuitable-model' (a graph model, which cannot be trained). */
export function parseModelJson(value: unknown): Outcome<ModelJson> {
  const parsed = v.safeParse(modelJson, value);
  if (!parsed.success) {
    const issue = parsed.issues[0];
    return failure('malformed-model', `${v.getDotPath(issue) ?? 'model.json'}: ${issue.message}`);
  }
  const { format, modelTopology } = parsed.output;
  if (format === 'graph-model' || 'node' in modelTopology) {
    return failure('unsuitable-model', 'a graph model; a layers model is needed');
  }
  return success(parsed.output);
}
