/** What a pictures worker can be asked for about one picture: to look at, and to look into. */
import type { ItemId } from '../../collection/records';
import type { TileService } from '../../exchange/iiif-tiles';
import type { Outcome } from '../../outcome';
import type { JobId } from './calls';

/** The same picture at full size, half of it, half of that …, largest first. */
export type Levels = ImageBitmap[];

export interface OriginalsApi {
  /**
   * The working copy, else the original at its size. Failures: 'not-found', 'original-locked',
   * 'original-gone', 'original-changed', 'host-not-allowed', 'no-original', the network's, the decoder's.
   */
  keptPicture(job: JobId, itemId: ItemId): Promise<Outcome<Blob>>;
  /** The original's own pixels. Failures as above. */
  originalLevels(job: JobId, itemId: ItemId): Promise<Outcome<Levels>>;
  /** The pixels of our copy; they are what is left where the original is not to be had. */
  copyLevels(job: JobId, itemId: ItemId): Promise<Outcome<Levels>>;
  /** What the item's image service says about tiles. 'no-original' where there is none. */
  tileService(job: JobId, itemId: ItemId): Promise<Outcome<TileService>>;
  /** One tile of that service. */
  tile(job: JobId, itemId: ItemId, address: string): Promise<Outcome<ImageBitmap>>;
}
