/** Reads a TensorFlow.js (Keras) topology, nested or not, into one flat graph. */
import * as v from 'valibot';
import { failure, success } from '../outcome';
import type { Outcome } from '../outcome';
import { inputLayer } from './graph';
import type { Config, Graph, Layer } from './graph';

const named = v.pipe(v.string(), v.minLength(1), v.maxLength(300));
const config = v.record(v.string(), v.unknown());
const layerSchema = v.object({
  class_name: named,
  name: v.optional(named),
  config: v.union([config, v.array(v.unknown())]),
  inbound_nodes: v.optional(v.array(v.unknown())),
});
/** One node: [[layer, node index, tensor index, keyword arguments], …]. */
const nodeSchema = v.array(v.looseTuple([named, v.pipe(v.number(), v.integer()), v.literal(0)]));
const endpoints = v.array(v.looseTuple([named]));
const functionalSchema = v.object({
  layers: v.array(layerSchema),
  // A single endpoint may stand without its outer list.
  input_layers: v.union([endpoints, v.looseTuple([named])]),
  output_layers: v.union([endpoints, v.looseTuple([named])]),
});
const sequentialSchema = v.union([
  v.array(layerSchema),
  v.pipe(
    v.object({ layers: v.array(layerSchema) }),
    v.transform((sequential) => sequential.layers),
  ),
]);
const modelSchema = v.object({ class_name: named, config: v.unknown() });

type LayerJson = v.InferOutput<typeof layerSchema>;

const functionalNames = new Set(['Model', 'Functional']);
const maxLayers = 5000;
const maxDepth = 8;

/** Thrown inside this file only, turned into a failure at its edge. */
class Misfit extends Error {
  constructor(
    readonly kind: 'malformed-model' | 'unsuitable-model',
    detail: string,
  ) {
    super(detail);
  }
}

/** Failures: 'malformed-model', 'unsuitable-model' (several inputs, shared layers). */
export function readTopology(modelTopology: Config): Outcome<Graph> {
  const layers: Layer[] = [];
  try {
    const output = flatten(check(modelSchema, rootOf(modelTopology)), null, layers, 0);
    return success(inOrder(layers, output));
  } catch (error) {
    if (error instanceof Misfit) return failure(error.kind, error.message);
    throw error;
  }
}

function rootOf(topology: Config): unknown {
  return topology.model_config ?? topology;
}

function check<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  throw new Misfit('malformed-model', `${v.getDotPath(issue) ?? 'topology'}: ${issue.message}`);
}

/** Adds a model's layers to `layers`, reading from `input` (null at the top), and names its output. */
function flatten(
  model: v.InferOutput<typeof modelSchema>,
  input: string | null,
  layers: Layer[],
  depth: number,
): string {
  if (depth > maxDepth) throw new Misfit('malformed-model', 'models nested too deep');
  if (model.class_name === 'Sequential') {
    return flattenSequential(check(sequentialSchema, model.config), input, layers, depth);
  }
  if (functionalNames.has(model.class_name)) {
    return flattenFunctional(check(functionalSchema, model.config), input, layers, depth);
  }
  throw new Misfit('unsuitable-model', `a ${model.class_name} cannot be read as a network`);
}

function flattenSequential(
  sequence: LayerJson[],
  input: string | null,
  layers: Layer[],
  depth: number,
): string {
  let previous = input;
  for (const json of sequence) {
    const shape = Array.isArray(json.config) ? undefined : json.config.batch_input_shape;
    if (json.class_name === 'InputLayer' && previous !== null) continue;
    if (previous === null && json.class_name !== 'InputLayer' && shape !== undefined) {
      previous = 'pixels';
      layers.push(inputLayer('pixels', shape as (number | null)[]));
    }
    previous = place(json, previous === null ? [] : [previous], layers, depth);
  }
  if (previous === null) throw new Misfit('malformed-model', 'an empty model');
  return previous;
}

