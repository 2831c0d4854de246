/**
 * What `model/pixels.ts` does to a picture, as ONNX operators: bytes of any height and width in, a square
 * of numbers between −1 and 1 out. In two steps like there: a larger picture is first brought to twice the
 * side, averaging over what each new pixel covers, then four pixels make one; a smaller one is drawn once.
 */
import { dataTypeNumber } from './onnx-proto';
import type { OnnxParts } from './onnx-weights';

/** @param pictures uint8 [batch, height, width, 3]. @returns float32 [batch, 3, side, side]. */
export function prepare(parts: OnnxParts, pictures: string, side: number): string {
  const toFloat = { to: { int: dataTypeNumber('float32') } };
  const toInteger = { to: { int: dataTypeNumber('int64') } };
  const bytes = parts.node('Cast', [pictures], 'pictures_float', toFloat);
  const planes = parts.node('Transpose', [bytes], 'pictures_planes', {
    perm: { ints: [0, 3, 1, 2] },
  });

  const shape = parts.node('Shape', [planes], 'picture_shape');
  const batchAndColours = parts.node(
    'Slice',
    [shape, parts.integers('from_batch', [0]), parts.integers('to_sides', [2])],
    'batch_and_colours',
  );
  const sides = parts.node(
    'Slice',
    [shape, 'to_sides', parts.integers('to_end', [4])],
    'picture_sides',
  );
  const longest = parts.node('ReduceMax', [sides], 'longest_side', { keepdims: { int: 1 } });
  const isLarger = parts.node('Greater', [longest, parts.integers('side', [side])], 'is_larger');
  const once = parts.node('Cast', [isLarger], 'is_larger_number', toInteger);
  const factor = parts.node('Add', [once, parts.integers('one', [1])], 'once_or_twice');
  const drawnSide = parts.node('Mul', [factor, 'side'], 'drawn_side');
  const drawnSides = ['batch_and_colours', drawnSide, drawnSide];
  const along = { axis: { int: 0 } };
  const drawnShape = parts.node('Concat', drawnSides, 'drawn_shape', along);
  const finalShape = parts.node('Concat', [batchAndColours, 'side', 'side'], 'square_shape', along);

  const drawn = resize(parts, planes, drawnShape, 'drawn', true);
  // Without averaging, half the size falls exactly between two pixels: their mean.
  const halved = resize(parts, drawn, finalShape, 'square', false);
  const scaled = parts.node(
    'Div',
    [halved, parts.floats('half_range', Float32Array.of(127.5), [])],
    'square_scaled',
  );
  return parts.node(
    'Sub',
    [scaled, parts.floats('unit', Float32Array.of(1), [])],
    'square_centred',
  );
}

/** To whole numbers, as a canvas keeps them. */
function resize(
  parts: OnnxParts,
  picture: string,
  shape: string,
  name: string,
  averaging: boolean,
): string {
  const resized = parts.node('Resize', [picture, '', '', shape], `${name}_exact`, {
    mode: { string: 'linear' },
    coordinate_transformation_mode: { string: 'half_pixel' },
    ...(averaging ? { antialias: { int: 1 } } : {}),
  });
  const up = parts.node(
    'Add',
    [resized, parts.floats(`${name}_half`, Float32Array.of(0.5), [])],
    `${name}_up`,
  );
  return parts.node('Floor', [up], name);
}
