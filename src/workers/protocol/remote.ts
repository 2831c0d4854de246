/** What a pictures worker can be asked for about pictures that lie on somebody's server. */
import type { Attachments } from '../../collection/item-records';
import type { ProjectId } from '../../collection/records';
import type { ImagePart } from '../../exchange/iiif-part';
import type { Problem } from '../../outcome';
import type { FileReport } from './file-report';

/** A picture that can be fetched. */
export interface RemotePicture {
  /**
   * Tried in this order; the next where there is nothing at the one before. Where the record names an
   * image service, that one is asked first for a picture of the right size.
   */
  addresses: string[];
  /** Of which picture of an image service it is a part, or a turned view. */
  part?: { service: string; view: ImagePart };
  name: string;
  folder: string;
  /** A record's `source` makes an import resumable: what is here already is not asked for again. */
  attachments: Attachments | null;
}

export interface RemoteRequest {
  projectId: ProjectId;
  pictures: RemotePicture[];
  /** Longest side of working copies, in pixels; image services are asked for no more than they need. */
  workingSide: number;
  /** False: none; the server is asked again when a picture is looked at. */
  keepsCopies?: boolean | undefined;
}

/** What became of picture `at` of the request; the order is the one in which they arrive. */
export type RemoteReport = FileReport & { at: number };

/** Whether a page may read what a host sends, found out with a picture or two. */
export interface HostReport {
  host: string;
  /** Null: it may. */
  problem: Problem | null;
}

export interface RemoteApi {
  /**
   * Fetches with manners and brings in, each picture whole or not at all. `report` is called for every
   * stored handful and has been answered for each picture when the call returns.
   */
  importRemote(
    job: string,
    request: RemoteRequest,
    report: (reports: RemoteReport[]) => void | Promise<void>,
  ): Promise<void>;
  /** Asks every host for a picture, before thousands are asked for. */
  probeHosts(job: string, pictures: RemotePicture[]): Promise<HostReport[]>;
}
