/**
 * The order in which Keras lists a model's layers. Its `.h5` loader hands out weights by position in that
 * list, whatever the layers are called.
 */
import type { Graph } from '../model/graph';

/**
 * From the input on by the longest way to the output; layers equally far from it in the order in which
 * they are met walking back from the output.
 */
export function kerasOrder({ layers, output }: Graph): string[] {
  const reads = new Map(layers.map((layer) => [layer.name, layer.inputs]));
  const met: string[] = [];
  const seen = new Set<string>();
  const waiting = [output];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    met.push(name);
    waiting.push(...[...reads.get(name)!].reverse());
  }
  const depth = new Map<string, number>();
  // Every layer stands after those it reads: backwards, all readers of a layer come first.
  for (const { name, inputs } of [...layers].reverse()) {
    const own = depth.get(name) ?? 0;
    for (const input of inputs) depth.set(input, Math.max(depth.get(input) ?? 0, own + 1));
    depth.set(name, own);
  }
  return met
    .map((name, at) => ({ name, at, depth: depth.get(name)! }))
    .sort((one, other) => other.depth - one.depth || one.at - other.at)
    .map(({ name }) => name);
}
