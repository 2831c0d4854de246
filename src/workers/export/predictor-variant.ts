/** The standalone predictor: a page with the model inside, opened again by the loops it runs itself. */
import { computationOf } from '../../exchange/computation-of';
import { originOf, trustIn } from '../../exchange/predictor-words';
import { carriedBy, writePredictor } from '../../exchange/predictor-html';
import { toPixels } from '../../model/pixels';
import { toFloat16 } from '../../statistics/half-precision';
import { networkOf } from '../../model/whole';
import { failure, success } from '../../outcome';
import { answerOf } from '../../predictor/answer';
import { carried, unpacked, type CarriedModel } from '../../predictor/carried-model';
import type { Variant } from './variant';

export const predictor: Variant = {
  format: 'predictor',
  precision: 'float16',
  bare: { ending: 'html', type: 'text/html' },
  async write(whole, model) {
    const steps = computationOf(networkOf(whole));
    if (!steps.ok) return steps;
    const [{ default: script }, { default: style }] = await Promise.all([
      import('../../predictor/page.ts?self-contained'),
      import('../../predictor/page.css?raw'),
    ]);
    const { collection, task, labels, inputSize, floor } = model;
    const packed = carried({ collection, task, labels, inputSize, floor }, steps.value);
    const page = await writePredictor(
      {
        script,
        style,
        model: packed.model,
        weights: base64Of(toFloat16(packed.weights)),
        trust: trustIn(model),
        origin: originOf(model),
      },
      model,
    );
    const usage = {
      name: 'page',
      files: [],
      input: [],
      examples: [],
      checkedWith: 'its own loops',
    };
    return success({ files: [{ name: 'predictor.html', content: page }], usage });
  },
  async open(file) {
    const parts = carriedBy(await file.text());
    if (!parts) return failure('malformed-model', 'the page carries no model');
    const model = parts.model as CarriedModel;
    const steps = unpacked(model, parts.weights);
    const ask = (pixels: Uint8Array) => answerOf(steps, pixels, () => Promise.resolve());
    return success({
      async run(pictures) {
        const answers: Float32Array[] = [];
        for (const pixels of pictures) answers.push(await ask(pixels));
        const all = new Float32Array(pictures.length * model.labels.length);
        answers.forEach((answer, row) => all.set(answer, row * model.labels.length));
        return all;
      },
      look: async (picture) => ask(await toPixels(picture, model.inputSize)),
      dispose: () => {},
    });
  },
};

function base64Of({ buffer }: Uint16Array<ArrayBuffer>): string {
  const bytes = new Uint8Array(buffer);
  let letters = '';
  // As many arguments as any engine takes at once.
  for (let at = 0; at < bytes.length; at += 8192) {
    letters += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return btoa(letters);
}
