/**
 * Golden vectors: a few pictures as the network sees them, with what the model answered when it was made,
 * so that a copy running anywhere can be asked the same and compared.
 */
import type { ModelDescription } from './model-description';
import type { ArchiveFile } from './zip-archive';

export interface GoldenVector {
  /** The square the network was given, losslessly; null where the picture may not leave. */
  png: Uint8Array | null;
  /** SHA-256 (hex) of its RGB bytes, row by row. */
  sha256: string;
  /** In the order of the labels. */
  probabilities: Float32Array;
}

export function goldenFiles(
  vectors: readonly GoldenVector[],
  { inputSize, labels }: Pick<ModelDescription, 'inputSize' | 'labels'>,
): ArchiveFile[] {
  const named = vectors.map((vector, index) => ({
    ...vector,
    name: vector.png ? `${index + 1}.png` : null,
  }));
  const about = {
    input: `RGB bytes of the picture scaled to ${inputSize} × ${inputSize}, row by row`,
    labels: labels.map(({ name }) => name),
    vectors: named.map(({ name, sha256, probabilities }) => ({
      picture: name,
      sha256,
      // Six digits: what is left is below what any two machines agree on.
      probabilities: Array.from(probabilities, (value) => Number(value.toFixed(6))),
    })),
  };
  return [
    { name: 'golden/vectors.json', content: `${JSON.stringify(about, null, 2)}\n` },
    ...named.flatMap(({ name, png }) =>
      name && png ? [{ name: `golden/${name}`, content: png }] : [],
    ),
  ];
}
