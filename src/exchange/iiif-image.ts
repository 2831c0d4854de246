/**
 * The IIIF Image API, versions 1 to 3, as far as it takes to ask for a picture of the right size: what
 * a service says about itself (info.json), and the addresses that follow from it.
 */
import * as v from 'valibot';
import { failure, success, type Outcome } from '../outcome';
import { asked, type ImagePart } from './iiif-part';

interface ImageInfo {
  width: number;
  height: number;
  /** 0: only what `sizes` lists, and the whole; 1: any width; 2: any box. */
  level: 0 | 1 | 2;
  /** By which a side is asked for, in words of the Image API. */
  features: readonly string[];
  version: 1 | 2 | 3;
  /** Smallest first. */
  sizes: readonly { width: number; height: number }[];
  maxWidth: number;
  maxHeight: number;
  maxArea: number;
}

const side = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number))]),
  v.integer(),
  v.minValue(1),
);
const limit = v.fallback(v.optional(side, Infinity), Infinity);
const list = <T>(item: v.GenericSchema<unknown, T>) =>
  v.pipe(
    v.fallback(v.optional(v.array(v.unknown()), []), []),
    v.transform((all) =>
      all.flatMap((one) => {
        const found = v.safeParse(item, one);
        return found.success ? [found.output] : [];
      }),
    ),
  );

const infoSchema = v.object({
  '@context': v.optional(v.unknown()),
  type: v.optional(v.unknown()),
  profile: v.optional(v.unknown()),
  width: side,
  height: side,
  sizes: list(v.object({ width: side, height: side })),
  extraFeatures: list(v.string()),
  maxWidth: limit,
  maxHeight: limit,
  maxArea: limit,
});

/** What an info.json holds, whatever that is. Fails with 'not-iiif'. */
export function parseInfo(text: string): Outcome<unknown> {
  try {
    return success(JSON.parse(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return failure('not-iiif', 'info.json is not JSON');
  }
}

/** Fails with 'not-iiif' for anything but a description of an image. */
export function readImageInfo(text: string): Outcome<ImageInfo> {
  const json = parseInfo(text);
  if (!json.ok) return json;
  const found = v.safeParse(infoSchema, json.value);
  if (!found.success)
    return failure('not-iiif', 'info.json does not tell how large the picture is');
  const { width, height, sizes, extraFeatures } = found.output;
  // Version 2 keeps limits and features in the second half of its profile.
  const profile = [found.output.profile].flat();
  const more = profile.flatMap((part) => {
    const read = v.safeParse(profileSchema, part);
    return read.success ? [read.output] : [];
  });
  const least = (name: 'maxWidth' | 'maxHeight' | 'maxArea') =>
    Math.min(found.output[name], ...more.map((part) => part[name]));
  return success({
    width,
    height,
    level: levelOf(profile),
    version: versionOf(found.output),
    features: [...extraFeatures, ...more.flatMap(({ supports }) => supports)],
    sizes: sizes.sort((a, b) => a.width * a.height - b.width * b.height),
    maxWidth: least('maxWidth'),
    // A service that limits the width alone means both.
    maxHeight: Math.min(least('maxHeight'), least('maxWidth')),
    maxArea: least('maxArea'),
  });
}

const profileSchema = v.object({
  supports: list(v.string()),
  maxWidth: limit,
  maxHeight: limit,
  maxArea: limit,
});

/** The highest level it claims; a service that claims none is trusted with nothing. */
function levelOf(profile: readonly unknown[]): 0 | 1 | 2 {
  const said = profile.filter((part) => typeof part === 'string').join(' ');
  if (/level:?2/.test(said)) return 2;
  return /level:?1/.test(said) ? 1 : 0;
}

function versionOf(info: { '@context'?: unknown; type?: unknown; profile?: unknown }): 1 | 2 | 3 {
  const said = JSON.stringify([info['@context'], info.type]);
  if (/image\/3|ImageService3/.test(said)) return 3;
  if (/image\/2|ImageService2/.test(said)) return 2;
  if (/image-api\/1|image\/1|ImageService1|image-api/.test(said)) return 1;
  return 2;
}

/**
 * Addresses of the whole picture, best first: as large as `longest` or the next larger one that is on
 * offer, never beyond what the service allows, and never larger than the picture is.
 */
export function imageAddresses(
  service: string,
  info: ImageInfo,
  longest: number,
  { region, rotation }: { region: string; rotation: string } = { region: 'full', rotation: '0' },
): string[] {
  const quality = info.version === 1 ? 'native' : 'default';
  const at = (size: string) => `${service}/${region}/${size}/${rotation}/${quality}.jpg`;
  const { width, height, sizes, level, features } = info;

  const wanted = fitting(info, longest);
  const allowed = fitting(info, Infinity);
  const can = (feature: string) => features.includes(feature);
  const isWhole = wanted.width === width && wanted.height === height;
  const exact = `${wanted.width},${wanted.height}`;
  const asked: string[] = [];
  if (isWhole) asked.push(info.version === 3 ? 'max' : 'full');
  if (info.version === 3 ? level > 0 || can('sizeByWh') : level === 2 || can('sizeByWh'))
    asked.push(exact);
  if (level > 0 || can('sizeByW')) asked.push(`${wanted.width},`);
  if (level === 2 || can('sizeByConfinedWh')) asked.push(`!${wanted.width},${wanted.height}`);

  const offered = sizes.filter(
    (size) => size.width <= allowed.width && size.height <= allowed.height,
  );
  const enough = offered.find((size) => Math.max(size.width, size.height) >= longest);
  const listed = enough ?? offered.at(-1);
  if (listed !== undefined) {
    const size = info.version === 3 ? `${listed.width},${listed.height}` : `${listed.width},`;
    // A list is what a service of level 0 has: there, nothing else is worth a try.
    if (level === 0) asked.unshift(size, `${listed.width},${listed.height}`, `${listed.width},`);
    else asked.push(size);
  }
  // Where no size can be asked for, the whole is all there is.
  if (asked.length === 0) asked.push(info.version === 1 ? 'full' : 'max', 'full');
  return [...new Set(asked)].map(at);
}

/** The same of a part of it; none where the part lies beside the picture. */
export function partAddresses(
  service: string,
  info: ImageInfo,
  longest: number,
  part: ImagePart,
): string[] {
  const view = asked(part, info);
  // The sizes a service lists are those of the whole.
  return view === null
    ? []
    : imageAddresses(service, { ...info, ...view.size, sizes: [] }, longest, view);
}

/** The picture's size within a longest side and the service's limits, its shape kept. */
function fitting(info: ImageInfo, longest: number): { width: number; height: number } {
  const { width, height, maxWidth, maxHeight, maxArea } = info;
  const scale = Math.min(
    1,
    longest / Math.max(width, height),
    maxWidth / width,
    maxHeight / height,
    Math.sqrt(maxArea / (width * height)),
  );
  if (scale === 1) return { width, height };
  // Rounded down where a limit would be passed by rounding up.
  const round = scale === longest / Math.max(width, height) ? Math.round : Math.floor;
  return { width: Math.max(1, round(width * scale)), height: Math.max(1, round(height * scale)) };
}
