/** What rows from a file are made of: what each value that comes up in many tables must look like. */
import * as v from 'valibot';

export const text = v.pipe(v.string(), v.maxLength(200_000));
export const id = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
export const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
export const key = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 53 - 1));
/** Item ids are packed into 32 bits. */
export const itemId = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 32 - 1));
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
export const time = v.pipe(v.number(), v.finite(), v.minValue(0));
export const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
export const role = v.picklist(['benchmark', 'check', 'pool']);
export const ids = v.array(id);
export const items32 = v.instance(Uint32Array);
export const floats = v.instance(Float32Array);
export const owned = { projectId: id };

export const answer = v.variant('kind', [
  v.object({ kind: v.literal('labels'), labelIds: ids }),
  v.object({ kind: v.literal('none') }),
  v.object({ kind: v.literal('cannot-tell') }),
  v.object({ kind: v.literal('skipped') }),
]);
