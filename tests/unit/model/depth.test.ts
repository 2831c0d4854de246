import { describe, expect, it } from 'vitest';
import { divide } from '../../../src/model/depth';
import type { Graph, Layer, Config } from '../../../src/model/graph';
import { readTopology } from '../../../src/model/topology';
import { bundledFolder, hasMobilenet, mobilenetFolder, storedArtifacts } from './stored-backbones';
import { layer, tinyModel } from './tiny-network';

function graphOf(topology: object): Graph {
  const graph = readTopology(topology as Config);
  if (!graph.ok) throw new Error(graph.problem.detail);
  return graph.value;
}

function stored(folder: string): { graph: Graph; weighted: Set<string> } {
  const { topology, specs } = storedArtifacts(folder);
  return {
    graph: graphOf(topology),
    weighted: new Set(specs.map(({ name }) => name.split('/')[0]!)),
  };
}

/** The layers with weights that may change. */
function trained(
  { graph, weighted }: { graph: Graph; weighted: Set<string> },
  depth: Parameters<typeof divide>[2],
): string[] {
  const { first } = divide(graph, weighted, depth);
  return graph.layers.slice(first).flatMap(({ name }) => (weighted.has(name) ? [name] : []));
}

describe('how deep fine-tuning reaches', () => {
  it('follows the blocks of the bundled backbone', () => {
    const backbone = stored(bundledFolder);
    expect(trained(backbone, 'last-block')).toEqual([
      'block16_expand',
      'block16_depthwise',
      'block16_project',
      'features',
      'projection',
    ]);
    expect(trained(backbone, 'last-three')[0]).toBe('block14_expand');
    expect(trained(backbone, 'all')[0]).toBe('stem');
    expect(divide(backbone.graph, backbone.weighted, 'last-block').boundary).toBe('block15_add');
    expect(divide(backbone.graph, backbone.weighted, 'all').boundary).toBe('pixels');
  });

  it.skipIf(!hasMobilenet)('follows the blocks of MobileNetV2 (needs ../shared/backbones)', () => {
    const backbone = stored(mobilenetFolder);
    expect(trained(backbone, 'last-block')[0]).toBe('block_16_expand');
    expect(trained(backbone, 'last-three')[0]).toBe('block_14_expand');
  });

  it('moves towards the input until one tensor crosses', () => {
    const { json } = tinyModel();
    const layers = json.modelTopology.config.layers;
    // Block 2 ends in a sum of its input: dividing within it would cut two wires.
    const graph = graphOf({
      class_name: 'Model',
      config: { ...json.modelTopology.config, layers },
    });
    const weighted = new Set(
      json.weightsManifest[0]!.weights.map(({ name }) => name.split('/')[0]!),
    );
    expect(divide(graph, weighted, 'last-three').boundary).toBe('block2_add');
    const within: Graph = { ...graph, layers: graph.layers.map(renamed) };
    const { first, boundary } = divide(within, new Set([...weighted].map(anonymous)), 'last-block');
    expect(boundary).toBe(within.layers[first - 1]!.name);
  });

  it('is told by merges and strides where names say nothing', () => {
    const layers: Layer[] = [{ name: 'in', className: 'InputLayer', config: {}, inputs: [] }];
    const weighted = new Set<string>();
    let last = 'in';
    for (let stage = 0; stage < 6; stage++) {
      for (const [suffix, strides] of [
        ['a', 2],
        ['b', 1],
      ] as const) {
        const name = `${'uvwxyz'[stage]!}-${suffix}`;
        layers.push({
          name,
          className: 'Conv2D',
          config: { strides: [strides, strides] },
          inputs: [last],
        });
        weighted.add(name);
        last = name;
      }
    }
    const network = { graph: { layers, output: last }, weighted };
    expect(trained(network, 'last-block')).toEqual(['z-a', 'z-b']);
    expect(trained(network, 'last-three')[0]).toBe('x-a');
  });

  it('counts layers with weights where there are no blocks at all', () => {
    const config = (index: number) => layer('Conv2D', `c${index}`, { strides: [1, 1] });
    const layers: Layer[] = [
      { name: 'in', className: 'InputLayer', config: {}, inputs: [] },
      ...[...Array(9).keys()].map((index) => ({
        name: `c${index}`,
        className: 'Conv2D',
        config: config(index).config,
        inputs: [index === 0 ? 'in' : `c${index - 1}`],
      })),
    ];
    const weighted = new Set([...Array(9).keys()].map((index) => `c${index}`));
    const network = { graph: { layers, output: 'c8' }, weighted };
    expect(trained(network, 'last-block')).toEqual(['c7', 'c8']);
    expect(trained(network, 'last-three')).toHaveLength(6);
  });
});

const anonymous = (name: string) => name.replace('block', 'part-');

function renamed(each: Layer): Layer {
  return { ...each, name: anonymous(each.name), inputs: each.inputs.map(anonymous) };
}
