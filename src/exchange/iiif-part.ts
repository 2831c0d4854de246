/**
 * A part of a picture, or the picture turned, as manifests ask for it (ImageApiSelector, FragmentSelector,
 * an address made by the Image API): what its image service is asked for in place of the whole.
 */
import { asThing, typeOf, type Thing } from './iiif-shape';

export interface Size {
  width: number;
  height: number;
}

export interface ImagePart {
  /** Null for all of it. */
  region: { x: number; y: number; width: number; height: number; isPercent: boolean } | null;
  /** Clockwise, in degrees, after `!` where it is mirrored: a word of the Image API. */
  rotation: string;
  /** How large the picture is in whose pixels the region counts, where the manifest says so. */
  of: Size | null;
}

/** Null where it selects nothing that an image service could be asked for. */
export function partSelected(selector: unknown, of: Size | null): ImagePart | null {
  const said = asThing(selector);
  if (said === null) return null;
  const type = typeOf(said);
  if (type === 'FragmentSelector') return partIn(said['value'], of);
  if (type !== 'ImageApiSelector') return null;
  const region = regionOf(said['region']);
  const rotation = rotationOf(said['rotation']);
  return region === null && rotation === '0' ? null : { region, rotation, of };
}

/** From `xywh=…`, with or without what stands before it. */
export function partIn(fragment: unknown, of: Size | null): ImagePart | null {
  const written = typeof fragment === 'string' ? /xywh=([^&]+)/.exec(fragment)?.[1] : undefined;
  const region = regionOf(written);
  return region === null ? null : { region, rotation: '0', of };
}

/** What an address that the Image API made asks for; null for any other. */
export function madeAddress(address: string): { service: string; part: ImagePart | null } | null {
  const made =
    /^(https?:\/\/.+)\/([^/]+)\/(?:full|max|\^?!?\d*,\d*|\^?pct:[\d.]+)\/(!?[\d.]+)\/(?:default|native|color|gr[ae]y|bitonal)\.\w+$/;
  const [, service, region, rotation] = made.exec(address) ?? [];
  if (service === undefined || region === undefined) return null;
  const isKnown = region === 'full' || regionOf(region) !== null;
  if (!isKnown) return null;
  const part: ImagePart = { region: regionOf(region), rotation: rotationOf(rotation), of: null };
  return { service, part: part.region === null && part.rotation === '0' ? null : part };
}

export function sizeOf(thing: Thing | null): Size | null {
  const [width, height] = [thing?.['width'], thing?.['height']];
  const isSize = typeof width === 'number' && typeof height === 'number';
  return isSize && width > 0 && height > 0 ? { width, height } : null;
}

/**
 * The region in pixels of the picture as its service has it, and how that is asked for; null where the
 * region lies beside the picture.
 */
export function asked(
  { region, rotation, of }: ImagePart,
  whole: Size,
): { region: string; rotation: string; size: Size } | null {
  if (region === null) return { region: 'full', rotation, size: whole };
  const scale = region.isPercent
    ? { x: whole.width / 100, y: whole.height / 100 }
    : { x: of ? whole.width / of.width : 1, y: of ? whole.height / of.height : 1 };
  const x = Math.round(region.x * scale.x);
  const y = Math.round(region.y * scale.y);
  const width = Math.min(Math.round(region.width * scale.x), whole.width - x);
  const height = Math.min(Math.round(region.height * scale.y), whole.height - y);
  if (width < 1 || height < 1) return null;
  return { region: `${x},${y},${width},${height}`, rotation, size: { width, height } };
}

/** Its address as it stands in the manifest, for when the service does not say how large the picture is. */
export function partAddress(
  service: string,
  { region, rotation }: ImagePart,
  size: 'max' | 'full',
) {
  const { x, y, width, height, isPercent } = region ?? fullRegion;
  const place = `${isPercent ? 'pct:' : ''}${x},${y},${width},${height}`;
  return `${service}/${region === null ? 'full' : place}/${size}/${rotation}/default.jpg`;
}

const fullRegion = { x: 0, y: 0, width: 100, height: 100, isPercent: true };

function regionOf(written: unknown): ImagePart['region'] {
  if (typeof written !== 'string') return null;
  const found =
    /^(pct:|percent:|pixel:)?(\d{1,9}(?:\.\d+)?),(\d{1,9}(?:\.\d+)?),(\d{1,9}(?:\.\d+)?),(\d{1,9}(?:\.\d+)?)$/.exec(
      written.trim(),
    );
  if (found === null) return null;
  const [x = 0, y = 0, width = 0, height = 0] = found.slice(2).map(Number);
  const isPercent = /^p(?:ct|ercent):/.test(found[1] ?? '');
  return width > 0 && height > 0 ? { x, y, width, height, isPercent } : null;
}

function rotationOf(written: unknown): string {
  const text = typeof written === 'number' ? String(written) : written;
  if (typeof text !== 'string' || !/^!?\d{1,3}(?:\.\d+)?$/.test(text)) return '0';
  const degrees = Number(text.replace('!', '')) % 360;
  return `${text.startsWith('!') ? '!' : ''}${degrees}`;
}
