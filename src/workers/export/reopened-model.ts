/** A finished file, opened again and asked as the READMEs tell their readers to ask. */
import type { OpenModel } from '../../model/whole';
import { success, type Outcome } from '../../outcome';
import { preprocessAsDocumented } from './reference-preprocessing';

export interface Answering {
  /** Probabilities, n × classes, of pictures as `networkView` gives them. */
  run(pixels: readonly Uint8Array[]): Promise<Float32Array>;
  /** Of one picture, prepared as the format prepares it; null where it prepares none. */
  look: ((picture: ImageBitmap) => Promise<Float32Array>) | null;
  dispose(): void;
}

/** For formats that TensorFlow.js can compute with. */
export function answering(opened: Outcome<OpenModel>): Outcome<Answering> {
  if (!opened.ok) return opened;
  const model = opened.value;
  return success({
    run: (pixels) => model.run(pixels),
    look: (picture) => model.run([preprocessAsDocumented(picture, model.inputSize)]),
    dispose: () => model.dispose(),
  });
}
