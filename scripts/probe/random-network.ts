/** The bundled network before it has seen anything: what a score is worth is its distance from this. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { randomNumbers } from '../../src/statistics/random';

interface Manifest {
  weights: { name: string; shape: number[]; quantization?: unknown }[];
}

const seed = 1;

/**
 * Weights after He et al. 2015, "Delving deep into rectifiers"; biases zero.
 *
 * @returns The folder it was written to.
 */
export function writeRandomNetwork(like: string): string {
  const folder = resolve('bench-results/random-network');
  const model = JSON.parse(readFileSync(join(like, 'model.json'), 'utf8')) as {
    weightsManifest: Manifest[];
  };
  const specs = model.weightsManifest.flatMap(({ weights }) => weights);
  const values = specs.flatMap(({ name, shape }, tensor) => randomTensor(name, shape, tensor));
  for (const spec of specs) delete spec.quantization;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'weights.bin'), Float32Array.from(values));
  const weightsManifest = [{ paths: ['weights.bin'], weights: specs }];
  writeFileSync(join(folder, 'model.json'), JSON.stringify({ ...model, weightsManifest }));
  return folder;
}

function randomTensor(name: string, shape: readonly number[], tensor: number): number[] {
  const size = shape.reduce((product, side) => product * side, 1);
  const [high = 1, wide = 1, inputs = 1] = shape;
  if (shape.length < 4) return Array.from({ length: size }, () => 0);
  const fanIn = high * wide * (name.endsWith('depthwise_kernel') ? 1 : inputs);
  const isLinear = name.split('/')[0]?.endsWith('project') ?? false;
  const deviation = Math.sqrt((isLinear ? 1 : 2) / fanIn);
  const uniform = randomNumbers(seed, tensor);
  // Box and Muller 1958; 1 − u is never zero.
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return Array.from({ length: size }, () => deviation * normal());
}
