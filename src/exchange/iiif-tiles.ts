/** What an image service says about its tiles, checked, and no more than a viewer needs to ask for them. */
import * as v from 'valibot';
import { failure, success, type Outcome } from '../outcome';
import { parseInfo } from './iiif-image';

/** In the words of the Image API; `@id` is the address it was asked at, whatever it calls itself. */
export interface TileService {
  '@context': string;
  '@id': string;
  protocol: string;
  width: number;
  height: number;
  profile: string[];
  tiles?: { width: number; height: number; scaleFactors: number[] }[];
  sizes?: { width: number; height: number }[];
  /** Of version 1. */
  tile_width?: number;
  tile_height?: number;
  scale_factors?: number[];
}

const side = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000_000));
const tileSide = v.pipe(v.number(), v.integer(), v.minValue(16), v.maxValue(8192));
const factors = v.pipe(
  v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1 << 24))),
  v.minLength(1),
  v.maxLength(32),
);

const said = v.object({
  '@context': v.optional(v.union([v.string(), v.array(v.unknown())])),
  width: side,
  height: side,
  profile: v.optional(v.unknown()),
  tiles: v.fallback(
    v.optional(
      v.array(v.object({ width: tileSide, height: v.optional(tileSide), scaleFactors: factors })),
    ),
    undefined,
  ),
  sizes: v.fallback(v.optional(v.array(v.object({ width: side, height: side }))), undefined),
  tile_width: v.fallback(v.optional(tileSide), undefined),
  tile_height: v.fallback(v.optional(tileSide), undefined),
  scale_factors: v.fallback(v.optional(factors), undefined),
});

const contexts = {
  1: 'http://library.stanford.edu/iiif/image-api/1.1/context.json',
  2: 'http://iiif.io/api/image/2/context.json',
  3: 'http://iiif.io/api/image/3/context.json',
} as const;

/** `service` is the address of the service itself, without a slash at its end. Fails with 'not-iiif'. */
export function readTileService(text: string, service: string): Outcome<TileService> {
  const json = parseInfo(text);
  if (!json.ok) return json;
  const found = v.safeParse(said, json.value);
  if (!found.success) return failure('not-iiif', 'info.json does not tell how large it is');
  const { width, height, tiles, sizes, ...older } = found.output;
  return success({
    '@context': contextOf(found.output['@context']),
    '@id': service,
    protocol: 'http://iiif.io/api/image',
    ...{ width, height },
    profile: profileOf(found.output.profile),
    ...(tiles && {
      tiles: tiles.map((tile) => ({ ...tile, height: tile.height ?? tile.width })),
    }),
    ...(sizes && { sizes }),
    ...(older.tile_width && { tile_width: older.tile_width }),
    ...(older.tile_height && { tile_height: older.tile_height }),
    ...(older.scale_factors && { scale_factors: older.scale_factors }),
  });
}

function contextOf(given: unknown): string {
  const text = JSON.stringify(given) ?? '';
  if (/image\/3/.test(text)) return contexts[3];
  if (/image-api\/1|image\/1/.test(text)) return contexts[1];
  return contexts[2];
}

/** The level alone, as an address or a word. */
function profileOf(given: unknown): string[] {
  return [given].flat().filter((part) => typeof part === 'string' && part.length < 200) as string[];
}
