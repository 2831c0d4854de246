/** What is known of a picture, as a row from a file must look. */
import * as v from 'valibot';

const text = v.pipe(v.string(), v.maxLength(200_000));
/** An address that pictures may be asked for from. */
const web = v.pipe(v.string(), v.maxLength(4000), v.regex(/^https?:\/\//));

export const itemRecord = v.looseObject({
  projectId: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  itemId: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 32 - 1)),
  source: text,
  remote: v.nullable(
    v.variant('kind', [
      v.object({ kind: v.literal('iiif'), service: web }),
      v.object({ kind: v.literal('url'), url: web }),
    ]),
  ),
  fields: v.array(v.object({ name: text, value: text })),
});
