/** What a pictures worker can be asked for about IIIF: what an address or a file holds. */
import type { IiifReading } from '../../exchange/iiif-reading';
import type { Outcome } from '../../outcome';

export type {
  IiifCollection,
  IiifGap,
  IiifManifest,
  IiifMember,
  IiifPicture,
} from '../../exchange/iiif-reading';

export interface IiifApi {
  /**
   * Reads a manifest or collection at an address, or in a file. Nothing else is asked for: a
   * collection's members are read one by one, when somebody wants them. Fails as fetching fails, and
   * with 'bad-address', 'not-iiif' or 'unreadable-file'.
   */
  readIiif(job: string, from: { address: string } | { file: Blob }): Promise<Outcome<IiifReading>>;
}
