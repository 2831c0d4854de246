/**
 * Numbers in two bytes (IEEE 754-2019, binary16): 11 significant bits, so each is within 2⁻¹¹ of the
 * size of what it stands for; those below 2⁻¹⁴ go in steps of 2⁻²⁴.
 */

/** One IEEE 754 half. */
export function fromFloat16(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

let decoded: Float32Array | null = null;

/** All there are, by their bits: a look-up is several times as fast as putting one together. */
function table(): Float32Array {
  return (decoded ??= Float32Array.from({ length: 0x1_0000 }, (_, bits) => fromFloat16(bits)));
}

/**
 * @param into Where they are put, from `at` on; with room for them.
 * @returns `into`, or as many numbers as there are halves. Exact.
 */
export function fromHalves(
  halves: Uint16Array,
  into: Float32Array = new Float32Array(halves.length),
  at = 0,
): Float32Array {
  const values = table();
  for (let index = 0; index < halves.length; index++) into[at + index] = values[halves[index]!]!;
  return into;
}

/**
 * Rounded to nearest, ties to even; finite ones beyond ±65504 are brought back to it. NaN and the infinities stay
 * what they are.
 */
export function toFloat16(values: Float32Array): Uint16Array<ArrayBuffer> {
  const halves = new Uint16Array(values.length);
  for (let index = 0; index < values.length; index++) halves[index] = half(values[index]!);
  return halves;
}

function half(value: number): number {
  if (Number.isNaN(value)) return 0x7e00;
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  if (!Number.isFinite(value)) return sign | 0x7c00;
  const size = Math.min(Math.abs(value), 65504);
  // Below 2^-14 steps are even: those of the subnormal numbers.
  const exponent = Math.max(-14, Math.floor(Math.log2(size)));
  const steps = roundToEven(size / 2 ** (exponent - 10));
  // A round-up to 2048 steps carries into the exponent by plain addition.
  if (exponent === -14 && steps < 1024) return sign | steps;
  return sign | (((exponent + 15) << 10) + (steps - 1024));
}

function roundToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  return rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
}
