/** One page by whichever of the two decoders knows it better, and by the other where that one gives up. */
import type { Remark } from '../outcome';
import { decodeTiff } from './decode-tiff';
import { decodeWithMagick, isRefusal, managed } from './magick';
import type { PictureType } from './sniff';
import { soundJp2 } from './sound-jp2';
import { prefersGeotiff, suitsGeotiff } from './suits-geotiff';
import type { TiffPage } from './tiff-directory';
import { mayBeTransparent } from './transparency';
import { upright } from './upright';

export interface ForeignPicture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: PictureType;
  readonly tiff: TiffPage | null;
}

export interface Decoded {
  readonly image: ImageBitmap;
  readonly remarks: Remark[];
}

/** Throws what the better decoder said. The caller closes the bitmap. */
export async function decodeForeignPicture(picture: ForeignPicture): Promise<Decoded> {
  const { tiff, bytes } = picture;
  if (tiff === null || !suitsGeotiff(tiff, bytes)) return byMagick(picture);
  const byNumbers = () => byGeotiff(bytes, tiff);
  const byBytes = () => byMagick(picture);
  const [first, second] = prefersGeotiff(tiff) ? [byNumbers, byBytes] : [byBytes, byNumbers];
  try {
    return await first();
  } catch (error) {
    try {
      return await second();
    } catch {
      // It knew no better.
      throw error;
    }
  }
}

async function byMagick({ bytes, type, tiff }: ForeignPicture): Promise<Decoded> {
  const isJp2 = type === 'image/jp2' || type === 'image/j2c';
  const sound = isJp2 ? soundJp2(bytes) : bytes;
  const { image, complaint } = await decodeWithMagick({
    bytes: sound,
    // A bare stream may have been given boxes.
    type: isJp2 && sound[0] === 0 ? 'image/jp2' : type,
    index: tiff?.index ?? 0,
    mayBeTransparent: mayBeTransparent(bytes, type, tiff),
  });
  const isCut = complaint !== null && ofDamage.test(complaint);
  return {
    image: await createImageBitmap(image),
    remarks: isCut ? [{ kind: 'cut-off', technical: complaint }] : [],
  };
}

/** Its warnings are mostly about tags that mean nothing; these are about pixels. */
const ofDamage = /premature|truncat|unexpected|insufficient|not enough|corrupt|invalid/i;

async function byGeotiff(bytes: Uint8Array<ArrayBuffer>, page: TiffPage): Promise<Decoded> {
  const { image, stretched } = await decodeTiff(bytes, page);
  const said = `${stretched} of ${page.bits[0]} bits were in use`;
  return {
    image: await upright(await inWebColours(image, bytes, page), page.orientation),
    remarks: stretched === null ? [] : [{ kind: 'stretched', technical: said }],
  };
}

async function inWebColours(
  image: ImageData,
  bytes: Uint8Array,
  { profile }: TiffPage,
): Promise<ImageData> {
  if (profile === null) return image;
  try {
    return await managed(image, bytes.subarray(profile.at, profile.at + profile.bytes));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return image;
  }
}
