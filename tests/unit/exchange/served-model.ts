/** A backbone with a head fitted on a few noisy pictures, and what the two answer: what files are held against. */
import { chooseBackend } from '../../../src/model/backend';
import type { BackboneArtifacts } from '../../../src/model/backbone';
import { loadEmbedder } from '../../../src/model/embedder';
import { fitHead, predict } from '../../../src/model/head';
import type { HeadKind } from '../../../src/model/head-kind';
import { assembleModel, type WholeModel } from '../../../src/model/whole';
import { randomNumbers } from '../../../src/statistics/random';
import { tinyTargets } from '../model/tiny-network';

export interface ServedModel {
  whole: WholeModel;
  /** As the network sees them. */
  pictures: Uint8Array[];
  /** Probabilities, pictures × 3. */
  serving: Float32Array;
}

export async function servedModel(
  artifacts: BackboneArtifacts,
  kind: HeadKind,
  count = 9,
): Promise<ServedModel> {
  await chooseBackend('embed', { prefer: 'wasm', wasmPaths: null });
  const pictures = drawings(count, artifacts.inputSize);
  const backbone = await loadEmbedder(artifacts);
  if (!backbone.ok) throw new Error(backbone.problem.detail);
  const features = await backbone.value.embed(pictures);
  const { dims } = backbone.value;
  backbone.value.dispose();
  const data = { features, dims, targets: tinyTargets(count, 3), classes: 3, kind };
  const fitted = await fitHead(data, { l2: 0.05, balance: true });
  if (!fitted.ok) throw new Error(fitted.problem.kind);
  const head = { ...fitted.value, temperature: 1.4 };
  const serving = await predict(head, features, count);
  return { whole: assembleModel(artifacts, head), pictures, serving };
}

/** A disc, stripes, a slope of light, in turn: as unlike each other as a collection's own kinds. */
function drawings(count: number, side: number): Uint8Array[] {
  return Array.from({ length: count }, (_, index) => {
    const random = randomNumbers(index);
    const [middle, width] = [side * (0.4 + 0.2 * random()), side * (0.06 + 0.06 * random())];
    const tint = [random(), random(), random()];
    const light = (x: number, y: number): number => {
      if (index % 3 === 0) return Math.hypot(x - middle, y - middle) < side / 4 ? 60 : 210;
      if (index % 3 === 1) return Math.floor((x + y / 3) / width) % 2 === 0 ? 40 : 190;
      return 30 + (200 * y) / side;
    };
    return Uint8Array.from({ length: side * side * 3 }, (_, at) => {
      const pixel = Math.floor(at / 3);
      const value = light(pixel % side, Math.floor(pixel / side));
      return value + 40 * tint[at % 3]! * random();
    });
  });
}

export function largestGap(one: Float32Array, other: Float32Array): number {
  if (one.length !== other.length) return Infinity;
  return one.reduce((gap, value, at) => Math.max(gap, Math.abs(value - other[at]!)), 0);
}

/** How many rows of three have the same first label. */
export function sameFirst(one: Float32Array, other: Float32Array): number {
  const first = (row: Float32Array) => row.indexOf(Math.max(...row));
  let same = 0;
  for (let at = 0; at < one.length; at += 3) {
    if (first(one.subarray(at, at + 3)) === first(other.subarray(at, at + 3))) same++;
  }
  return same;
}
