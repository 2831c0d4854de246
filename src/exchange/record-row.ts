/** What is known of a picture, as a row from a file must look. */
import * as v from 'valibot';
import { itemId, owned, text } from './row-values';

/** An address that pictures may be asked for from. */
const web = v.pipe(v.string(), v.maxLength(4000), v.regex(/^https?:\/\//));

export const itemRecord = v.looseObject({
  ...owned,
  itemId,
  source: text,
  remote: v.nullable(
    v.variant('kind', [
      v.object({ kind: v.literal('iiif'), service: web }),
      v.object({ kind: v.literal('url'), url: web }),
    ]),
  ),
  fields: v.array(v.object({ name: text, value: text })),
});