function flattenFunctional(
  model: v.InferOutput<typeof functionalSchema>,
  input: string | null,
  layers: Layer[],
  depth: number,
): string {
  const inputName = onlyOne(model.input_layers, 'input');
  const outputName = onlyOne(model.output_layers, 'output');
  // What a name within this model means outside: nested models and their inputs dissolve.
  const meaning = new Map<string, string>();
  const waiting = new Map(model.layers.map((json) => [nameOf(json), json]));
  const visiting = new Set<string>();
  const resolve = (name: string): string => {
    const known = meaning.get(name);
    if (known !== undefined) return known;
    const json = waiting.get(name);
    if (json === undefined) throw new Misfit('malformed-model', `no layer ${name}`);
    if (visiting.has(name)) throw new Misfit('malformed-model', `${name} reads itself`);
    visiting.add(name);
    const isInput = json.class_name === 'InputLayer';
    if (isInput && name !== inputName) throw new Misfit('unsuitable-model', 'several inputs');
    const inputs = isInput ? [] : readsOf(json).map(resolve);
    const outside = isInput && input !== null ? input : place(json, inputs, layers, depth);
    meaning.set(name, outside);
    return outside;
  };
  return resolve(outputName);
}

function onlyOne(endpoint: unknown[], what: string): string {
  const first: unknown = endpoint[0];
  if (typeof first === 'string') return first;
  if (endpoint.length !== 1) throw new Misfit('unsuitable-model', `needs exactly one ${what}`);
  return String((first as unknown[])[0]);
}

function readsOf(json: LayerJson): string[] {
  const nodes = json.inbound_nodes ?? [];
  if (nodes.length !== 1) {
    const times = nodes.length === 0 ? 'never' : 'more than once';
    throw new Misfit('unsuitable-model', `layer ${nameOf(json)} is used ${times}`);
  }
  return check(nodeSchema, nodes[0]).map(([name]) => name);
}

function nameOf(json: LayerJson): string {
  const inner = Array.isArray(json.config) ? undefined : json.config.name;
  const name = json.name ?? inner;
  if (typeof name !== 'string') throw new Misfit('malformed-model', 'a layer without a name');
  return name;
}

function place(json: LayerJson, inputs: string[], layers: Layer[], depth: number): string {
  if (json.class_name === 'Sequential' || functionalNames.has(json.class_name)) {
    if (inputs.length > 1) throw new Misfit('unsuitable-model', 'a nested model with two inputs');
    return flatten(json, inputs[0] ?? null, layers, depth + 1);
  }
  if (layers.length >= maxLayers) throw new Misfit('unsuitable-model', 'too many layers');
  const name = nameOf(json);
  layers.push({ name, className: json.class_name, config: tidied(json.config), inputs });
  return name;
}

/** Without what only matters when weights are made from nothing, and an axis as the number it is. */
function tidied(layerConfig: LayerJson['config']): Config {
  if (Array.isArray(layerConfig)) throw new Misfit('malformed-model', 'a layer without settings');
  const dropped = /_(initializer|regularizer|constraint)$/;
  const kept = Object.fromEntries(
    Object.entries(layerConfig).filter(([key]) => !dropped.test(key)),
  );
  // Keras writes [3] for 3 since it can normalise over several axes at once.
  if (Array.isArray(kept.axis) && kept.axis.length === 1) kept.axis = kept.axis[0] as unknown;
  return kept;
}

/** Checks that names are unique and that there is one input, which goes first. */
function inOrder(layers: Layer[], output: string): Graph {
  const names = new Set(layers.map((layer) => layer.name));
  if (names.size !== layers.length) {
    throw new Misfit('unsuitable-model', 'two layers share a name');
  }
  const inputs = layers.filter((layer) => layer.className === 'InputLayer');
  if (inputs.length !== 1 || layers[0] !== inputs[0]) {
    throw new Misfit('unsuitable-model', 'needs exactly one input');
  }
  return { layers, output };
}
